import { sql } from 'kysely'
import { isHeld } from '../followups/index.ts'
import type { Tx } from '../platform/database.ts'
import type { FareGroup } from './funnel-rules.ts'
import type { Span } from './period-rules.ts'
import { type Area, isOf } from './store.ts'

export interface FareRow extends FareGroup {
  partId: string | null
  partName: string | null
}

const PARTS = {
  campaign: { of: sql`f.campaign_id`, table: sql`campaign` },
  team: { of: sql`f.team_id`, table: sql`team` },
  branch: { of: sql`f.branch_id`, table: sql`branch` },
}

/**
 * How the follow-ups of a span fared, grouped: those due up to its end and not ended before it, and those worked on in
 * it that were put off beyond it since. Each counts once.
 */
export async function faresOf(
  tx: Tx,
  area: Area,
  { from, to }: Span,
  now: Temporal.Instant,
  split: keyof typeof PARTS,
  conversed: readonly string[],
): Promise<FareRow[]> {
  const { of, table } = PARTS[split]
  const { rows } = await sql<FareRow>`
    with touched as (
      select distinct a.followup_id as id from attempt a
      where a.org_id = ${area.orgId} and a.ended_at >= ${from} and a.ended_at < ${to}),
    mine as (
      select f.id from followup f
      where ${isOf(area)} and f.state in ('waiting', 'handed-out') and f.due_at < ${to} and f.created_at < ${to}
      union
      select f.id from followup f
      where ${isOf(area)} and f.settled_at >= ${from} and f.due_at < ${to} and f.created_at < ${to}
      union
      select f.id from touched t join followup f on f.org_id = ${area.orgId} and f.id = t.id
      where ${isOf(area)} and (f.settled_at is null or f.settled_at >= ${from})),
    tried as (
      select a.followup_id, bool_or(a.outcome = any (${[...conversed]}::text[])) as spoken
      from mine m join attempt a on a.org_id = ${area.orgId} and a.followup_id = m.id
      where a.ended_at < ${to} group by a.followup_id),
    work as (
      select ${of} as part, f.state in ('done', 'closed') and f.settled_at < ${to} as ended, f.state,
        f.last_outcome, f.closed_reason, case when ${isHeld(now)} then f.held -> 0 ->> 'code' end as held,
        f.with_supervisor, f.appointment_at is not null as appointment,
        f.due_at > ${now} as later, t.followup_id is not null as attempted, coalesce(t.spoken, false) as spoken
      from mine m join followup f on f.org_id = ${area.orgId} and f.id = m.id
      left join tried t on t.followup_id = m.id),
    counted as (
      select part, ended, state, last_outcome, closed_reason, held, with_supervisor, appointment, later, count(*) as followups,
        count(*) filter (where attempted) as attempted, count(*) filter (where spoken) as spoken
      from work group by 1, 2, 3, 4, 5, 6, 7, 8, 9)
    select c.part as "partId", n.name as "partName", c.ended, c.state, c.last_outcome as "lastOutcome",
      c.closed_reason as "closedReason", c.held as "heldBy", c.with_supervisor as "withSupervisor", c.appointment, c.later, c.followups, c.attempted, c.spoken
    from counted c left join ${table} n on n.org_id = ${area.orgId} and n.id = c.part
    limit 20000`.execute(tx)
  return rows
}
