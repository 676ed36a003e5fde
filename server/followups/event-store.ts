import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export const FOLLOWUP_EVENTS = [
  'returned',
  'skipped',
  'escalated',
  'answered',
  'reassigned',
  'appointment-moved',
  'call-back-promised',
  'dial-refused',
  'not-brought-up',
] as const
export type FollowupEventKind = (typeof FOLLOWUP_EVENTS)[number]

export interface FollowupEventRow {
  id: string
  at: Temporal.Instant
  staffName: string | null
  kind: FollowupEventKind
  facts: Record<string, unknown>
  note: string
}

/** Writes down a step of a follow-up that was no call. */
export async function insertFollowupEvent(
  tx: Tx,
  actor: Actor,
  event: { followupId: string; kind: FollowupEventKind; facts?: Record<string, unknown>; note?: string },
): Promise<void> {
  await tx
    .insertInto('followup_event')
    .values({
      org_id: actor.orgId,
      followup_id: event.followupId,
      at: actor.now,
      staff_id: actor.staffId,
      kind: event.kind,
      facts: JSON.stringify(event.facts ?? {}),
      note: event.note ?? '',
    })
    .execute()
}

/** What was done with a follow-up beside calls, newest first. */
export async function followupEventsOf(tx: Tx, orgId: string, followupId: string): Promise<FollowupEventRow[]> {
  const { rows } = await sql<FollowupEventRow>`
    select e.id, e.at, s.name as "staffName", e.kind, e.facts, e.note
    from followup_event e left join staff s on s.org_id = e.org_id and s.id = e.staff_id
    where e.org_id = ${orgId} and e.followup_id = ${followupId}
    order by e.id desc limit 100`.execute(tx)
  return rows
}

/** How often a member of staff has skipped since an instant. */
export async function skipsSince(tx: Tx, actor: Actor, since: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from followup_event
    where org_id = ${actor.orgId} and staff_id = ${actor.staffId} and kind = 'skipped' and at >= ${since}`.execute(tx)
  return rows[0]!.count
}
