import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { contactsReleased } from './contact-facts.ts'
import { contactsReasons } from './reasons.ts'
import { markCancelled } from './store.ts'

/**
 * Takes back a reserved contact that was not dialled: it counts no more, and what it held back is looked at again.
 * Refuses one that was dialled or ended already. The caller holds the customer.
 */
export async function cancelContact(tx: Tx, actor: Actor, contactId: string): Promise<void> {
  permit(actor, 'followups.work')
  const cancelled = await markCancelled(tx, actor, contactId)
  if (!cancelled) throw new Refusal('conflict', contactsReasons['contact-not-live'])
  await contactsReleased.tell(tx, actor, { customerId: cancelled.customerId })
}
