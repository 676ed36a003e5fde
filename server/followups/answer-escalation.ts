import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { closeFollowups } from './close-followups.ts'
import {
  type EscalationRow,
  escalationById,
  lockEscalation,
  markAnswered,
  markTaken,
  setSupervised,
} from './escalation-store.ts'
import { insertFollowupEvent } from './event-store.ts'
import { followupsTimed } from './followup-facts.ts'
import { holdFollowup } from './in-hand.ts'
import { followupsReasons } from './reasons.ts'
import type { GivenTo } from './steering-rules.ts'
import type { FollowupRow } from './store.ts'

/** Takes what an agent sent up, so that colleagues see who deals with it. Refused when it was answered, or taken by another. */
export async function takeEscalation(tx: Tx, actor: Actor, id: string): Promise<EscalationRow> {
  permit(actor, 'followups.plan')
  const escalation = await lockEscalation(tx, actor, id)
  if (!escalation) throw notFound()
  demandOpen(escalation)
  if (escalation.takenBy !== null && escalation.takenBy !== actor.staffId) {
    throw new Refusal('conflict', followupsReasons['taken-by-another'], { name: escalation.takenByName })
  }
  await markTaken(tx, actor, id)
  await announce(tx, actor.orgId, 'followups')
  return (await escalationById(tx, actor, id))!
}

/**
 * Answers what an agent sent up and gives the follow-up to the agent who asked, to anyone, to the supervisor himself, or
 * closes it. The answer stands on the sheet of whoever is handed it. Refused when a colleague has answered meanwhile.
 */
export async function answerEscalation(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { answer: string; to: GivenTo },
): Promise<EscalationRow> {
  permit(actor, 'followups.plan')
  const seen = await escalationById(tx, actor, id)
  if (!seen) throw notFound()
  const followup = await holdFollowup(tx, actor, seen.followupId)
  const escalation = (await lockEscalation(tx, actor, id))!
  demandOpen(escalation)
  await markAnswered(tx, actor, id, given)
  await giveOn(tx, actor, followup, escalation.raisedBy, given)
  const { answer: note, to } = given
  await insertFollowupEvent(tx, actor, { followupId: followup.id, kind: 'answered', facts: { to }, note })
  await followupsTimed.tell(tx, actor, { customerIds: [followup.customerId] })
  await announce(tx, actor.orgId, 'followups')
  return (await escalationById(tx, actor, id))!
}

function demandOpen({ answeredAt, answeredByName }: EscalationRow): void {
  if (answeredAt) throw new Refusal('conflict', followupsReasons['answered-already'], { name: answeredByName })
}

async function giveOn(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  agentId: string,
  given: { answer: string; to: GivenTo },
) {
  const { state, id, handedToName } = followup
  if (given.to === 'nobody' && state === 'handed-out') {
    throw new Refusal('conflict', followupsReasons['in-hand-now'], { name: handedToName })
  }
  const keptFor = given.to === 'agent' ? agentId : given.to === 'me' ? actor.staffId : null
  const open = state === 'waiting' || state === 'handed-out'
  await setSupervised(tx, actor, id, { withSupervisor: false, ...(open && { keptFor, note: given.answer }) })
  if (given.to === 'nobody' && state === 'waiting') await closeFollowups(tx, actor, [followup], 'skipped')
}
