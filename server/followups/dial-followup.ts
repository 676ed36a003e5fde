import { cancelContact, dialContact, groundFor } from '../contacts/index.ts'
import type { Verdict } from '../contacts/rules.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { beforeCommit, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { afterRefusal } from './after-refusal.ts'
import { keepCarried } from './carry-along.ts'
import { insertFollowupEvent } from './event-store.ts'
import { returnToQueue } from './give-back.ts'
import { demandInHand, holdFollowup } from './in-hand.ts'
import { followupsReasons } from './reasons.ts'
import { DIALLED_LEASE_MINUTES } from './rules.ts'
import { type FollowupRow, followupById, renewLease } from './store.ts'

/**
 * Dials the customer of the follow-up in the actor's hands, if the verdict of this last instant allows it; the ledger
 * has it before the phone rings. Refused by the verdict, it leaves his hands at once: put off to the release, or closed,
 * with the reason. What it carries is asked about once more. Dialled already, it stays dialled. Refuses a follow-up not in
 * his hands, and one whose campaign does not run any more.
 */
export async function dialFollowup(tx: Tx, actor: Actor, followupId: string, contactPointId?: string) {
  permit(actor, 'followups.work')
  const [ground, followup] = await Promise.all([groundFor(tx, actor.orgId), holdFollowup(tx, actor, followupId)])
  await demandInHand(tx, actor, followup)
  if (followup.campaignState !== null && followup.campaignState !== 'running') {
    throw new Refusal('conflict', followupsReasons['campaign-not-running'])
  }
  const heldUntil = actor.now.add({ minutes: DIALLED_LEASE_MINUTES })
  const { customerId, appointmentAt: agreedAt } = followup
  const dialling = await dialContact(tx, actor, ground, { customerId, contactPointId, agreedAt, heldUntil })
  if (!dialling.dialled) {
    await cancelContact(tx, actor, dialling.contact.id)
    return { ...dialling, followup: await goBack(tx, actor, followup, dialling.verdict) }
  }
  const { id: contactId, identifierId: numberId, dialledAt } = dialling.contact
  const isNew = dialledAt !== null && Temporal.Instant.compare(dialledAt, actor.now) === 0
  if (isNew) await keepCarried(tx, actor, ground, followup, { contactId, numberId })
  beforeCommit(tx, renewLease(tx, actor, followupId, heldUntil))
  await announce(tx, actor.orgId, 'followups')
  return { ...dialling, followup: { ...followup, leaseUntil: heldUntil } }
}

/** Nobody holds what may not be dialled: the agent is free for the next. */
async function goBack(tx: Tx, actor: Actor, followup: FollowupRow, verdict: Verdict): Promise<FollowupRow> {
  const reasons = verdict.reasons.map(({ rule, code, facts }) => ({ rule, code, facts }))
  await insertFollowupEvent(tx, actor, { followupId: followup.id, kind: 'dial-refused', facts: { reasons } })
  await returnToQueue(tx, actor, followup, afterRefusal(followup, verdict, actor.now))
  await announce(tx, actor.orgId, 'followups')
  return (await followupById(tx, actor, followup.id))!
}
