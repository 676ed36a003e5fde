import { reasons } from '../platform/reason.ts'

/** Why a row of a file of persons in charge was rejected. */
export const personRejections = reasons({
  'customer-missing': { zh: () => '没有客户编号', en: () => 'there is no customer number' },
  'customer-unknown': {
    zh: (f: { customer: string }) => `没有编号为 ${f.customer} 的客户，请先导入客户`,
    en: (f: { customer: string }) => `there is no customer ${f.customer}; import the customers first`,
  },
  'customer-elsewhere': {
    zh: () => '该客户属于导入范围之外的机构',
    en: () => 'the customer belongs to a branch outside the scope of this import',
  },
  'name-missing': { zh: () => '没有姓名', en: () => 'there is no name' },
  'duty-missing': {
    zh: () => '没有职责，或职责超过十项',
    en: () => 'there is no duty, or more than ten of them',
  },
  'duty-unknown': {
    zh: (f: { duty: string }) => `没有“${f.duty}”这项职责，请先在客户页的“负责人”中添加它，或改用已有的职责`,
    en: (f: { duty: string }) =>
      `there is no duty “${f.duty}”; add it among the persons in charge on a customer’s page first, or use one that is there`,
  },
  'date-unreadable': { zh: () => '任职日期无法识别', en: () => 'a day of being in charge cannot be read' },
  'dates-crossed': { zh: () => '任职结束早于开始', en: () => 'the last day in charge comes before the first' },
  'phone-invalid': {
    zh: (f: { masked: string }) => `电话 ${f.masked} 不是有效号码`,
    en: (f: { masked: string }) => `phone ${f.masked} is not a valid number`,
  },
  'email-invalid': { zh: () => '邮箱地址无效', en: () => 'the e-mail address is not valid' },
  'too-many-points': {
    zh: (f: { most: number }) => `电话和邮箱超过 ${f.most} 个`,
    en: (f: { most: number }) => `there are more than ${f.most} phones and e-mails`,
  },
  'language-unknown': {
    zh: () => '语言无法识别，应为“普通话”“粤语”“英语”等，或代码如 zh、yue、en',
    en: () => 'the language is not known; it is a name such as “English” or a code such as en, zh, yue',
  },
  'number-of-another-person': {
    zh: (f: { masked: string }) => `${f.masked} 已登记为该客户另一位联系人的号码`,
    en: (f: { masked: string }) => `${f.masked} is registered for another person at this customer`,
  },
})
