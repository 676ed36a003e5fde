import { customerNumberField } from '../customers/index.ts'
import type { ImportKind } from '../imports/index.ts'
import { RECORD_KINDS, type RecordKind } from './record-kinds.ts'

type ImportField = ImportKind['fields'][number]

/** The columns of a file of records, in the order in which headers are given to them. */
export function recordFields(kind: RecordKind): ImportField[] {
  const of = RECORD_KINDS[kind]
  const end: ImportField[] = of.end ? [{ name: 'endsOn', ...of.end }] : []
  return [
    customerNumberField,
    {
      name: 'number',
      longest: 200,
      label: { zh: '单号', en: 'Number' },
      words: [...of.numberWords, '单号', '编号', 'number', 'no', 'id', 'externalid', 'reference'],
    },
    {
      name: 'happenedAt',
      label: of.timeLabel,
      words: [...of.timeWords, '时间', '日期', 'date', 'time', 'at'],
      required: true,
    },
    ...end,
    {
      name: 'summary',
      longest: 500,
      label: of.summaryLabel,
      words: [...of.summaryWords, '内容', '摘要', '说明', '描述', '备注', 'summary', 'description', 'content', 'note'],
    },
    {
      name: 'serialNumber',
      longest: 100,
      label: { zh: '设备序列号', en: 'Serial number of the machine' },
      words: [
        '序列号',
        '机号',
        '设备编号',
        '设备序列号',
        '整机编号',
        '车架号',
        'serialnumber',
        'serialno',
        'serial',
        'sn',
        'vin',
        'machine',
      ],
    },
    {
      name: 'amount',
      label: { zh: '金额', en: 'Amount' },
      words: [
        '金额',
        '总金额',
        '费用',
        '合同金额',
        '租金',
        '服务费',
        '价税合计',
        'amount',
        'total',
        'price',
        'fee',
        'value',
      ],
    },
    { name: 'currency', label: { zh: '币种', en: 'Currency' }, words: ['币种', '货币', 'currency'] },
  ]
}
