import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import {
  type AgentAtDesk,
  fromCampaign,
  isAppointment,
  isByHand,
  isFor,
  isForTeams,
  isGivenTo,
  ofTeams,
  type PlanAtDesk,
  runningOf,
} from './hand-out-store.ts'
import { SAME_AGENT_GRACE_MINUTES } from './rules.ts'
import { type FollowupRow, keptFor, named } from './store.ts'

/**
 * How many of the best are looked through for some that nobody else holds: for a few, no less than there are connections, for
 * many, as many as several rounds hold; then, once, how many more.
 */
const LOOK_THROUGH = { few: [24, 4000], many: [200, 4000] } as const
const FEW = 12
/** Of what is not planned for today so many are looked through for one that the plan does not put on a later day. */
const LOOK_FOR_UNPLANNED = [200, 4000] as const

/** For whom the best is looked for, of the same branch, roles, teams, languages and skills, without those of some ids. */
export interface Wanted {
  actor: Actor
  /** Him, and whoever stands in the same line at the same instant. */
  staffIds: readonly string[]
  /** What the desk asks of each of them first. */
  desk: AgentAtDesk
  passedOver: ReadonlySet<string>
}

/**
 * The best follow-ups due for agents that nobody else holds, held until the transaction ends, in no order: their own
 * appointments first, then any agent's, then what they were given by name; then what the plan in force has for today or
 * had for an earlier day, by urgency and value; then the rest by priority and due time, what the plan puts on a later day or
 * gives none last of the first few hundred of each campaign. Only of their teams and branches, of campaigns that run, and
 * nothing that needs a language or skill they do not have, unless it was given to them by name; nothing that is up with a
 * supervisor. What is kept for one of them, or not for one, is theirs to sort out.
 *
 * Each running campaign of the highest priorities, and each team's day of the plan, is asked for its first few by an index of
 * its own, so the size of the queue does not matter and what is paused is never looked at.
 * (docs/decisions/0025-hand-out.md, docs/decisions/0057-hand-out-follows-the-plan.md)
 */
export async function holdBest(tx: Tx, wanted: Wanted, atMost: number): Promise<FollowupRow[]> {
  const best: FollowupRow[] = []
  for (const look of inTurn(wanted, atMost)) {
    // What is held by this very transaction is not passed over by itself.
    const passedOver = new Set([...wanted.passedOver, ...best.map(({ id }) => id)])
    const hold = { atMost: atMost - best.length, hold: sql`for update skip locked` }
    best.push(...(await lookedUp(tx, { ...wanted, passedOver }, look, hold)))
    if (best.length === atMost) break
  }
  return best
}

/** As many of the best as are wanted, nothing held; in no order. */
export async function bestFew(tx: Tx, wanted: Wanted, atMost: number): Promise<FollowupRow[]> {
  for (const look of inTurn(wanted, atMost)) {
    const few = await lookedUp(tx, wanted, look, { atMost, hold: sql`` })
    if (few.length > 0) return few
  }
  return []
}

type Look = (wanted: Wanted) => RawBuilder<unknown>

/** What is looked through, one after the other until enough is found. */
function inTurn({ desk: { plan } }: Wanted, atMost: number): Look[] {
  const lookThrough = LOOK_THROUGH[atMost > FEW ? 'many' : 'few']
  if (!plan) return lookThrough.map(few => wanted => sql`${kept(wanted, few)} union all ${rest(wanted, few)}`)
  return [
    ...lookThrough.map(few => (wanted: Wanted) => sql`${kept(wanted, few)} union all ${planned(wanted, plan, few)}`),
    ...LOOK_FOR_UNPLANNED.map(few => (wanted: Wanted) => rest(wanted, few)),
  ]
}

function isFree({ actor, staffIds }: Wanted): RawBuilder<unknown> {
  const grace = actor.now.subtract({ minutes: SAME_AGENT_GRACE_MINUTES })
  return sql`(${keptFor} is null or ${keptFor} = any (${asArray(staffIds)}::uuid[]) or f.appointment_at <= ${grace})`
}

function isDue({ actor, passedOver }: Wanted): RawBuilder<unknown> {
  return sql`f.due_at <= ${actor.now} and f.id <> all (${asArray([...passedOver])}::uuid[])`
}

