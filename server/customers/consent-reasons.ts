import { reasons } from '../platform/reason.ts'

/** Why a row of a file of consents was rejected. */
export const consentRejections = reasons({
  'customer-missing': { zh: () => '没有客户编号', en: () => 'there is no customer number' },
  'customer-unknown': {
    zh: (f: { customer: string }) => `没有编号为 ${f.customer} 的客户，请先导入客户`,
    en: (f: { customer: string }) => `there is no customer ${f.customer}; import the customers first`,
  },
  'customer-elsewhere': {
    zh: () => '该客户属于导入范围之外的机构',
    en: () => 'the customer belongs to a branch outside the scope of this import',
  },
  'purpose-unknown': {
    zh: (f: { word: string }) => `用途“${f.word}”无法识别，应为服务、调研或营销`,
    en: (f: { word: string }) => `the purpose “${f.word}” is not known; it is service, research or marketing`,
  },
  'channel-unknown': {
    zh: (f: { word: string }) => `方式“${f.word}”无法识别，应为电话、短信、邮件、在线聊天或上门`,
    en: (f: { word: string }) => `the channel “${f.word}” is not known; it is phone, SMS, e-mail, chat or visit`,
  },
  'given-unknown': {
    zh: (f: { word: string }) => `“${f.word}”看不出是同意还是撤回`,
    en: (f: { word: string }) => `“${f.word}” says neither that consent was given nor that it was withdrawn`,
  },
  'time-unreadable': { zh: () => '同意或撤回的时间无法识别', en: () => 'the time of the consent cannot be read' },
  'in-the-future': { zh: () => '同意或撤回的时间晚于现在', en: () => 'the consent lies in the future' },
  'expiry-crossed': {
    zh: () => '到期时间无法识别、不晚于同意时间，或写在了撤回上',
    en: () => 'the expiry cannot be read, does not come after the consent, or stands with a withdrawal',
  },
  'evidence-missing': {
    zh: () => '没有证据：协议、录音或客户原话',
    en: () => 'there is no evidence: an agreement, a recording or what the customer said',
  },
  'consent-differs': {
    zh: (f: { number: string }) => `编号 ${f.number} 已登记为另一份同意；同意不会被覆盖，请使用新的编号`,
    en: (f: { number: string }) =>
      `${f.number} is on record as another consent; consents are never overwritten, so use a new number`,
  },
})
