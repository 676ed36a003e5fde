import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { factsReasons } from './facts-reasons.ts'
import type { PointOwnership } from './facts-rules.ts'
import { touchCustomers } from './fields-store.ts'
import { holdPoint, placePoint, setPoint } from './point-store.ts'
import { lockCustomers, type PointRow, pointById } from './store.ts'

export interface PointChange {
  contactPointId: string
  ownership?: PointOwnership | undefined
  /** Digits; empty for none. */
  extension?: string | undefined
  /** Its place among all of the customer's points, from 1; one beyond the end is the end. */
  place?: number | undefined
}

/**
 * Changes whose a contact point is, its extension, or its place in the order of dialling. Refuses an extension of an
 * e-mail, one that the number has already, and a customer outside the actor's branches.
 */
export async function changeContactPoint(tx: Tx, actor: Actor, given: PointChange): Promise<PointRow> {
  permit(actor, 'customers.write')
  await lockCustomers(tx, actor.orgId)
  const { contactPointId: id, place } = given
  const point = await holdPoint(tx, actor, id)
  if (!point) throw notFound()
  const before = (await pointById(tx, actor.orgId, id))!
  const next = { ownership: given.ownership ?? point.ownership, extension: given.extension ?? point.extension }
  if (next.extension && before.kind !== 'phone') throw new Refusal('invalid', factsReasons['not-a-phone'])
  try {
    await setPoint(tx, actor.orgId, id, next)
  } catch (error) {
    if (!isViolationOf('contact_point_is_registered_once', error)) throw error
    throw new Refusal('conflict', factsReasons['extension-taken'])
  }
  if (place) await placePoint(tx, actor.orgId, point.customerId, id, place)
  const after = (await pointById(tx, actor.orgId, id))!
  const told = ['ownership', 'extension', 'rank'] as const
  await insertChanges(
    tx,
    saidBy(actor),
    told
      .filter(field => before[field] !== after[field])
      .map(field => ({
        customerId: point.customerId,
        subject: 'contact-point' as const,
        subjectId: id,
        field,
        old: String(before[field]),
        new: String(after[field]),
      })),
  )
  await touchCustomers(tx, saidBy(actor), [point.customerId])
  await record(tx, actor, 'contact-point.changed', 'contact-point', id)
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
  return after
}