/** Appointments, and what was given by name. */
function kept(wanted: Wanted, few: number): RawBuilder<unknown> {
  const { actor, staffIds, desk } = wanted
  const due = isDue(wanted)
  const turn = sql`case when ${keptFor} = any (${asArray(staffIds)}::uuid[]) then 0 else 1 end as turn`
  return sql`
    (select f.id, f.team_id, ${turn}, 0 as class, 0::float8 as worth, f.due_at from followup f
      where ${isForTeams(actor, ofTeams(desk.teamIds), desk.able)} and ${isAppointment} and ${due} and ${isFree(wanted)}
      order by f.due_at, f.id limit ${sql.lit(few)})
    union all
    select f.id, f.team_id, 1, 1, 0, f.due_at from unnest(${asArray(staffIds)}::uuid[]) as s (id) cross join lateral (
      select f.id, f.team_id, f.due_at from followup f
      where ${isGivenTo(actor, sql`s.id`)} and ${due} order by f.due_at, f.id limit ${sql.lit(few)}) f`
}

/** What the plan has for today or had for an earlier day. What is carried by another is handed out with that one. */
function planned(wanted: Wanted, { runId, firstDay, today }: PlanAtDesk, few: number): RawBuilder<unknown> {
  const { actor } = wanted
  return sql`
    select p.id, p.team_id, 2, p.urgency, p.value, p.due_at
    from unnest(${asArray(wanted.desk.teamIds)}::uuid[]) as t (id)
    cross join generate_series(0, ${today}::date - ${firstDay}::date) as d (later)
    cross join lateral (
      select f.id, f.team_id, e.urgency, e.value, f.due_at
      from plan_entry e join followup f on f.org_id = e.org_id and f.id = e.followup_id
      where e.org_id = ${actor.orgId} and e.run_id = ${runId} and e.team_id = t.id
        and e.planned_on = ${firstDay}::date + d.later and e.outcome <> 'carried' and e.channel = 'phone'
        and ${isForTeams(actor, sql`f.team_id = t.id`, wanted.desk.able)} and f.appointment_at is null and f.assigned_to is null
        and ${isDue(wanted)}
      order by e.urgency, e.value desc, e.followup_id limit ${sql.lit(few)}) p`
}

/** What is of campaigns and what was added by hand. */
function rest(wanted: Wanted, few: number): RawBuilder<unknown> {
  const { actor } = wanted
  const { teamIds, plan, able } = wanted.desk
  const due = isDue(wanted)
  const entry = plan
    ? sql`left join plan_entry e on e.org_id = ${actor.orgId} and e.run_id = ${plan.runId} and e.followup_id = f.id`
    : sql``
  const later = plan
    ? sql`case when e.followup_id is null or e.planned_on <= ${plan.today}::date and e.channel = 'phone' then 0 else 1 end`
    : sql`0`
  // Without a plan nothing is better than its priority: where those of the highest are enough, no other campaign is looked into.
  const enough = plan ? sql`` : sql`order by r.priority desc fetch first ${sql.lit(few)} rows with ties`
  return sql`
    (select f.id, null::uuid as team_id, 3 as turn, ${later} as class, r.priority::float8 as worth, f.due_at
    from (select r.id, r.priority from running r where ${isFor(teamIds, able)} order by r.priority desc) r
    cross join lateral (
      select f.id, f.due_at ${fromCampaign(actor, able, due)}
      order by f.due_at, f.id limit ${sql.lit(few)}) f ${entry}
    ${enough})
    union all
    select f.id, f.team_id, 3, ${later}, f.priority, f.due_at
    from unnest(${asArray(teamIds)}::uuid[]) as t (id) cross join lateral (
      select f.id, f.team_id, f.priority, f.due_at from followup f
      where ${isForTeams(actor, sql`f.team_id = t.id`, able)} and ${isByHand} and ${due}
      order by f.priority desc, f.due_at, f.id limit ${sql.lit(few)}) f ${entry}`
}

// What was given away, or sent up, between the look and the lock is told by the conditions on the locked row itself.
async function lookedUp(
  tx: Tx,
  wanted: Wanted,
  look: Look,
  { atMost, hold }: { atMost: number; hold: RawBuilder<unknown> },
): Promise<FollowupRow[]> {
  const { actor, staffIds } = wanted
  const { rows } = await sql<FollowupRow>`
    with ${runningOf(actor)},
    candidate as materialized (${look(wanted)}),
    best as materialized (
    select f.*
    from (select * from candidate order by turn, class, worth desc, due_at, id) k
    cross join lateral (
      select f.* from followup f
      where f.org_id = ${actor.orgId} and f.id = k.id
        and f.state = 'waiting' and f.due_at <= ${actor.now}
        and (f.not_by is null or f.not_by <> any (${asArray(staffIds)}::uuid[]))
        and not f.with_supervisor and case when k.team_id is null then not f.moved else f.team_id = k.team_id end
        and ${isFree(wanted)}
      ${hold}) f
    order by k.turn, k.class, k.worth desc, k.due_at, k.id limit ${atMost})
    ${named(sql`best`)}`.execute(tx)
  return rows
}
