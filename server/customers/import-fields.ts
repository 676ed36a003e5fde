import type { ImportKind } from '../imports/index.ts'

type ImportField = ImportKind['fields'][number]

/** The column that says whose a row is, in every kind of file about customers. */
export const customerNumberField: ImportField = {
  name: 'customer',
  label: { zh: '客户编号', en: 'Customer number' },
  words: [
    '客户编号',
    '客户号',
    '客户id',
    '会员号',
    '会员编号',
    '客户代码',
    'customerid',
    'customernumber',
    'customerno',
  ],
  required: true,
}

/** A customer number as spreadsheets spoil it: `1001.0` is `1001`. */
export const plainCustomerNumber = (text: string): string => text.replace(/^(\d+)\.0$/, '$1')
