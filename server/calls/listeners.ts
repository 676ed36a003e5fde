import type { ContactDialled } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { enqueue } from '../platform/jobs.ts'
import { placeCallJob } from './jobs.ts'
import { mayAskAgain } from './rules.ts'
import { callOf, insertCall, renewCall } from './store.ts'
import { connectedTelephone } from './telephone.ts'

/**
 * Hears that a contact was dialled: its call is placed as soon as the transaction commits, where a telephone system is
 * connected. Dialled once more, it is placed again only if it failed. The teller holds the customer.
 */
export async function onContactDialled(tx: Tx, actor: Actor, dialled: ContactDialled): Promise<void> {
  if (!connectedTelephone()) return
  const { contactId, customerId, staffId } = dialled
  const known = await callOf(tx, actor.orgId, contactId)
  if (known && !mayAskAgain(known, actor.now)) return
  const callId = known?.id ?? (await insertCall(tx, actor, contactId))
  if (known) await renewCall(tx, actor, callId)
  const { orgId, requestId } = actor
  await enqueue(tx, placeCallJob, { orgId, staffId, customerId, callId, requestId })
}
