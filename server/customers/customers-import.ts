import {
  type BatchOutcome,
  type ImportContext,
  type ImportKind,
  type ImportRow,
  noteAdded,
  noteChanged,
} from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { protect } from '../privacy/index.ts'
import { insertChanges, type Provenance, saidBy } from './change-store.ts'
import { customerFields } from './customer-fields.ts'
import { namesNow } from './former-tags-store.ts'
import { hoursImages, hoursSaid, writeHours } from './imported-hours-store.ts'
import { importedCustomers, importedHours, importedPoints, importedTags } from './imported-nouns.ts'
import { customerImages } from './imported-store.ts'
import { CustomerIndex } from './known-customers.ts'
import { ownersMeant } from './owners-store.ts'
import { type ReadPoint, readCustomerRow } from './read-customer-row.ts'
import { customerRejections } from './reasons.ts'
import type { GivenCustomer, KnownCustomer } from './rules.ts'
import * as rules from './rules.ts'
import { insertCustomers, insertPoints, lockCustomers, type NewPoint, updateCustomers } from './store.ts'
import { addTags } from './tags-store.ts'
import { Vocabulary } from './vocabulary.ts'

export const customersImport: ImportKind = {
  name: 'customers',
  label: { zh: '客户', en: 'Customers' },
  hint: {
    zh: '姓名、编号、电话、邮箱、客户经理、阶段、标签、方便时间。已有的客户会更新，空白的格子不会清除原有资料。',
    en: 'Names, numbers, phones, e-mails, owner, stage, tags, good hours. Known customers are updated; a blank cell never erases anything.',
  },
  settings: ['country'],
  nouns: [importedCustomers, importedPoints, importedHours, importedTags],
  rejections: customerRejections,
  fields: customerFields,
  lock: lockCustomers,
  prepare,
  apply: async (tx, actor, context, rows) => (await prepare(tx, actor, context, rows))(tx),
}

/** Reads rows and puts their numbers and addresses into the vault; whom they mean is left to the step. */
async function prepare(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]) {
  const rejected: BatchOutcome['rejected'] = []
  const today = actor.now.toZonedDateTimeISO(context.timeZone).toPlainDate()
  const owners = await ownersMeant(
    tx,
    actor.orgId,
    rows.map(row => row.value('owner')),
  )
  const read = rows.flatMap(row => readCustomerRow(row, { context, owners, today }, rejected))
  const points = read.flatMap(row => row.points)
  const valuesOf = (kind: ReadPoint['kind']) => points.filter(point => point.kind === kind).map(point => point.value)
  const ids = {
    phone: await protect(tx, actor, 'phone', valuesOf('phone')),
    email: await protect(tx, actor, 'email', valuesOf('email')),
  }
  const given = read.map(row => ({
    number: row.number,
    given: {
      ...row.given,
      points: row.points.map(point => ({ ...point, identifierId: ids[point.kind].get(point.value)! })),
    },
  }))
  return (step: Tx) => takeIn(step, actor, context, given, rejected)
}

async function takeIn(
  tx: Tx,
  actor: Actor,
  context: ImportContext,
  given: readonly { number: number; given: GivenCustomer }[],
  rejected: BatchOutcome['rejected'],
): Promise<BatchOutcome> {
  const index = await CustomerIndex.open(tx, actor.orgId, {
    externalIds: given.flatMap(row => row.given.externalId ?? []),
    identifierIds: given.flatMap(row => row.given.points.map(point => point.identifierId)),
  })
  if (given.some(row => row.given.goodHours)) await index.askHours(tx, actor.orgId)
  const called = await namesNow(
    tx,
    actor.orgId,
    given.flatMap(row => row.given.tags ?? []),
  )
  for (const { given: said } of called.size > 0 ? given : []) {
    if (said.tags) said.tags = [...new Set(said.tags.map(tag => called.get(tag) ?? tag))]
  }
  const tags = given.flatMap(row => row.given.tags ?? [])
  const vocabulary = await Vocabulary.open(tx, actor.orgId, tags, context.mayWrite)
  const work = new Batch(index, context, vocabulary)
  for (const row of given) {
    const refusal = work.take(row.number, row.given)
    if (refusal) rejected.push({ number: row.number, ...refusal })
  }
  await work.write(tx, actor)
  return { ...work.outcome, fates: work.fates, rejected }
}

type Refused = Omit<BatchOutcome['rejected'][number], 'number'>

