import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { factsReasons } from './facts-reasons.ts'
import { touchCustomers } from './fields-store.ts'
import { holdPoint } from './point-store.ts'
import { type PointRow, type PointState, pointById, setPointState } from './store.ts'

/**
 * Marks a contact point as doubtful, wrong or never registered, or takes that back (`valid`), with the reason. Wrong ones
 * and those never registered are dialled no more. Refuses the state it is in, and a customer outside the actor's branches.
 */
export async function markContactPoint(
  tx: Tx,
  actor: Actor,
  given: { contactPointId: string; state: PointState; note: string },
): Promise<PointRow> {
  permit(actor, 'customers.write')
  const { contactPointId: id, state, note } = given
  const point = await holdPoint(tx, actor, id)
  if (!point) throw notFound()
  if (point.state === state) throw new Refusal('conflict', factsReasons['state-unchanged'])
  await setPointState(tx, actor.orgId, id, state)
  const change = { customerId: point.customerId, subject: 'contact-point' as const, subjectId: id, field: 'state' }
  await insertChanges(tx, saidBy(actor), [{ ...change, old: point.state, new: state, note }])
  await touchCustomers(tx, saidBy(actor), [point.customerId])
  await record(tx, actor, `contact-point.${state}`, 'contact-point', id)
  for (const topic of ['customers', 'contacts']) await announce(tx, actor.orgId, topic)
  return (await pointById(tx, actor.orgId, id))!
}
