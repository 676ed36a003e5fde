import { sql } from 'kysely'
import { isSeenBy } from '../campaigns/index.ts'
import { isHeld, stateIn } from '../followups/index.ts'
import { ENDED_STATES, IN_HAND_STATES, OPEN_STATES } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
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
      where ${isOf(area)} and ${stateIn(OPEN_STATES)}
        and f.due_at < ${to} and f.created_at < ${to}
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
      select ${of} as part, ${stateIn(ENDED_STATES)} and f.settled_at < ${to} as ended, ${standing(now)},
        true as due, t.followup_id is not null or ${stateIn(IN_HAND_STATES)} as handed_out,
        t.followup_id is not null as attempted, coalesce(t.spoken, false) as spoken
      from mine m join followup f on f.org_id = ${area.orgId} and f.id = m.id
      left join tried t on t.followup_id = m.id),
    counted as (select ${COUNTED} from work group by ${GROUPED})
    select c.part as "partId", n.name as "partName", ${FARE}
    from counted c left join ${table} n on n.org_id = ${area.orgId} and n.id = c.part
    limit 20000`.execute(tx)
  return rows
}

/** How a follow-up `f` stands; one that is carried along is in the hands that hold its lead. */
const standing = (now: Temporal.Instant) => sql`
  case f.state when 'carried' then 'handed-out' else f.state end as state, f.last_outcome, f.closed_reason,
  case when ${isHeld(now)} then f.held -> 0 ->> 'rule' end as held_by,
  case when ${isHeld(now)} then f.held -> 0 ->> 'code' end as held_code, f.with_supervisor,
  f.appointment_at is not null as appointment, f.due_at > ${now} as later, f.due_at`

const GROUPED = sql`
  part, ended, state, last_outcome, closed_reason, held_by, held_code, with_supervisor, appointment, later`
const COUNTED = sql`
  ${GROUPED}, count(*) as followups, count(*) filter (where due) as due,
  count(*) filter (where handed_out) as handed_out, count(*) filter (where attempted) as attempted,
  count(*) filter (where spoken) as spoken, min(due_at) as first_due, max(due_at) as last_due`
const FARE = sql`
  c.ended, c.state, c.last_outcome as "lastOutcome", c.closed_reason as "closedReason", c.held_by as "heldBy",
  c.held_code as "heldCode", c.with_supervisor as "withSupervisor", c.appointment, c.later, c.followups, c.due,
  c.handed_out as "handedOut", c.attempted, c.spoken, c.first_due as "releasedFrom", c.last_due as "releasedTo"`

export interface CampaignRow {
  campaignId: string
  name: string
  state: string
  createdAt: Temporal.Instant
}

/** Campaigns of the actor's branches and those above, newest first; one more than `limit`. */
export async function campaignsPage(
  tx: Tx,
  actor: Actor,
  asked: { cursor?: string | undefined; limit: number; id?: string },
): Promise<CampaignRow[]> {
  const after = unpackCursor(asked.cursor, ['instant', 'id'])
  const { rows } = await sql<CampaignRow>`
    select m.id as "campaignId", m.name, m.state, m.created_at as "createdAt" from campaign m
    where m.org_id = ${actor.orgId} and ${isSeenBy(actor)} ${asked.id ? sql`and m.id = ${asked.id}` : sql``}
      ${after ? sql`and (m.created_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by m.created_at desc, m.id desc limit ${asked.limit + 1}`.execute(tx)
  return rows
}

/**
 * How all follow-ups of campaigns fared since they began, grouped; those of the actor's branches. One has fallen due when
 * it was called, is in hand, or its time had come by now or before it ended.
 */
export async function faresSince(
  tx: Tx,
  actor: Actor,
  campaignIds: readonly string[],
  conversed: readonly string[],
): Promise<(FareGroup & { campaignId: string })[]> {
  const of = sql`f.org_id = ${actor.orgId} and f.branch_id = any (${[...actor.branchIds]}::uuid[])
    and f.campaign_id = any (${[...campaignIds]}::uuid[])`
  const { rows } = await sql<FareGroup & { campaignId: string }>`
    with spoken as (
      select distinct a.followup_id as id
      from followup f join attempt a on a.org_id = f.org_id and a.followup_id = f.id
      where ${of} and a.outcome = any (${[...conversed]}::text[])),
    work as (
      select f.campaign_id as part, ${stateIn(ENDED_STATES)} as ended, ${standing(actor.now)},
        f.attempts > 0 or s.id is not null or ${stateIn(IN_HAND_STATES)}
          or f.due_at <= coalesce(f.settled_at, ${actor.now}::timestamptz) as due,
        f.attempts > 0 or s.id is not null or ${stateIn(IN_HAND_STATES)} as handed_out,
        f.attempts > 0 or s.id is not null as attempted, s.id is not null as spoken
      from followup f left join spoken s on s.id = f.id where ${of}),
    counted as (select ${COUNTED} from work group by ${GROUPED})
    select c.part as "campaignId", ${FARE} from counted c`.execute(tx)
  return rows
}
