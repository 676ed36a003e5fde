import { reasons, type Sentence } from '../platform/reason.ts'
import type { ContentProblem } from './content-rules.ts'

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
} satisfies Record<ContentProblem['code'], Sentence>)
