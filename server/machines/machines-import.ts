import {
  type CustomerReference,
  customerNumberField,
  customersByExternalId,
  lockCustomers,
  plainCustomerNumber,
} from '../customers/index.ts'
import { readNumber } from '../imports/cell-rules.ts'
import {
  type BatchOutcome,
  dateSurvey,
  dayReader,
  type ImportContext,
  type ImportKind,
  type ImportRow,
  timeReader,
} from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { importedMachines, importedReadings } from './imported-machines.ts'
import { MachineBatch } from './machine-batch.ts'
import { machineRejections } from './reasons.ts'
import * as rules from './rules.ts'
import type { MachineFields } from './store.ts'

/** What a row says of a machine; what it leaves blank is absent. */
export interface MachineSaid {
  number: number
  serialNumber: string
  customer: string | undefined
  fields: Partial<MachineFields>
  reading: { value: number; unit: rules.MeterUnit; readAt: Temporal.Instant } | undefined
}

type Rejection = { reason: keyof typeof machineRejections; field: string; facts?: Record<string, unknown> }

const word = (zh: string, en: string) => ({ zh, en })

/** Machines: one row is one machine by its serial number, with its owner and perhaps a reading of its meter. */
export const machinesImport: ImportKind = {
  name: 'machines',
  label: word('设备', 'Machines'),
  settings: ['timeZone', 'dateOrder'],
  nouns: [importedMachines, importedReadings],
  rejections: machineRejections,
  fields: [
    {
      name: 'serialNumber',
      longest: 100,
      label: word('序列号', 'Serial number'),
      words: [
        ...['序列号', '机号', '整机编号', '设备编号', '设备序列号', '出厂编号', '车架号', '机器编号', '串号'],
        ...['serialnumber', 'serialno', 'serial', 'sn', 'vin', 'chassisnumber', 'machineid', 'equipmentid'],
      ],
      required: true,
    },
    { ...customerNumberField, label: word('机主客户编号', 'Customer number of the owner'), required: false },
    {
      name: 'brand',
      longest: 100,
      label: word('品牌', 'Brand'),
      words: ['品牌', '厂家', '制造商', '厂商', 'brand', 'make', 'manufacturer'],
    },
    {
      name: 'model',
      longest: 100,
      label: word('型号', 'Model'),
      words: ['型号', '机型', '规格型号', '设备型号', 'model', 'modelname', 'type'],
    },
    {
      name: 'boughtOn',
      label: word('购买日期', 'Bought on'),
      words: ['购买日期', '购机日期', '销售日期', '采购日期', 'boughton', 'purchasedate', 'saledate', 'bought'],
    },
    {
      name: 'deliveredOn',
      label: word('交付日期', 'Delivered on'),
      words: ['交付日期', '交机日期', '交车日期', '发货日期', 'deliveredon', 'deliverydate', 'delivered'],
    },
    {
      name: 'warrantyUntil',
      label: word('保修至', 'Warranty until'),
      words: [
        '保修至',
        '保修到期',
        '质保到期',
        '质保期至',
        '保修截止',
        '保修期至',
        'warrantyuntil',
        'warrantyend',
        'warranty',
      ],
    },
    { name: 'state', label: word('状态', 'State'), words: ['状态', '设备状态', '机器状态', 'state', 'status'] },
    {
      name: 'reading',
      label: word('表读数', 'Meter reading'),
      words: [
        '表读数',
        '小时表',
        '工作小时',
        '工时',
        '小时数',
        '里程',
        '仪表读数',
        'meterreading',
        'hours',
        'smr',
        'hourmeter',
        'mileage',
        'odometer',
        'reading',
      ],
    },
    {
      name: 'unit',
      label: word('计量单位', 'Unit of the meter'),
      words: ['单位', '计量单位', '读数单位', 'unit', 'meterunit'],
    },
    {
      name: 'readAt',
      label: word('读数时间', 'Read at'),
      words: ['读数时间', '读数日期', '抄表日期', '抄表时间', 'readat', 'readingdate', 'meterdate'],
    },
    {
      name: 'note',
      longest: 2000,
      label: word('备注', 'Note'),
      words: ['备注', '说明', 'note', 'notes', 'remark', 'comment'],
    },
  ],
  survey: dateSurvey('boughtOn', 'deliveredOn', 'warrantyUntil', 'readAt'),
  lock: lockCustomers,
  apply,
}

