import type { ImportKind } from '../imports/index.ts'

type ImportField = ImportKind['fields'][number]

/** How files name the number under which a house knows a customer. */
export const CUSTOMER_NUMBER_WORDS: readonly string[] = [
  '客户编号',
  '客户号',
  '客户id',
  '会员号',
  '会员编号',
  '客户代码',
  'customerid',
  'customernumber',
  'customerno',
]

/** The column that says whose a row is, in every kind of file about customers. */
export const customerNumberField: ImportField = {
  name: 'customer',
  label: { zh: '客户编号', en: 'Customer number' },
  words: CUSTOMER_NUMBER_WORDS,
  required: true,
}

/** A customer number as spreadsheets spoil it: `1001.0` is `1001`. */
export const plainCustomerNumber = (text: string): string => text.replace(/^(\d+)\.0$/, '$1')
