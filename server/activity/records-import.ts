import { createHash } from 'node:crypto'
import {
  customersByExternalId,
  importedCustomers,
  importNewCustomers,
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
  noteAdded,
  noteChanged,
  timeReader,
} from '../imports/index.ts'
import { machinesBySerialNumber } from '../machines/index.ts'
import { plainSerialNumber } from '../machines/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { importedRecords } from './imported-records.ts'
import { recordFields } from './record-fields.ts'
import { RECORD_KINDS, type RecordKind } from './record-kinds.ts'
import { recordRejections } from './record-reasons.ts'
import { insertRecords, knownRecords, type RecordContent, recordImages, updateRecords } from './record-store.ts'
import { MAX_AMOUNT } from './rules.ts'

type Fate = 'new' | 'changed' | 'unchanged'
type Rejection = { reason: keyof typeof recordRejections; field?: string; facts?: Record<string, unknown> }

interface ReadRecord extends Omit<RecordContent, 'customerId' | 'machineId' | 'hash'> {
  number: number
  customer: string
  serialNumber: string | null
}

/** The kinds of files that hold one record a row: deliveries, services, sales of parts, complaints, contracts … */
export const recordImports: readonly ImportKind[] = (Object.keys(RECORD_KINDS) as RecordKind[]).map(kind => ({
  name: RECORD_KINDS[kind].name,
  label: RECORD_KINDS[kind].label,
  settings: ['timeZone', 'dateOrder', 'currency', 'createCustomers'],
  nouns: [importedRecords, importedCustomers],
  rejections: recordRejections,
  fields: recordFields(kind),
  survey: dateSurvey('happenedAt', 'endsOn'),
  lock: lockCustomers,
  apply: (tx, actor, context, rows) => apply(tx, actor, context, rows, kind),
}))

async function apply(
  tx: Tx,
  actor: Actor,
  context: ImportContext,
  rows: readonly ImportRow[],
  kind: RecordKind,
): Promise<BatchOutcome> {
  const rejected: BatchOutcome['rejected'] = []
  const timeAt = timeReader(context)
  const read = rows.flatMap(row => {
    const one = readRow(row, context, kind, timeAt)
    if (!('reason' in one)) return [one]
    rejected.push({ number: row.number, ...one })
    return []
  })
  const { customers, added } = await customersOf(tx, actor, context, read)
  const serials = [...new Set(read.flatMap(row => row.serialNumber ?? []))]
  const machines = await machinesBySerialNumber(tx, actor.orgId, serials)
  const work = new Records(await knownRecords(tx, actor.orgId, kind, [...new Set(read.map(row => row.externalId))]))
  const fates = new Map<number, Fate>()
  for (const row of read) {
    const reject = (reason: Rejection['reason'], field: string, facts = {}) =>
      rejected.push({ number: row.number, reason, field, facts })
    const customer = customers.get(row.customer)
    const machine = row.serialNumber === null ? null : machines.get(row.serialNumber)
    if (!customer) reject('customer-unknown', 'customer', { customer: row.customer })
    else if (!context.branchIds.has(customer.branchId)) reject('customer-elsewhere', 'customer')
    else if (machine === undefined) reject('machine-unknown', 'serialNumber', { serialNumber: row.serialNumber })
    else {
      const fate = work.take(contentOf(row, customer.id, machine?.id ?? null))
      if (fate) fates.set(row.number, fate)
      else reject('record-of-another-customer', 'number', { number: row.externalId })
    }
  }
  await work.write(tx, actor, context, kind)
  const count = (fate: Fate) => [...fates.values()].filter(one => one === fate).length
  const counts = { customersAdded: added }
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), rejected, fates, counts }
}

/** The customers of the rows, those not there yet added when the mapping says so. */
async function customersOf(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ReadRecord[]) {
  const wanted = [...new Set(rows.map(row => row.customer))]
  const customers = await customersByExternalId(tx, actor.orgId, wanted)
  if (!context.mapping.createCustomers) return { customers, added: 0 }
  const missing = wanted.filter(one => !customers.has(one)).map(externalId => ({ externalId }))
  for (const [externalId, customer] of await importNewCustomers(tx, actor, context, missing)) {
    customers.set(externalId, customer)
  }
  return { customers, added: missing.length }
}

/** What a batch of rows comes to: records to add and to change, written at once at the end. */
class Records {
  readonly #known: Map<string, { id: string; customerId: string; hash: Buffer | null }>
  readonly #added = new Map<string, RecordContent & { id: string }>()
  readonly #changed = new Map<string, RecordContent & { id: string }>()

