import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { contactsStopped } from './contact-facts.ts'
import { contactsReasons } from './reasons.ts'
import { insertStop, type NewStop, type StopRow } from './stop-store.ts'
import { lockCustomer } from './store.ts'

/**
 * Registers that a customer does not want to be contacted: for one purpose or for all, for good or until a time. Every
 * queue honours it in the same transaction. Refuses a customer outside the actor's branches and an expiry in the past.
 */
export async function stopContacts(tx: Tx, actor: Actor, stop: NewStop): Promise<StopRow> {
  permit(actor, 'contacts.stop')
  await customerBrief(tx, actor, stop.customerId)
  if (stop.expiresAt && Temporal.Instant.compare(stop.expiresAt, actor.now) <= 0) {
    throw new Refusal('invalid', contactsReasons['expiry-in-the-past'])
  }
  await lockCustomer(tx, actor.orgId, stop.customerId)
  return registerStop(tx, actor, stop)
}

/** Registers the wish a customer has just told an agent; nobody's role may keep it from being heard. */
export async function registerStop(tx: Tx, actor: Actor, stop: NewStop): Promise<StopRow> {
  const row = await insertStop(tx, actor, stop)
  const { customerId, purpose, expiresAt } = stop
  await record(tx, actor, 'contacts.stopped', 'customer', customerId, { purpose, source: stop.source })
  await contactsStopped.tell(tx, actor, { customerIds: [customerId], purpose, expiresAt })
  await announce(tx, actor.orgId, 'contacts')
  return row
}
