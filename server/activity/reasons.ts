import { reasons } from '../platform/reason.ts'

export const activityReasons = reasons({
  'activity-known': {
    zh: (f: { externalId: string }) => `编号 ${f.externalId} 的记录已存在，未重复登记。请核对编号。`,
    en: (f: { externalId: string }) =>
      `${f.externalId} is recorded already and was not recorded twice. Check the number.`,
  },
  'amount-too-large': {
    zh: () => '金额或明细合计大得不合常理，未保存。请核对数量和单价。',
    en: () =>
      'The amount, or what the lines come to, is beyond all reason, so nothing was saved. Check quantity and price.',
  },
  'ends-before-it-begins': {
    zh: () => '到期日早于发生时间，未保存。请核对日期。',
    en: () => 'It ends before it begins, so nothing was saved. Check the days.',
  },
})

/** Why a row of an orders file was rejected. */
export const orderRejections = reasons({
  'customer-missing': {
    zh: () => '没有客户编号',
    en: () => 'there is no customer number',
  },
  'customer-unknown': {
    zh: (f: { customer: string }) => `没有编号为 ${f.customer} 的客户`,
    en: (f: { customer: string }) => `there is no customer ${f.customer}`,
  },
  'customer-elsewhere': {
    zh: () => '该客户属于导入范围之外的机构',
    en: () => 'the customer belongs to a branch outside the scope of this import',
  },
  'quantity-unreadable': {
    zh: () => '数量不是数字',
    en: () => 'the quantity is not a number',
  },
  'quantity-not-positive': {
    zh: () => '数量不大于零（退货或更正）',
    en: () => 'the quantity is not positive (a return or a correction)',
  },
  'price-unreadable': {
    zh: () => '单价不是数字',
    en: () => 'the unit price is not a number',
  },
  'price-not-positive': {
    zh: () => '单价不大于零',
    en: () => 'the unit price is not positive',
  },
  'too-much': {
    zh: () => '数量或单价大得不合常理，请核对',
    en: () => 'quantity or unit price is beyond all reason; check it',
  },
  'product-missing': {
    zh: () => '没有产品名称或编码',
    en: () => 'there is neither a product name nor a code',
  },
  'time-unreadable': {
    zh: () => '时间无法识别',
    en: () => 'the time cannot be read',
  },
  'currency-unknown': {
    zh: () => '币种应为三个字母的代码，如 CNY',
    en: () => 'the currency is not a code of three letters such as CNY',
  },
  'order-of-another-customer': {
    zh: (f: { order: string }) => `订单 ${f.order} 已属于另一位客户`,
    en: (f: { order: string }) => `order ${f.order} belongs to another customer`,
  },
})