  constructor(known: Map<string, { id: string; customerId: string; hash: Buffer | null }>) {
    this.#known = known
  }

  /** Takes a row in; `undefined` when its number belongs to another customer. */
  take(content: RecordContent): Fate | undefined {
    const known = this.#known.get(content.externalId)
    if (known && known.customerId !== content.customerId) return undefined
    const id = known?.id ?? newId()
    this.#known.set(content.externalId, { id, customerId: content.customerId, hash: content.hash })
    if (!known) {
      this.#added.set(id, { ...content, id })
      return 'new'
    }
    if (known.hash?.equals(content.hash)) return 'unchanged'
    const written = this.#added.has(id) ? this.#added : this.#changed
    written.set(id, { ...content, id })
    return 'changed'
  }

  async write(tx: Tx, actor: Actor, { importId }: ImportContext, kind: RecordKind): Promise<void> {
    const { orgId, now } = actor
    await insertRecords(tx, { orgId, kind, importId, at: now }, [...this.#added.values()])
    await noteAdded(tx, actor, importId, importedRecords.name, [...this.#added.keys()])
    const ids = [...this.#changed.keys()]
    const before = await recordImages(tx, orgId, ids)
    await updateRecords(tx, { orgId, importId }, [...this.#changed.values()])
    const after = await recordImages(tx, orgId, ids)
    const images = ids.map(id => ({ id, before: before.get(id)!, after: after.get(id)! }))
    await noteChanged(tx, actor, importId, importedRecords.name, images)
  }
}

function contentOf(
  { number: _, customer: __, serialNumber, ...row }: ReadRecord,
  customerId: string,
  machineId: string | null,
) {
  const content = [row.happenedAt, row.endsOn, row.summary, serialNumber, row.amount, row.currency]
  const hash = createHash('sha256').update(content.map(String).join('\u001f')).digest()
  return { ...row, customerId, machineId, hash }
}

function readRow(
  row: ImportRow,
  context: ImportContext,
  kind: RecordKind,
  timeAt: (text: string) => Temporal.Instant | undefined,
): ReadRecord | Rejection {
  const customer = plainCustomerNumber(row.value('customer'))
  if (!customer) return { reason: 'customer-missing', field: 'customer' }
  const happenedAt = timeAt(row.value('happenedAt'))
  if (!happenedAt) return { reason: 'time-unreadable', field: 'happenedAt' }
  const endsOn = endOf(row, context, kind, happenedAt)
  if (endsOn && 'reason' in endsOn) return endsOn
  const money = moneyOf(row, context)
  if ('reason' in money) return money
  const [number, summary] = [row.value('number'), row.value('summary')]
  const serialNumber = plainSerialNumber(row.value('serialNumber')) || null
  if (!number && !summary && !serialNumber) return { reason: 'nothing-said', field: 'number' }
  // Without a number of its own, a record is known by whose it is, when, and what it says.
  const externalId = number || `${customer}@${happenedAt}|${serialNumber ?? ''}|${summary}`.slice(0, 200)
  return { number: row.number, customer, externalId, happenedAt, endsOn, summary, serialNumber, ...money }
}

function endOf(
  row: ImportRow,
  context: ImportContext,
  kind: RecordKind,
  happenedAt: Temporal.Instant,
): Temporal.PlainDate | null | Rejection {
  const { end } = RECORD_KINDS[kind]
  if (!end) return null
  const endsOn = dayReader(context)(row.value('endsOn'))
  if (endsOn === undefined) return { reason: 'end-unreadable', field: 'endsOn' }
  if (!endsOn) return end.required ? { reason: 'end-missing', field: 'endsOn' } : null
  const begins = happenedAt.toZonedDateTimeISO(context.timeZone).toPlainDate()
  return Temporal.PlainDate.compare(endsOn, begins) < 0 ? { reason: 'end-before-begin', field: 'endsOn' } : endsOn
}

function moneyOf(
  row: ImportRow,
  { mapping }: ImportContext,
): { amount: number | null; currency: string | null } | Rejection {
  const text = row.value('amount')
  if (!text) return { amount: null, currency: null }
  const amount = readNumber(text.replace(/元$/, ''))
  if (amount === undefined) return { reason: 'amount-unreadable', field: 'amount' }
  if (amount < 0 || amount > MAX_AMOUNT) return { reason: 'amount-impossible', field: 'amount' }
  const currency = row.value('currency').toUpperCase() || mapping.currency || null
  if (currency && !/^[A-Z]{3}$/.test(currency)) return { reason: 'currency-unknown', field: 'currency' }
  return { amount, currency }
}
