import { type RawBuilder, sql } from 'kysely'
import { isOfPartner } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { SAME_AGENT_GRACE_MINUTES } from './rules.ts'
import { isHeld } from './situation-store.ts'
import { type FollowupRow, named } from './store.ts'

/** How many of the best are looked through for one that nobody else holds; then, once, how many more. */
const LOOK_THROUGH = [24, 4000] as const
/** Counting stops here for each campaign. */
const COUNT_TO = 200

/** What the desk asks of an agent first. */
export interface AgentAtDesk {
  teamIds: string[]
  /** Whether he works for a partner, and so sees the work of his own teams alone. */
  partner: boolean
  hasOneInHand: boolean
}

export async function agentAtDesk(tx: Tx, actor: Actor): Promise<AgentAtDesk> {
  const { rows } = await sql<AgentAtDesk>`
    select array(select m.team_id from team_member m where m.org_id = ${actor.orgId} and m.staff_id = ${actor.staffId})
        as "teamIds",
      ${isOfPartner(actor)} as partner,
      exists (select from followup f
        where f.org_id = ${actor.orgId} and f.handed_to = ${actor.staffId} and f.state = 'handed-out') as "hasOneInHand"
    `.execute(tx)
  return rows[0]!
}

/**
 * The best follow-up due for an agent that nobody else holds, held until the transaction ends: his own appointments
 * first, then any agent's and what he was given by name, then by priority and due time. Only of his teams and branches,
 * and of campaigns that run; nothing that is up with a supervisor.
 *
 * Each running campaign is asked for its first few by an index of its own, so the size of the queue does not matter and
 * what is paused is never looked at. Measured with 1,000,000 waiting, half of them due, in five campaigns of which one is
 * paused (PostgreSQL 18, two cores shared with other work): 0.8 to 1.3 ms; 49 ms for an agent whose branch has none of
 * the 400,000 due of four campaigns, because the branch is part of the index and no row is fetched.
 * (docs/decisions/0025-hand-out.md)
 */
export async function holdBest(
  tx: Tx,
  actor: Actor,
  teamIds: readonly string[],
  passedOver: readonly string[],
): Promise<FollowupRow | undefined> {
  for (const few of LOOK_THROUGH) {
    const best = await holdBestOf(tx, actor, teamIds, passedOver, few)
    if (best) return best
  }
  return undefined
}

// What was given away, or sent up, between the look and the lock is told by the conditions on the locked row itself.
async function holdBestOf(
  tx: Tx,
  actor: Actor,
  teamIds: readonly string[],
  passedOver: readonly string[],
  few: number,
): Promise<FollowupRow | undefined> {
  const keptFor = sql`coalesce(f.reserved_for, f.assigned_to)`
  const mine = sql`${keptFor} = ${actor.staffId}`
  const grace = actor.now.subtract({ minutes: SAME_AGENT_GRACE_MINUTES })
  const { rows } = await sql<FollowupRow>`
    with ${runningOf(actor)},
    candidate as materialized (
      (select f.id, f.team_id, case when ${mine} then 0 else 1 end as turn, 0 as priority, f.due_at
        from followup f
        where ${isForTeams(actor, ofTeams(teamIds))} and ${isAppointment} and f.due_at <= ${actor.now}
          and (${keptFor} is null or ${mine} or f.appointment_at <= ${grace})
        order by f.due_at, f.id limit ${sql.lit(few)})
      union all
      (select f.id, f.team_id, 1, 0, f.due_at from followup f
        where ${isGivenTo(actor)} and f.due_at <= ${actor.now} order by f.due_at, f.id limit ${sql.lit(few)})
      union all
      select f.id, null, 2, r.priority, f.due_at
      from running r cross join lateral (
        select f.id, f.due_at from followup f
        where ${isOfCampaign(actor)} and f.due_at <= ${actor.now}
        order by f.due_at, f.id limit ${sql.lit(few)}) f
      where ${isOfTeams(teamIds)}
      union all
      select f.id, f.team_id, 2, f.priority, f.due_at
      from unnest(${[...teamIds]}::uuid[]) as t (id) cross join lateral (
        select f.id, f.team_id, f.priority, f.due_at from followup f
        where ${isForTeams(actor, sql`f.team_id = t.id`)} and ${isByHand} and f.due_at <= ${actor.now}
        order by f.priority desc, f.due_at, f.id limit ${sql.lit(few)}) f),
    best as materialized (
    select f.*
    from (select * from candidate order by turn, priority desc, due_at, id) k
    cross join lateral (
      select f.* from followup f
      where f.org_id = ${actor.orgId} and f.id = k.id
        and f.state = 'waiting' and f.due_at <= ${actor.now} and f.not_by is distinct from ${actor.staffId}
        and not f.with_supervisor and case when k.team_id is null then not f.moved else f.team_id = k.team_id end
        and (${keptFor} is null or ${mine} or f.appointment_at <= ${grace})
        and f.id <> all (${asArray(passedOver)}::uuid[])
      for update skip locked) f
    order by k.turn, k.priority desc, k.due_at, k.id limit 1)
    ${named(sql`best`)}`.execute(tx)
  return rows[0]
}

