import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { contactsReleased } from './contact-facts.ts'
import { contactsReasons } from './reasons.ts'
import { markLifted, stopInScope } from './stop-store.ts'
import { lockCustomer } from './store.ts'

/** Lifts a wish not to be contacted, with the reason why; refuses one that was lifted already. */
export async function liftStop(tx: Tx, actor: Actor, stopId: string, note: string): Promise<void> {
  permit(actor, 'contacts.policy')
  const stop = await stopInScope(tx, actor, stopId)
  if (!stop) throw notFound()
  await lockCustomer(tx, actor.orgId, stop.customerId)
  if (!(await markLifted(tx, actor, stopId, note))) throw new Refusal('conflict', contactsReasons['stop-lifted'])
  await record(tx, actor, 'contacts.stop-lifted', 'customer', stop.customerId, { stopId })
  await contactsReleased.tell(tx, actor, { customerId: stop.customerId })
  await announce(tx, actor.orgId, 'contacts')
}
