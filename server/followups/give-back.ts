import { cancelContact, groundFor, liveContact, verdictOn } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { afterRefusal } from './after-refusal.ts'
import { closeFollowups } from './close-followups.ts'
import { insertFollowupEvent } from './event-store.ts'
import { demandInHand, holdFollowup } from './in-hand.ts'
import { type Leaving, leave } from './leave-store.ts'
import { followupsReasons } from './reasons.ts'
import type { ReturnReason } from './rules.ts'
import { type FollowupRow, followupById } from './store.ts'

/** How long it waits when it was given back for no fault of its own, so that it does not come back at once. */
const PAUSE = { minutes: 10 }

/**
 * Gives a follow-up back that was not dialled: no attempt is counted and the reserved contact is cancelled. It waits
 * again; where the contact policy defers or denies it by now, it is put off or closed accordingly. Refuses a follow-up
 * not in the actor's hands, and one dialled already.
 */
export async function giveBack(
  tx: Tx,
  actor: Actor,
  followupId: string,
  given: { reason: ReturnReason; note: string },
): Promise<FollowupRow> {
  permit(actor, 'followups.work')
  const followup = await holdFollowup(tx, actor, followupId)
  await demandInHand(tx, actor, followup)
  const contact = await liveContact(tx, actor.orgId, actor.staffId)
  if (contact?.state === 'dialled') throw new Refusal('conflict', followupsReasons['dialled-already'])
  await record(tx, actor, 'followup.given-back', 'followup', followupId, { reason: given.reason })

  const { customerId, purpose, matterId, campaignId, callerNumber, appointmentAt: agreedAt } = followup
  if (contact) await cancelContact(tx, actor, contact.id)
  const ground = await groundFor(tx, actor.orgId)
  const { verdict } = await verdictOn(tx, actor, ground, customerId, {
    purpose,
    matterId,
    campaignId,
    callerNumber,
    agreedAt,
  })
  const becomes = verdict.kind === 'allow' ? waiting(actor, given.reason) : afterRefusal(followup, verdict, actor.now)
  await returnToQueue(tx, actor, followup, becomes, given.note)
  await insertFollowupEvent(tx, actor, {
    followupId,
    kind: 'returned',
    facts: { reason: given.reason },
    note: given.note,
  })
  await announce(tx, actor.orgId, 'followups')
  return (await followupById(tx, actor, followupId))!
}

function waiting(actor: Actor, reason: ReturnReason): Leaving {
  const dueAt = reason === 'other' ? actor.now.add(PAUSE) : actor.now
  return { state: 'waiting', dueAt, ...(reason === 'knows-the-customer' ? { notBy: actor.staffId! } : {}) }
}

/** Lets a follow-up wait again, or closes it where it waits in vain. */
export async function returnToQueue(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  becomes: Leaving,
  returnedNote = '',
): Promise<void> {
  const closed =
    followup.campaignState === 'stopped' ? 'campaign-stopped' : becomes.state === 'closed' && becomes.reason
  const waits = 'dueAt' in becomes ? becomes : { state: 'waiting' as const, dueAt: actor.now }
  await leave(tx, actor, followup.id, { ...waits, returnedNote })
  if (closed) await closeFollowups(tx, actor, [followup], closed)
}
