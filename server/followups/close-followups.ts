import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { type ClosedRow, closeWaiting } from './close-store.ts'
import { followupsClosed } from './followup-facts.ts'
import type { ClosedReason } from './rules.ts'

/** Closes follow-ups that wait, by a rule, and tells of those that were added by hand. */
export async function closeFollowups(
  tx: Tx,
  actor: Actor,
  followups: readonly { id: string }[],
  reason: ClosedReason,
): Promise<void> {
  const ids = followups.map(({ id }) => id)
  await tellClosed(tx, actor, await closeWaiting(tx, actor, ids, reason), reason)
}

/** Tells what was closed. */
export async function tellClosed(
  tx: Tx,
  actor: Actor,
  closed: readonly ClosedRow[],
  reason: ClosedReason,
): Promise<void> {
  if (closed.length === 0) return
  const followupIds = closed.filter(row => row.byHand).map(row => row.id)
  if (followupIds.length > 0) await followupsClosed.tell(tx, actor, { followupIds, reason })
  await announce(tx, actor.orgId, 'followups')
}
