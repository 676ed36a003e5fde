import { lockCustomer } from '../contacts/index.ts'
import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { keepBuiltInScript } from '../scripts/index.ts'
import { demandAllowed, demandSensibleTime } from './appointment.ts'
import { CALL_BACK_PRIORITY, CALL_BACK_SCRIPT, CALL_BACK_WITHIN_HOURS, reasonToCallBack } from './call-back-rules.ts'
import { lastContactOf } from './call-back-store.ts'
import { insertFollowupEvent } from './event-store.ts'
import { nearestTeam } from './people-store.ts'
import { followupsReasons } from './reasons.ts'
import { type FollowupRow, followupById, insertFollowup } from './store.ts'

const MAX_ATTEMPTS = 5

/**
 * Promises a customer who rang to call him back: a follow-up with an appointment, kept for the agent who spoke to him
 * last, or for his team; where there was no contact, for the nearest team. It goes on with the matter of the last
 * contact, so that the quiet period between different matters does not stand in the way of what the customer asked for.
 * Refuses a time at which the contact policy would not allow a call, and a customer outside the actor's branches.
 */
export async function promiseCallBack(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { at: Temporal.Instant; note: string; sameAgent: boolean },
): Promise<FollowupRow> {
  permit(actor, 'cases.raise')
  const customer = await customerBrief(tx, actor, customerId)
  await lockCustomer(tx, actor.orgId, customerId)
  const last = await lastContactOf(tx, actor, customerId)
  const team = last ? { id: last.teamId } : await nearestTeam(tx, actor, customer.branchId)
  if (!team) throw new Refusal('conflict', followupsReasons['nobody-to-call-back'])
  const purpose = last?.purpose ?? 'care'
  demandSensibleTime(actor, { campaignUntil: null, timeZone: customer.timeZone }, given.at)
  await demandAllowed(
    tx,
    actor,
    { customerId, purpose, campaignId: null, matterId: last?.matterId ?? newId() },
    given.at,
  )
  const id = await insertFollowup(tx, actor, {
    customerId,
    branchId: customer.branchId,
    teamId: team.id,
    scriptId: await keepBuiltInScript(tx, actor, CALL_BACK_SCRIPT),
    purpose,
    reason: reasonToCallBack(given.note),
    priority: CALL_BACK_PRIORITY,
    maxAttempts: MAX_ATTEMPTS,
    dueAt: given.at,
    expiresAt: given.at.add({ hours: CALL_BACK_WITHIN_HOURS }),
    notBy: null,
    matterOf: last?.matterId ?? null,
    appointment: { at: given.at, reservedFor: given.sameAgent && last?.canCallBack ? last.staffId : null },
  })
  await insertFollowupEvent(tx, actor, { followupId: id, kind: 'call-back-promised', note: given.note })
  await record(tx, actor, 'followup.call-back-promised', 'customer', customerId, { followupId: id })
  await announce(tx, actor.orgId, 'followups')
  return (await followupById(tx, actor, id))!
}
