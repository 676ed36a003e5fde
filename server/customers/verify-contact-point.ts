import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { insertChanges, saidBy } from './change-store.ts'
import type { PointOwnership, Verification } from './facts-rules.ts'
import { touchCustomers } from './fields-store.ts'
import { holdPoint, setVerified } from './point-store.ts'
import { type PointRow, pointById } from './store.ts'

/**
 * Somebody made sure that a contact point is right, and perhaps whose it is: from now on it is valid, whatever it was.
 * Refuses a customer outside the actor's branches.
 */
export async function verifyContactPoint(
  tx: Tx,
  actor: Actor,
  given: { contactPointId: string; how: Verification; ownership?: PointOwnership | undefined; note: string },
): Promise<PointRow> {
  permit(actor, 'customers.write')
  const { contactPointId: id, how, note } = given
  const point = await holdPoint(tx, actor, id)
  if (!point) throw notFound()
  const ownership = given.ownership ?? point.ownership
  await setVerified(tx, actor, { id, how, ownership })
  const change = { customerId: point.customerId, subject: 'contact-point' as const, subjectId: id }
  await insertChanges(tx, saidBy(actor), [
    { ...change, field: 'verified', old: null, new: how, note },
    ...(point.state === 'valid' ? [] : [{ ...change, field: 'state', old: point.state, new: 'valid' }]),
    ...(ownership === point.ownership ? [] : [{ ...change, field: 'ownership', old: point.ownership, new: ownership }]),
  ])
  await touchCustomers(tx, saidBy(actor), [point.customerId])
  await record(tx, actor, 'contact-point.verified', 'contact-point', id, { how })
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
  return (await pointById(tx, actor.orgId, id))!
}