/** What a batch of rows comes to: customers to add, to change, and points to register, written at once at the end. */
class Batch {
  readonly outcome = { new: 0, changed: 0, unchanged: 0 }
  readonly fates = new Map<number, 'new' | 'changed' | 'unchanged'>()
  readonly #added = new Map<string, KnownCustomer>()
  readonly #changed = new Map<string, KnownCustomer>()
  readonly #points: NewPoint[] = []
  readonly #hours = new Set<KnownCustomer>()
  readonly #index: CustomerIndex
  readonly #context: ImportContext
  readonly #vocabulary: Vocabulary

  constructor(index: CustomerIndex, context: ImportContext, vocabulary: Vocabulary) {
    this.#index = index
    this.#context = context
    this.#vocabulary = vocabulary
  }

  /** Takes one row in; answers the reason when it is rejected. */
  take(number: number, given: GivenCustomer): Refused | undefined {
    const match = rules.matchCustomer(given, this.#index)
    if (match.kind === 'rejected') return { reason: match.reason }
    const isNew = match.kind === 'new'
    const customer = isNew ? rules.newCustomer(newId(), given, this.#context.branchId) : match.customer
    if (!isNew && !this.#context.branchIds.has(customer.branchId)) return { reason: 'customer-elsewhere' }
    const refused = this.#refusalOf(customer, given)
    if (refused) return refused
    this.#vocabulary.take(given.tags ?? [])
    const { changed, points, hoursChanged } = rules.applyRow(customer, given)
    if (hoursChanged) this.#hours.add(customer)
    if (isNew) this.#added.set(customer.id, customer)
    else if (changed && !this.#added.has(customer.id)) this.#changed.set(customer.id, customer)
    for (const point of points) {
      customer.topRank += 1
      this.#points.push({ ...point, id: newId(), customerId: customer.id, rank: customer.topRank })
    }
    this.#index.note(customer)
    const fate = isNew ? 'new' : changed ? 'changed' : 'unchanged'
    this.fates.set(number, fate)
    this.outcome[fate] += 1
    return undefined
  }

  #refusalOf(customer: KnownCustomer, given: GivenCustomer): Refused | undefined {
    if (rules.tagsAfter(customer, given).length > rules.MOST_TAGS)
      return { reason: 'too-many-tags', field: 'tags', facts: { most: rules.MOST_TAGS } }
    const refusal = this.#vocabulary.refusal(given.tags ?? [])
    return refusal && { ...refusal, field: 'tags' }
  }

  async write(tx: Tx, actor: Actor): Promise<void> {
    const { importId } = this.#context
    const common = saidBy(actor, 'import', importId)
    const tagIds = await addTags(tx, actor, [...this.#vocabulary.added])
    await noteAdded(tx, actor, importId, importedTags.name, tagIds)
    await insertCustomers(tx, common, [...this.#added.values()])
    await noteAdded(tx, actor, importId, importedCustomers.name, [...this.#added.keys()])
    const changed = [...this.#changed.keys()]
    const before = await customerImages(tx, actor.orgId, changed)
    await updateCustomers(tx, common, [...this.#changed.values()])
    const after = await customerImages(tx, actor.orgId, changed)
    const images = changed.map(id => ({ id, before: before.get(id)!, after: after.get(id)! }))
    await noteChanged(tx, actor, importId, importedCustomers.name, images)
    await insertPoints(tx, common, this.#points, this.#added)
    const added = this.#points.filter(point => !this.#added.has(point.customerId)).map(point => point.id)
    await noteAdded(tx, actor, importId, importedPoints.name, added)
    await this.#writeHours(tx, actor, common)
  }

  /** Good hours of new customers belong to them alone; those of others are changes of their own. */
  async #writeHours(tx: Tx, actor: Actor, common: Provenance): Promise<void> {
    if (this.#hours.size === 0) return
    const known = [...this.#hours].filter(({ id }) => !this.#added.has(id)).map(customer => customer.id)
    const before = await hoursImages(tx, actor.orgId, known)
    await writeHours(tx, common, new Map([...this.#hours].map(({ id, goodHours }) => [id, goodHours!])))
    const after = await hoursImages(tx, actor.orgId, known)
    const images = known.map(id => ({ id, before: before.get(id)!, after: after.get(id)! }))
    await noteChanged(tx, actor, this.#context.importId, importedHours.name, images)
    const changes = images.map(({ id, before: old, after: next }) => ({
      customerId: id,
      subject: 'hours' as const,
      field: 'goodHours',
      old: hoursSaid(old),
      new: hoursSaid(next),
    }))
    await insertChanges(tx, common, changes)
  }
}