async function apply(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]): Promise<BatchOutcome> {
  const rejected: BatchOutcome['rejected'] = []
  const read = rows.flatMap(row => {
    const said = readRow(row, context, actor.now)
    if (!('reason' in said)) return [said]
    rejected.push({ number: row.number, ...said })
    return []
  })
  const customers = await customersByExternalId(tx, actor.orgId, [...new Set(read.flatMap(row => row.customer ?? []))])
  const batch = await MachineBatch.open(tx, actor, context, read)
  const fates = new Map<number, 'new' | 'changed' | 'unchanged'>()
  for (const row of read) {
    const owner = row.customer === undefined ? undefined : customers.get(row.customer)
    const reason = whyNot(row, owner, batch, context)
    if (reason) rejected.push({ number: row.number, ...reason })
    else fates.set(row.number, batch.take(row, owner))
  }
  const kept = await batch.write(tx, fates)
  const count = (fate: string) => [...kept.values()].filter(one => one === fate).length
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), rejected, fates: kept }
}

function whyNot(
  row: MachineSaid,
  owner: CustomerReference | undefined,
  batch: MachineBatch,
  { branchIds }: ImportContext,
): Rejection | undefined {
  const facts = { customer: row.customer }
  if (row.customer !== undefined && !owner) return { reason: 'customer-unknown', field: 'customer', facts }
  const present = batch.ownerBranch(row.serialNumber)
  if (!owner && !present) return { reason: 'customer-missing', field: 'customer' }
  const elsewhere = [owner?.branchId, present].some(branch => branch && !branchIds.has(branch))
  return elsewhere ? { reason: 'customer-elsewhere', field: 'customer' } : undefined
}

const DAYS = [
  ['boughtOn', word('购买日期', 'Bought on')],
  ['deliveredOn', word('交付日期', 'Delivered on')],
  ['warrantyUntil', word('保修至', 'Warranty until')],
] as const

function readRow(row: ImportRow, context: ImportContext, now: Temporal.Instant): MachineSaid | Rejection {
  const serialNumber = rules.plainSerialNumber(row.value('serialNumber'))
  if (!serialNumber) return { reason: 'serial-number-missing', field: 'serialNumber' }
  const fields: Partial<MachineFields> = { serialNumber }
  for (const text of ['brand', 'model', 'note'] as const) if (row.value(text)) fields[text] = row.value(text)
  const dayAt = dayReader(context)
  for (const [field, label] of DAYS) {
    const day = dayAt(row.value(field))
    if (day === undefined) return { reason: 'date-unreadable', field, facts: label }
    if (day) fields[field] = day
  }
  const stateWord = row.value('state')
  const state = rules.readMachineState(stateWord)
  if (stateWord && !state) return { reason: 'state-unknown', field: 'state', facts: { state: stateWord } }
  if (state) fields.state = state
  const reading = readReading(row, context, now)
  if (reading && 'reason' in reading) return reading
  const customer = plainCustomerNumber(row.value('customer')) || undefined
  return { number: row.number, serialNumber, customer, fields, reading }
}

/** The reading of a row; without a time of its own it was read when the file was imported, at the beginning of that day. */
function readReading(
  row: ImportRow,
  context: ImportContext,
  now: Temporal.Instant,
): MachineSaid['reading'] | Rejection {
  const text = row.value('reading')
  if (!text) return undefined
  const value = readNumber(text.replace(/\s*(h|小时|km|公里)$/i, ''))
  if (value === undefined) return { reason: 'reading-unreadable', field: 'reading' }
  if (value < 0 || value > rules.MAX_READING) return { reason: 'reading-impossible', field: 'reading' }
  const unit = rules.readUnit(row.value('unit') || (/(km|公里)$/i.test(text) ? 'km' : ''))
  if (!unit) return { reason: 'unit-unknown', field: 'unit', facts: { unit: row.value('unit') } }
  const when = row.value('readAt')
  const readAt = when ? timeReader(context)(when) : now.toZonedDateTimeISO(context.timeZone).startOfDay().toInstant()
  if (!readAt) return { reason: 'date-unreadable', field: 'readAt', facts: word('读数时间', 'Read at') }
  return { value, unit, readAt }
}
