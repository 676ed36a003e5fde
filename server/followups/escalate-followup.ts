import { cancelContact, liveContact } from '../contacts/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { insertEscalation, setSupervised } from './escalation-store.ts'
import { insertFollowupEvent } from './event-store.ts'
import { demandInHand, holdFollowup } from './in-hand.ts'
import { leave } from './leave-store.ts'
import { followupsReasons } from './reasons.ts'
import { escalationDue } from './steering-rules.ts'
import { type FollowupRow, followupById } from './store.ts'

/**
 * Sends the follow-up in the actor's hands up to a supervisor with a note. Not dialled yet, it leaves his hands and its
 * reserved contact is cancelled; dialled, he reports the outcome first, and if it goes on afterwards it is up with the
 * supervisor then. Nobody is handed it until a supervisor has answered. Refuses one that is up already.
 */
export async function escalateFollowup(
  tx: Tx,
  actor: Actor,
  followupId: string,
  note: string,
): Promise<{ followup: FollowupRow; dueAt: Temporal.Instant }> {
  permit(actor, 'followups.work')
  const followup = await holdFollowup(tx, actor, followupId)
  await demandInHand(tx, actor, followup)
  const { timeZone } = await organisation(tx, actor.orgId)
  const dueAt = escalationDue(actor.now, timeZone)
  const { branchId } = followup
  if (!(await insertEscalation(tx, actor, { followupId, branchId, note, dueAt }))) {
    throw new Refusal('conflict', followupsReasons['escalated-already'])
  }
  const contact = await liveContact(tx, actor.orgId, actor.staffId)
  if (contact?.state === 'dialled') await setSupervised(tx, actor, followupId, { withSupervisor: true })
  else {
    await leave(tx, actor, followupId, { state: 'waiting', dueAt: actor.now, withSupervisor: true, returnedNote: note })
    if (contact) await cancelContact(tx, actor, contact.id)
  }
  await insertFollowupEvent(tx, actor, { followupId, kind: 'escalated', note })
  await record(tx, actor, 'followup.escalated', 'followup', followupId, {})
  await announce(tx, actor.orgId, 'followups')
  return { followup: (await followupById(tx, actor, followupId))!, dueAt }
}
