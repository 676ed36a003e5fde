import { reasons, type Sentence } from '../platform/reason.ts'
import type { ContentProblem } from './content-rules.ts'
import { MAIL_PLACEHOLDERS } from './mail-text-rules.ts'

const PLACEHOLDERS = MAIL_PLACEHOLDERS.map(name => `{${name}}`).join(' ')

/** What a planner still has to do before a campaign can be submitted. */
export const contentReasons = reasons({
  'name-missing': { zh: () => '给活动起个名字', en: () => 'Give the campaign a name' },
  'purposes-missing': { zh: () => '至少选一个目的', en: () => 'Choose at least one purpose' },
  'purposes-repeat': { zh: () => '同一目的填写了两次', en: () => 'A purpose is named twice' },
  'reason-missing': { zh: () => '写下告诉客户的原因', en: () => 'Write the reason the customer is told' },
  'trigger-missing': { zh: () => '选择因什么回访', en: () => 'Choose what the follow-up is about' },
  'days-missing': { zh: () => '填写从第几天到第几天', en: () => 'Say from which day to which' },
  'days-out-of-order': {
    zh: () => '“不早于”应不晚于“不晚于”',
    en: () => 'The first day must not come after the last',
  },
  'days-before-it-happened': {
    zh: () => '事情发生之前还不知道，天数不能为负',
    en: () => 'Nothing is known before it happens; the days cannot be negative',
  },
  'festival-missing': { zh: () => '至少选一个节日', en: () => 'Choose at least one festival' },
  'validity-missing': { zh: () => '填写活动的起止日期', en: () => 'Say when the campaign begins and ends' },
  'validity-out-of-order': {
    zh: () => '结束日期不能早于开始日期',
    en: () => 'The end cannot come before the beginning',
  },
  'conditions-unfinished': {
    zh: () => '有条件还没有填完，填完或去掉',
    en: () => 'A condition is not finished; finish or remove it',
  },
  'condition-needs-activity': {
    zh: () => '节日问候没有“触发的业务往来”，请去掉这类条件',
    en: () => 'A festival or birthday has no triggering activity; remove the conditions on it',
  },
  'sample-unfinished': { zh: () => '填写抽取多少，或改为全部', en: () => 'Say how many are drawn, or choose everyone' },
  'team-missing': { zh: () => '选择班组', en: () => 'Choose a team' },
  'script-missing': { zh: () => '选择话术', en: () => 'Choose a script' },
  'caller-number-missing': { zh: () => '填写来电显示号码', en: () => 'Give the caller number' },
  'mail-missing': { zh: () => '写好要发的邮件', en: () => 'Write the mail that goes out' },
  'mail-subject-missing': { zh: () => '填写邮件主题', en: () => 'Give the mail a subject' },
  'mail-text-missing': { zh: () => '填写邮件正文', en: () => 'Write what the mail says' },
  'mail-placeholder-unknown': {
    zh: () => `邮件里大括号中的内容无法自动填写，只能用 ${PLACEHOLDERS}`,
    en: () => `The mail has a placeholder that nobody can fill; use only ${PLACEHOLDERS}`,
  },
  'mail-asks-for-secrets': {
    zh: () => '邮件不能索要密码、验证码、证件号或银行卡号，请改写这句话',
    en: () =>
      'A mail must not ask for passwords, codes, or numbers of identity or bank cards; write that sentence otherwise',
  },
  'mail-link-unsafe': {
    zh: () => '邮件中的链接须以 https:// 开头、使用域名，且不含客户信息',
    en: () => 'Links in a mail begin with https://, name a host and hold nothing about the customer',
  },
} satisfies Record<ContentProblem['code'], Sentence>)
