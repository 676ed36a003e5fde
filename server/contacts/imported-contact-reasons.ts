import { reasons } from '../platform/reason.ts'

/** Why a row of a file of contacts made elsewhere was rejected. No number is told in clear. */
export const importedContactRejections = reasons({
  'customer-missing': {
    zh: () => '没有客户编号，也没有号码或邮箱，不知道联系了谁',
    en: () => 'there is neither a customer number nor a phone number or e-mail address to tell who was contacted',
  },
  'customer-unknown': {
    zh: (f: { customer: string }) => `没有编号为 ${f.customer} 的客户，请先导入客户`,
    en: (f: { customer: string }) => `there is no customer ${f.customer}; import the customers first`,
  },
  'customer-elsewhere': {
    zh: () => '该客户属于导入范围之外的机构',
    en: () => 'the customer belongs to a branch outside the scope of this import',
  },
  'phone-unreadable': {
    zh: () => '号码无法识别，请连同区号或国家代码完整填写',
    en: () => 'the phone number cannot be read; give it whole, with its area or country code',
  },
  'phone-of-nobody': {
    zh: () => '这个号码没有登记在任何客户名下，请先导入客户和号码',
    en: () => 'no customer has this phone number; import the customers with their numbers first',
  },
  'phone-of-several': {
    zh: () => '这个号码登记在几位客户名下，请加上客户编号',
    en: () => 'several customers have this phone number; add the customer number',
  },
  'phone-of-another': {
    zh: () => '这个号码没有登记在该客户名下；请先登记号码，或把号码留空，只按客户计数',
    en: () =>
      'this customer does not have this phone number; register it first, or leave it blank to count by the customer alone',
  },
  'no-phone': {
    zh: () => '该客户没有登记任何号码，请先导入他的号码',
    en: () => 'no phone number is registered for this customer; import his numbers first',
  },
  'email-unreadable': { zh: () => '邮箱无法识别', en: () => 'the e-mail address cannot be read' },
  'email-of-nobody': {
    zh: () => '这个邮箱没有登记在任何客户名下，请先导入客户和邮箱',
    en: () => 'no customer has this e-mail address; import the customers with their addresses first',
  },
  'email-of-several': {
    zh: () => '这个邮箱登记在几位客户名下，请加上客户编号',
    en: () => 'several customers have this e-mail address; add the customer number',
  },
  'email-of-another': {
    zh: () => '这个邮箱没有登记在该客户名下；请先登记邮箱，或把邮箱留空，只按客户计数',
    en: () =>
      'this customer does not have this e-mail address; register it first, or leave it blank to count by the customer alone',
  },
  'no-email': {
    zh: () => '该客户没有登记任何邮箱，请先导入他的邮箱',
    en: () => 'no e-mail address is registered for this customer; import his addresses first',
  },
  'mail-is-no-conversation': {
    zh: () => '邮件里没有与客户通话，请把这一列填“否”或留空',
    en: () => 'nobody is spoken to by mail; say no in this column, or leave it blank',
  },
  'time-unreadable': { zh: () => '联系时间无法识别', en: () => 'the time cannot be read' },
  'time-without-hour': {
    zh: () => '只有日期没有时刻；上限和间隔按秒计算，请填写具体时刻',
    en: () => 'it says the day and not the time of day; caps and gaps run by the second, so give the time',
  },
  'in-the-future': {
    zh: () => '联系时间在将来，还没有发生',
    en: () => 'it lies in the future and has not happened yet',
  },
  'channel-not-counted': {
    zh: (f: { word: string }) => `“${f.word}”不是电话也不是邮件；目前只有这两种方式计入联系规则`,
    en: (f: { word: string }) =>
      `“${f.word}” is neither a call nor an e-mail; so far only these count in the contact policy`,
  },
  'outcome-unknown': {
    zh: (f: { word: string }) =>
      `不认识联系结果“${f.word}”，请改为“已完成”“无人接听”“客户拒绝”（邮件则为“已发出”“被退回”）等系统里的结果`,
    en: (f: { word: string }) =>
      `the outcome “${f.word}” is not known; use one of the product’s, such as completed, no answer or refused, of a mail sent or came back`,
  },
  'conversed-unknown': {
    zh: (f: { word: string }) => `“${f.word}”说不清是否与客户通话，请填“是”或“否”`,
    en: (f: { word: string }) => `“${f.word}” does not tell whether the customer was spoken to; say yes or no`,
  },
  'purpose-unknown': {
    zh: (f: { word: string }) => `不认识目的“${f.word}”，请填“关怀”“满意度”“续约”等系统里的目的`,
    en: (f: { word: string }) =>
      `the purpose “${f.word}” is not known; use one of the product’s, such as care, satisfaction or renewal`,
  },
  'purpose-missing': {
    zh: () => '没有目的，不知道哪些规则要计入；请填“关怀”“满意度”“续约”等',
    en: () => 'there is no purpose to tell which rules count it; say care, satisfaction, renewal …',
  },
  'contact-of-another-customer': {
    zh: (f: { number: string }) => `联系编号 ${f.number} 已属于另一位客户`,
    en: (f: { number: string }) => `the contact ${f.number} belongs to another customer`,
  },
})
