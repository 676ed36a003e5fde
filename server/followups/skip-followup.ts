import { cancelContact, liveContact } from '../contacts/index.ts'
import { may, organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { closeFollowups } from './close-followups.ts'
import { insertFollowupEvent, skipsSince } from './event-store.ts'
import { demandInHand, holdFollowup } from './in-hand.ts'
import { leave } from './leave-store.ts'
import { followupsReasons } from './reasons.ts'
import { isStateIn, QUEUED_STATES } from './rules.ts'
import { SKIPS, SKIPS_PER_DAY, SKIPS_PER_FOLLOWUP, type SkipReason, skipLimit } from './steering-rules.ts'
import { type FollowupRow, followupById, lockStaff } from './store.ts'

/**
 * Skips a follow-up without a call, for a standard reason: it waits longer, or is closed. An agent skips what is in his
 * hands, within limits by day and by follow-up; a supervisor also what waits, for a call or to go by mail, without limits.
 * No attempt is counted and the customer was not disturbed. Refuses one that was dialled, one in other hands, and one
 * that has ended.
 */
export async function skipFollowup(
  tx: Tx,
  actor: Actor,
  followupId: string,
  given: { reason: SkipReason; note: string },
): Promise<FollowupRow> {
  permit(actor, 'followups.work')
  // His own skips come one after the other, so that the limit holds.
  await lockStaff(tx, actor.orgId, [actor.staffId!])
  const followup = await holdFollowup(tx, actor, followupId)
  const supervises = may(actor, 'followups.plan')
  if (!(supervises && isStateIn(QUEUED_STATES, followup.state))) await demandInHand(tx, actor, followup)
  if (!supervises) await demandWithinLimits(tx, actor, followup, given.reason)
  if (followup.state === 'handed-out') {
    const contact = await liveContact(tx, actor.orgId, actor.staffId)
    if (contact?.state === 'dialled') throw new Refusal('conflict', followupsReasons['dialled-already'])
    if (contact) await cancelContact(tx, actor, contact.id)
  }
  await skip(tx, actor, followup, given)
  await insertFollowupEvent(tx, actor, {
    followupId,
    kind: 'skipped',
    facts: { reason: given.reason },
    note: given.note,
  })
  await announce(tx, actor.orgId, 'followups')
  return (await followupById(tx, actor, followupId))!
}

async function demandWithinLimits(tx: Tx, actor: Actor, followup: FollowupRow, reason: SkipReason): Promise<void> {
  const { timeZone } = await organisation(tx, actor.orgId)
  const today = actor.now.toZonedDateTimeISO(timeZone).startOfDay().toInstant()
  const limit = skipLimit(await skipsSince(tx, actor, today), followup.skips, reason)
  if (limit === 'day') throw new Refusal('conflict', followupsReasons['skipped-enough-today'], { most: SKIPS_PER_DAY })
  if (limit) throw new Refusal('conflict', followupsReasons['skipped-too-often'], { most: SKIPS_PER_FOLLOWUP })
}

async function skip(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  { reason, note }: { reason: SkipReason; note: string },
) {
  const to = SKIPS[reason]
  const dueAt = to.kind === 'waits' ? actor.now.add({ hours: to.hours }) : actor.now
  const state = isStateIn(QUEUED_STATES, followup.state) ? followup.state : 'waiting'
  const waits = { state, dueAt, skipped: true, ...(note && { returnedNote: note }) }
  await leave(tx, actor, followup.id, to.kind === 'waits' ? { ...waits, appointment: null } : waits)
  if (to.kind === 'closed') return closeFollowups(tx, actor, [followup], 'skipped')
  if (followup.campaignState === 'stopped') return closeFollowups(tx, actor, [followup], 'campaign-stopped')
  if (Temporal.Instant.compare(dueAt, followup.expiresAt) >= 0) await closeFollowups(tx, actor, [followup], 'expired')
}
