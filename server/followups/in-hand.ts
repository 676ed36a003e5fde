import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { attemptsOf } from './attempt-store.ts'
import { followupsReasons } from './reasons.ts'
import { ENDED_STATES, isStateIn } from './rules.ts'
import { type FollowupRow, followupById, lockCustomerOf, lockFollowup } from './store.ts'

/** Holds a follow-up with its customer until the transaction ends; refuses one outside the actor's branches. */
export async function holdFollowup(tx: Tx, actor: Actor, followupId: string): Promise<FollowupRow> {
  // The statements travel together; the follow-up is read once both are held.
  const [isHeld, followup] = await Promise.all([
    lockCustomerOf(tx, actor, followupId),
    lockFollowup(tx, actor, followupId),
  ])
  if (!isHeld || !followup) throw notFound()
  return followup
}

/** Refuses a follow-up that is not in the actor's hands, and says where it went. */
export async function demandInHand(tx: Tx, actor: Actor, followup: FollowupRow): Promise<void> {
  if (followup.state === 'handed-out' && followup.handedTo === actor.staffId) return
  if (followup.state === 'handed-out') {
    throw new Refusal('conflict', followupsReasons['lease-lost'], { name: followup.handedToName })
  }
  if (isStateIn(ENDED_STATES, followup.state)) {
    throw new Refusal('conflict', followupsReasons['already-settled'])
  }
  if (followup.state === 'carried') throw new Refusal('conflict', followupsReasons['carried-with-another'])
  const wasHis = (await attemptsOf(tx, actor.orgId, followup.id))[0]?.staffId === actor.staffId
  throw new Refusal('conflict', followupsReasons[wasHis ? 'lease-ended' : 'not-in-your-hands'])
}

/**
 * As `demandInHand`, of one too that a follow-up in the actor's hands carries; answers the one in his hands. The caller
 * holds the customer.
 */
export async function demandSpokenAbout(tx: Tx, actor: Actor, followup: FollowupRow): Promise<FollowupRow> {
  const { carriedBy } = followup
  const inHand = carriedBy ? ((await followupById(tx, actor, carriedBy.id)) ?? followup) : followup
  await demandInHand(tx, actor, inHand)
  return inHand
}
