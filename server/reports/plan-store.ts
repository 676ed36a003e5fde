import { type RawBuilder, sql } from 'kysely'
import { stateIn } from '../followups/index.ts'
import { CALL_STATES } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Span } from './period-rules.ts'
import { type Area, isOf, wasToCall } from './store.ts'

/** Marks the plan of a day as frozen now; `false` when it was before, also by another server at this moment. */
export async function markFrozen(tx: Tx, actor: Actor, day: Temporal.PlainDate): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into plan_day (org_id, day, frozen_at) values (${actor.orgId}, ${day}, ${actor.now})
    on conflict (org_id, day) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0) === 1
}

/**
 * Writes down what is due for a call by hour of a day, and in its first hour what is left from before. What was settled since the
 * day began still counts, so that freezing late in the morning loses little.
 */
export async function insertPlan(
  tx: Tx,
  actor: Actor,
  day: Temporal.PlainDate,
  { from, to }: Span,
  starts: readonly Temporal.Instant[],
): Promise<void> {
  const instants = starts.map(String)
  await sql`
    with open as (
      select f.branch_id, f.team_id, f.campaign_id, width_bucket(f.due_at, ${instants}::timestamptz[]) as n
      from followup f
      where f.org_id = ${actor.orgId} and f.branch_id = any (${[...actor.branchIds]}::uuid[]) and f.due_at < ${to}
        and ${stateIn(CALL_STATES)}
      union all
      select f.branch_id, f.team_id, f.campaign_id, width_bucket(f.due_at, ${instants}::timestamptz[])
      from followup f
      where f.org_id = ${actor.orgId} and f.branch_id = any (${[...actor.branchIds]}::uuid[]) and f.due_at < ${to}
        and ${wasToCall} and f.settled_at >= ${from})
    insert into plan_of_day (org_id, day, starts_at, branch_id, team_id, campaign_id, due, carried)
    select ${actor.orgId}, ${day}, (${instants}::timestamptz[])[greatest(n, 1)], branch_id, team_id, campaign_id,
      count(*) filter (where n > 0), count(*) filter (where n = 0)
    from open group by greatest(n, 1), branch_id, team_id, campaign_id`.execute(tx)
}

/** The days of a span whose plan is frozen, and when it was. */
export async function frozenDays(tx: Tx, orgId: string, from: Temporal.PlainDate, to: Temporal.PlainDate) {
  const { rows } = await sql<{ day: Temporal.PlainDate; frozenAt: Temporal.Instant }>`
    select day, frozen_at as "frozenAt" from plan_day
    where org_id = ${orgId} and day >= ${from} and day <= ${to} order by day`.execute(tx)
  return rows
}

/** The frozen plan by time; `n` is the place of the bucket among the starts, from 1, `carried` that of its first day. */
export async function planByTime(tx: Tx, area: Area, { from, to }: Span, starts: readonly Temporal.Instant[]) {
  const { rows } = await sql<{ n: number; due: number; carried: number }>`
    with plan as (
      select width_bucket(p.starts_at, ${starts.map(String)}::timestamptz[]) as n, p.day, p.due, p.carried
      from plan_of_day p
      where ${isOf(area, sql`p`)} and p.starts_at >= ${from} and p.starts_at < ${to}),
    first as (select n, min(day) as day from plan group by n)
    select p.n, sum(p.due) as due, coalesce(sum(p.carried) filter (where p.day = f.day), 0) as carried
    from plan p join first f on f.n = p.n group by p.n`.execute(tx)
  return rows
}

export interface Done {
  attempts: number
  conversations: number
  completed: number
}

/** The attempts of a span by time; `n` is the place of the bucket among the starts, from 1. */
export async function doneByTime(
  tx: Tx,
  area: Area,
  span: Span,
  starts: readonly Temporal.Instant[],
  conversed: readonly string[],
) {
  const { rows } = await sql<Done & { n: number }>`
    select width_bucket(a.ended_at, ${starts.map(String)}::timestamptz[]) as n, ${counts(conversed)}
    from ${attemptsOf(area, span)} group by n`.execute(tx)
  return rows
}

const counts = (conversed: readonly string[]) => sql`
  count(*) as attempts, count(*) filter (where a.outcome = any (${[...conversed]}::text[])) as conversations,
  count(*) filter (where a.outcome = 'completed') as completed`

const attemptsOf = (area: Area, { from, to }: Span) => sql`
  attempt a join followup f on f.org_id = a.org_id and f.id = a.followup_id
  where a.org_id = ${area.orgId} and a.ended_at >= ${from} and a.ended_at < ${to} and not a.carried and ${isOf(area)}
    ${area.staffId ? sql`and a.staff_id = ${area.staffId}` : sql``}`

export type PartName = 'agent' | 'team' | 'branch' | 'campaign'

export interface PartRow extends Done {
  id: string | null
  name: string | null
  plan: number | null
}

const NAMED: Record<PartName, { of: RawBuilder<unknown>; planned: RawBuilder<unknown>; table: RawBuilder<unknown> }> = {
  agent: { of: sql`a.staff_id`, planned: sql`null::uuid`, table: sql`staff` },
  team: { of: sql`f.team_id`, planned: sql`p.team_id`, table: sql`team` },
  branch: { of: sql`f.branch_id`, planned: sql`p.branch_id`, table: sql`branch` },
  campaign: { of: sql`f.campaign_id`, planned: sql`p.campaign_id`, table: sql`campaign` },
}

/** Plan and attempts of a span per agent, team, branch or campaign, most attempts first; agents have no plan. */
export async function partsOf(
  tx: Tx,
  area: Area,
  span: Span,
  split: PartName,
  conversed: readonly string[],
): Promise<PartRow[]> {
  const { of, planned, table } = NAMED[split]
  const { rows } = await sql<PartRow>`
    with part as (
      select ${of} as id, null::bigint as plan, ${counts(conversed)} from ${attemptsOf(area, span)} group by 1
      union all
      select ${planned}, sum(p.due), 0, 0, 0 from plan_of_day p
      where ${split !== 'agent'} and ${isOf(area, sql`p`)} and p.starts_at >= ${span.from} and p.starts_at < ${span.to}
      group by 1)
    select p.id, n.name, sum(p.plan) as plan, sum(p.attempts) as attempts, sum(p.conversations) as conversations,
      sum(p.completed) as completed
    from part p left join ${table} n on n.org_id = ${area.orgId} and n.id = p.id
    group by p.id, n.name
    order by attempts desc, plan desc nulls last, n.name, p.id limit 500`.execute(tx)
  return rows
}
