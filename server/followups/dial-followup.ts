import { dialContact, groundFor, holdContact } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { demandInHand, holdFollowup } from './in-hand.ts'
import { followupsReasons } from './reasons.ts'
import { DIALLED_LEASE_MINUTES } from './rules.ts'
import { renewLease } from './store.ts'

/**
 * Dials the customer of the follow-up in the actor's hands, if the verdict of this last instant allows it; the ledger
 * has it before the phone rings. Dialled already, it stays dialled. Refuses a follow-up not in his hands, and one whose
 * campaign does not run any more.
 */
export async function dialFollowup(tx: Tx, actor: Actor, followupId: string, contactPointId?: string) {
  permit(actor, 'followups.work')
  const followup = await holdFollowup(tx, actor, followupId)
  await demandInHand(tx, actor, followup)
  if (followup.campaignState !== null && followup.campaignState !== 'running') {
    throw new Refusal('conflict', followupsReasons['campaign-not-running'])
  }
  const heldUntil = actor.now.add({ minutes: DIALLED_LEASE_MINUTES })
  const { customerId, appointmentAt: agreedAt } = followup
  const ground = await groundFor(tx, actor.orgId)
  const dialling = await dialContact(tx, actor, ground, { customerId, contactPointId, agreedAt, heldUntil })
  if (!dialling.dialled) return { ...dialling, followup }
  await renewLease(tx, actor, followupId, heldUntil)
  await holdContact(tx, actor.orgId, dialling.contact.id, heldUntil)
  await announce(tx, actor.orgId, 'followups')
  return { ...dialling, followup: { ...followup, leaseUntil: heldUntil } }
}
