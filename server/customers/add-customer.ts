import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { maskOf, protect, record } from '../privacy/index.ts'
import { saidBy } from './change-store.ts'
import { customerChanged } from './customer-facts.ts'
import { type ReadPoint, readPoints } from './read-points.ts'
import { customerReasons } from './reasons.ts'
import { type CustomerKind, newCustomer } from './rules.ts'
import { holdersOf, insertCustomers, insertPoints, knownCustomers, lockCustomers } from './store.ts'

export interface NewCustomer {
  name: string
  kind: CustomerKind
  externalId?: string
  branchId?: string
  country?: string
  note?: string
  phones: string[]
  emails: string[]
}

/**
 * Adds one customer by hand, under the actor's branch by default. Refuses a number or e-mail that cannot be read or that
 * another customer holds, a customer number in use, and a branch outside the actor's.
 * @returns the id of the customer
 */
export async function addCustomer(tx: Tx, actor: Actor, given: NewCustomer): Promise<string> {
  permit(actor, 'customers.write')
  const branchId = given.branchId ?? actor.branchId
  if (!actor.branchIds.includes(branchId)) throw notFound()
  await lockCustomers(tx, actor.orgId)
  const points = await readPoints(tx, actor.orgId, given)
  const identifiers = await protectAll(tx, actor, points)
  await refuseKnown(tx, actor, given.externalId, points, identifiers)
  const customer = newCustomer(newId(), { ...given, points: [] }, branchId)
  const common = saidBy(actor)
  await insertCustomers(tx, common, [customer])
  const rows = points.map(({ kind, lineType, extension, value }, at) => {
    const identifierId = identifiers.get(value)!
    return { id: newId(), customerId: customer.id, identifierId, kind, lineType, extension, rank: at + 1 }
  })
  await insertPoints(tx, common, rows)
  await record(tx, actor, 'customer.added', 'customer', customer.id)
  await customerChanged.tell(tx, actor, { customerId: customer.id, branchId, what: 'added' })
  return customer.id
}

async function protectAll(tx: Tx, actor: Actor, points: readonly ReadPoint[]): Promise<Map<string, string>> {
  const of = (kind: ReadPoint['kind']) => points.filter(point => point.kind === kind).map(point => point.value)
  const [phones, emails] = [
    await protect(tx, actor, 'phone', of('phone')),
    await protect(tx, actor, 'email', of('email')),
  ]
  return new Map([...phones, ...emails])
}

async function refuseKnown(
  tx: Tx,
  actor: Actor,
  externalId: string | undefined,
  points: readonly ReadPoint[],
  identifiers: ReadonlyMap<string, string>,
): Promise<void> {
  if (externalId && (await knownCustomers(tx, actor.orgId, [externalId], [])).length > 0) {
    throw new Refusal('conflict', customerReasons['external-id-taken'], { externalId })
  }
  const [holder] = await holdersOf(tx, actor.orgId, [...identifiers.values()])
  const held = holder && points.find(point => identifiers.get(point.value) === holder.identifierId)
  if (held) throw new Refusal('conflict', customerReasons['customer-known'], { masked: maskOf(held) })
}
