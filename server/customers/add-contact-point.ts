import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { maskOf, protect, record } from '../privacy/index.ts'
import { saidBy } from './change-store.ts'
import { touchCustomers } from './fields-store.ts'
import { readPoints } from './read-points.ts'
import { customerReasons } from './reasons.ts'
import { customerById, insertPoints, lockCustomers, type PointRow, pointsOf } from './store.ts'

/**
 * Adds a phone number or an e-mail to a customer, after those he has; another customer may hold it too. Refuses one that
 * cannot be read, one he has already, and a customer outside the actor's branches.
 */
export async function addContactPoint(
  tx: Tx,
  actor: Actor,
  given: { customerId: string; kind: 'phone' | 'email'; value: string },
): Promise<PointRow> {
  permit(actor, 'customers.write')
  const customer = await customerById(tx, actor, given.customerId)
  if (!customer) throw notFound()
  await lockCustomers(tx, actor.orgId)
  const [phones, emails] = given.kind === 'phone' ? [[given.value], []] : [[], [given.value]]
  const [point] = await readPoints(tx, actor.orgId, { country: customer.country, phones, emails })
  const { kind, value, lineType, extension } = point!
  const identifierId = (await protect(tx, actor, kind, [value])).get(value)!
  const before = await pointsOf(tx, actor.orgId, customer.id)
  const rank = Math.max(0, ...before.map(one => one.rank)) + 1
  const row = { id: newId(), customerId: customer.id, identifierId, kind, lineType, extension, rank }
  if ((await insertPoints(tx, saidBy(actor), [row])) === 0) {
    throw new Refusal('conflict', customerReasons['point-known'], { masked: maskOf(point!) })
  }
  await touchCustomers(tx, saidBy(actor), [customer.id])
  await record(tx, actor, 'contact-point.added', 'customer', customer.id, { kind })
  return (await pointsOf(tx, actor.orgId, customer.id)).find(one => one.id === row.id)!
}
