import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { contactsReleased } from './contact-facts.ts'
import { contactsReasons, type LedgerOutcome } from './reasons.ts'
import { markMade } from './store.ts'

/**
 * Ends a dialled contact with its outcome. After a conversation the quiet period stands; without one it ends at once,
 * and what it held back is looked at again. What was never reported may have been a conversation: the quiet period
 * stands, but no conversation is counted. Refuses a contact that is not dialled, or ended already.
 * The caller holds the customer.
 */
export async function settleContact(
  tx: Tx,
  actor: Actor,
  given: { contactId: string; outcome: LedgerOutcome; conversed: boolean },
): Promise<{ customerId: string; dialledAt: Temporal.Instant; contactPointId: string }> {
  permit(actor, 'followups.work')
  const keepsQuiet = given.conversed || given.outcome === 'unreported'
  const made = await markMade(tx, actor, { ...given, keepsQuiet })
  if (!made) throw new Refusal('conflict', contactsReasons['contact-not-live'])
  if (!keepsQuiet) await contactsReleased.tell(tx, actor, { customerId: made.customerId })
  return { ...made, dialledAt: made.dialledAt! }
}
