import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { contactsReleased } from './contact-facts.ts'
import { leaveReasons } from './leave-reasons.ts'
import { customerOfHold, type HoldRow, holdsOf, insertHold, markHoldLifted } from './leave-store.ts'
import { lockCustomer } from './store.ts'

const LONGEST_DAYS = 366

/**
 * Puts a customer on hold: nobody contacts him until a time, for whatever purpose; no exemption passes it. A contact about
 * to be dialled is asked about again and not dialled. Refuses a customer outside the actor's branches, a time that has
 * passed, and one more than a year ahead.
 */
export async function holdCustomer(
  tx: Tx,
  actor: Actor,
  given: { customerId: string; until: Temporal.Instant; reason: string },
): Promise<HoldRow> {
  permit(actor, 'contacts.stop')
  await customerBrief(tx, actor, given.customerId)
  const latest = actor.now.add({ hours: 24 * LONGEST_DAYS })
  if (Temporal.Instant.compare(given.until, actor.now) <= 0 || Temporal.Instant.compare(given.until, latest) > 0) {
    throw new Refusal('invalid', leaveReasons['hold-too-long'], { days: LONGEST_DAYS })
  }
  await lockCustomer(tx, actor.orgId, given.customerId)
  await insertHold(tx, actor, given)
  await record(tx, actor, 'contacts.held', 'customer', given.customerId, { until: given.until.toString() })
  await announce(tx, actor.orgId, 'contacts')
  return (await holdsOf(tx, actor.orgId, given.customerId))[0]!
}

/** Ends a hold before its time; what it held back is looked at again. Refuses one that is over. */
export async function liftHold(tx: Tx, actor: Actor, id: string, note: string): Promise<void> {
  permit(actor, 'contacts.stop')
  const customerId = await customerOfHold(tx, actor.orgId, id)
  if (!customerId) throw notFound()
  await customerBrief(tx, actor, customerId)
  await lockCustomer(tx, actor.orgId, customerId)
  if (!(await markHoldLifted(tx, actor, id, note))) throw new Refusal('conflict', leaveReasons['hold-over'])
  await record(tx, actor, 'contacts.hold-lifted', 'customer', customerId, {})
  await contactsReleased.tell(tx, actor, { customerId })
  await announce(tx, actor.orgId, 'contacts')
}