/** What waits for an agent. `due` counts what is due now; `nextDueAt` is when the next becomes due. */
export interface Queue {
  due: number
  waiting: number
  held: number
  nextDueAt: Temporal.Instant | null
}

/** What waits for an agent's teams in his branches; counting stops at two hundred for each campaign. */
export async function queueOf(tx: Tx, actor: Actor, teamIds: readonly string[]): Promise<Queue> {
  const columns = sql`f.due_at, ${isHeld(actor.now)} as held`
  const sums = sql`count(*) as waiting, count(*) filter (where due_at <= ${actor.now}) as due,
    count(*) filter (where held) as held, min(due_at) filter (where due_at > ${actor.now}) as next`
  const { rows } = await sql<Queue>`
    with ${runningOf(actor)},
    other as (
      (select ${columns} from followup f
        where ${isForTeams(actor, ofTeams(teamIds))} and ${isAppointment} order by f.due_at limit ${sql.lit(COUNT_TO)})
      union all
      (select ${columns} from followup f where ${isGivenTo(actor)} order by f.due_at limit ${sql.lit(COUNT_TO)})
      union all
      (select ${columns} from followup f
        where ${isForTeams(actor, ofTeams(teamIds))} and ${isByHand} limit ${sql.lit(COUNT_TO)})),
    part as (
      select ${sums} from other
      union all
      select d.due + l.waiting, d.due, l.held, l.next
      from running r
      cross join lateral (
        select count(*) as due from (
          select from followup f where ${isOfCampaign(actor)} and f.due_at <= ${actor.now} limit ${sql.lit(COUNT_TO)}) f) d
      cross join lateral (
        select ${sums} from (
          select ${columns} from followup f where ${isOfCampaign(actor)} and f.due_at > ${actor.now}
          order by f.due_at limit ${sql.lit(COUNT_TO)} - d.due) f) l
      where ${isOfTeams(teamIds)})
    select sum(due)::int as due, sum(waiting)::int as waiting, sum(held)::int as held, min(next) as "nextDueAt"
    from part`.execute(tx)
  return rows[0]!
}

// The campaigns that run today where the organisation is: few, so each is looked into by itself.
function runningOf(actor: Actor): RawBuilder<unknown> {
  return sql`running as materialized (
    select m.id, m.priority, m.team_id from campaign m join organisation o on o.id = m.org_id
    where m.org_id = ${actor.orgId} and m.state = 'running'
      and (${actor.now}::timestamptz at time zone o.time_zone)::date between m.valid_from and m.valid_until)`
}

function isOfTeams(teamIds: readonly string[]): RawBuilder<unknown> {
  return sql`r.team_id = any (${[...teamIds]}::uuid[])`
}

function isOfCampaign(actor: Actor): RawBuilder<unknown> {
  return sql`f.org_id = ${actor.orgId} and f.campaign_id = r.id and f.state = 'waiting' and f.appointment_at is null
    and f.assigned_to is null and not f.with_supervisor and not f.moved
    and f.branch_id = any (${[...actor.branchIds]}::uuid[])`
}

const ofTeams = (teamIds: readonly string[]) => sql`f.team_id = any (${[...teamIds]}::uuid[])`

// Each team is asked by itself for its first few, so that the index gives them in order.
function isForTeams(actor: Actor, ofTeam: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`f.org_id = ${actor.orgId} and f.state = 'waiting' and ${ofTeam}
    and not f.with_supervisor and ${mayRun} and f.branch_id = any (${[...actor.branchIds]}::uuid[])`
}

// What a supervisor gave an agent by name is his, whatever his teams.
function isGivenTo(actor: Actor): RawBuilder<unknown> {
  return sql`f.org_id = ${actor.orgId} and f.state = 'waiting' and f.assigned_to = ${actor.staffId}
    and f.assigned_to is not null and f.appointment_at is null and not f.with_supervisor and ${mayRun}
    and f.branch_id = any (${[...actor.branchIds]}::uuid[])`
}

const mayRun = sql`(f.campaign_id is null or f.campaign_id in (select id from running))`
const isAppointment = sql`f.appointment_at is not null`
const isByHand = sql`f.appointment_at is null and (f.campaign_id is null or f.moved) and f.assigned_to is null`

/** Gives a follow-up that is held to an agent. */
export async function handTo(tx: Tx, actor: Actor, id: string, leaseUntil: Temporal.Instant): Promise<void> {
  await tx
    .updateTable('followup')
    .set({ state: 'handed-out', handed_to: actor.staffId, lease_until: leaseUntil, held: '[]' })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .execute()
}
