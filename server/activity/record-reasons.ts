import { reasons } from '../platform/reason.ts'

/** Why a row of a file of services, deliveries, complaints, contracts or rentals was rejected. */
export const recordRejections = reasons({
  'customer-missing': { zh: () => '没有客户编号', en: () => 'there is no customer number' },
  'customer-unknown': {
    zh: (f: { customer: string }) => `没有编号为 ${f.customer} 的客户`,
    en: (f: { customer: string }) => `there is no customer ${f.customer}`,
  },
  'customer-elsewhere': {
    zh: () => '该客户属于导入范围之外的机构',
    en: () => 'the customer belongs to a branch outside the scope of this import',
  },
  'time-unreadable': { zh: () => '时间无法识别', en: () => 'the time cannot be read' },
  'end-missing': { zh: () => '没有到期日', en: () => 'there is no day on which it ends' },
  'end-unreadable': { zh: () => '到期日无法识别', en: () => 'the day on which it ends cannot be read' },
  'end-before-begin': { zh: () => '到期日早于开始', en: () => 'it ends before it begins' },
  'nothing-said': {
    zh: () => '既没有单号也没有内容，无法认出这条记录',
    en: () => 'there is neither a number nor a content to know the record by',
  },
  'machine-unknown': {
    zh: (f: { serialNumber: string }) => `没有序列号为 ${f.serialNumber} 的设备，请先导入设备或核对序列号`,
    en: (f: { serialNumber: string }) =>
      `there is no machine with the serial number ${f.serialNumber}; import the machines first or check the number`,
  },
  'amount-unreadable': { zh: () => '金额不是数字', en: () => 'the amount is not a number' },
  'amount-impossible': {
    zh: () => '金额为负或大得不合常理，请核对',
    en: () => 'the amount is negative or beyond all reason; check it',
  },
  'currency-unknown': {
    zh: () => '币种应为三个字母的代码，如 CNY',
    en: () => 'the currency is not a code of three letters such as CNY',
  },
  'record-of-another-customer': {
    zh: (f: { number: string }) => `单号 ${f.number} 已属于另一位客户`,
    en: (f: { number: string }) => `${f.number} belongs to another customer`,
  },
})
