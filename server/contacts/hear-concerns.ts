import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { dropConcern, keepConcern } from './concern-store.ts'
import { contactsReleased } from './contact-facts.ts'

/**
 * Hears that a problem of a customer is open until a time at the latest, or with `null` that it is over: then what waited
 * for its solution is looked at again.
 */
export async function onConcern(
  tx: Tx,
  actor: Actor,
  { id, customerId, dueAt }: { id: string; customerId: string; dueAt: Temporal.Instant | null },
): Promise<void> {
  if (dueAt) return keepConcern(tx, actor, { id, customerId, dueAt })
  await dropConcern(tx, actor, id)
  await contactsReleased.tell(tx, actor, { customerId })
}
