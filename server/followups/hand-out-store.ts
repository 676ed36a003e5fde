import { type RawBuilder, sql } from 'kysely'
import { isOfPartner } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { type Able, ableColumns, hasSkillsOf, isAbleTo, speaksFor } from './needs-store.ts'
import { isHeld } from './situation-store.ts'
import type { FollowupRow } from './store.ts'

/** Counting stops here for each campaign. */
const COUNT_TO = 200
const LOOK_THROUGH_FOR_LANGUAGE = 4000

type Handed = Pick<FollowupRow, 'id' | 'handedTo' | 'leaseUntil'>

/** What the desk asks of an agent first. */
export interface AgentAtDesk {
  teamIds: string[]
  /** The organisation's. */
  timeZone: string
  /** Whether he works for a partner, and so sees the work of his own teams alone. */
  partner: boolean
  hasOneInHand: boolean
  /** What he speaks and can do: what needs more is not for him. */
  able: Able
  /** What hand-out follows; `null` where nothing was planned for today. */
  plan: PlanAtDesk | null
}

/** The plan in force, as far as it reaches over today; days are those of the organisation. */
export interface PlanAtDesk {
  runId: string
  firstDay: Temporal.PlainDate
  today: Temporal.PlainDate
}

export async function agentAtDesk(tx: Tx, actor: Actor): Promise<AgentAtDesk> {
  const [agent] = await agentsAtDesk(tx, actor, [actor.staffId!])
  return agent!
}

/** As `agentAtDesk`, of several of the actor's branch and roles, in their order. */
export async function agentsAtDesk(tx: Tx, actor: Actor, staffIds: readonly string[]): Promise<AgentAtDesk[]> {
  const { rows } = await sql<Omit<AgentAtDesk, 'plan' | 'able'> & PlanAtDesk & Able>`
    select array(select m.team_id from team_member m where m.org_id = o.id and m.staff_id = s.id order by m.team_id)
        as "teamIds", ${ableColumns},
      o.time_zone as "timeZone", ${isOfPartner(actor)} as partner,
      h.id is not null as "hasOneInHand",
      p.id as "runId", p.first_day as "firstDay", (${actor.now}::timestamptz at time zone o.time_zone)::date as today
    from organisation o left join lateral (
      select r.id, r.first_day, r.days from plan_run r
      where r.org_id = o.id and r.phase = 'done' order by r.finished_at desc, r.id desc limit 1) p
      on (${actor.now}::timestamptz at time zone o.time_zone)::date < p.first_day + p.days
    cross join unnest(${asArray(staffIds)}::uuid[]) with ordinality as asked (id, n)
    join staff s on s.org_id = o.id and s.id = asked.id
    left join lateral (
      select f.id from followup f
      where f.org_id = o.id and f.handed_to = s.id and f.state = 'handed-out' limit 1) h on true
    where o.id = ${actor.orgId} order by asked.n`.execute(tx)
  return rows.map(({ runId, firstDay, today, languages, skills, isSpoken, ...agent }) => ({
    ...agent,
    able: { languages, skills, isSpoken },
    plan: runId ? { runId, firstDay, today } : null,
  }))
}

/** What waits for an agent. `due` counts what is due now; `nextDueAt` is when the next becomes due. */
export interface Queue {
  due: number
  waiting: number
  held: number
  nextDueAt: Temporal.Instant | null
}

/** What waits for an agent's teams in his branches and is for him; counting stops at two hundred for each campaign. */
export async function queueOf(
  tx: Tx,
  actor: Actor,
  { teamIds, able }: Pick<AgentAtDesk, 'teamIds' | 'able'>,
): Promise<Queue> {
  const columns = sql`f.due_at, ${isHeld(actor.now)} as held`
  const sums = sql`count(*) as waiting, count(*) filter (where due_at <= ${actor.now}) as due,
    count(*) filter (where held) as held, min(due_at) filter (where due_at > ${actor.now}) as next`
  const { rows } = await sql<Queue>`
    with ${runningOf(actor)},
    other as (
      (select ${columns} from followup f
        where ${isForTeams(actor, ofTeams(teamIds), able)} and ${isAppointment} order by f.due_at limit ${sql.lit(COUNT_TO)})
      union all
      (select ${columns} from followup f
        where ${isGivenTo(actor, sql`${actor.staffId}`)} order by f.due_at limit ${sql.lit(COUNT_TO)})
      union all
      (select ${columns} from followup f
        where ${isForTeams(actor, ofTeams(teamIds), able)} and ${isByHand} limit ${sql.lit(COUNT_TO)})),
    part as (
      select ${sums} from other
      union all
      select d.due + l.waiting, d.due, l.held, l.next
      from running r
      cross join lateral (
        select count(*) as due from (
          select ${fromCampaign(actor, able, sql`f.due_at <= ${actor.now}`)} limit ${sql.lit(COUNT_TO)}) f) d
      cross join lateral (
        select ${sums} from (
          select ${columns} ${fromCampaign(actor, able, sql`f.due_at > ${actor.now}`)}
          order by f.due_at limit ${sql.lit(COUNT_TO)} - d.due) f) l
      where ${isFor(teamIds, able)})
    select sum(due)::int as due, sum(waiting)::int as waiting, sum(held)::int as held, min(next) as "nextDueAt"
    from part`.execute(tx)
  return rows[0]!
}

/** The campaigns that run today where the organisation is: few, so each is looked into by itself. */
export function runningOf(actor: Actor): RawBuilder<unknown> {
  return sql`running as materialized (
    select m.id, m.priority, m.team_id, m.skills from campaign m join organisation o on o.id = m.org_id
    where m.org_id = ${actor.orgId} and m.state = 'running'
      and (${actor.now}::timestamptz at time zone o.time_zone)::date between m.valid_from and m.valid_until)`
}

/** Whether a campaign `r` is one of somebody's teams, and he has the skills it asks for. */
export function isFor(teamIds: readonly string[], able: Able): RawBuilder<unknown> {
  return sql`r.team_id = any (${[...teamIds]}::uuid[]) and ${hasSkillsOf(sql`r`, able)}`
}

/**
 * From the follow-ups `f` of campaign `r` that wait, due as asked. Where customers speak several languages, the first so
 * many are looked through for those whose language somebody speaks.
 */
export function fromCampaign(actor: Actor, able: Able, isDue: RawBuilder<unknown>): RawBuilder<unknown> {
  const all = sql`from followup f
    where f.org_id = ${actor.orgId} and f.campaign_id = r.id and f.state = 'waiting' and f.appointment_at is null
      and f.assigned_to is null and not f.with_supervisor and not f.moved
      and f.branch_id = any (${[...actor.branchIds]}::uuid[]) and ${isDue}`
  if (!able.isSpoken) return all
  return sql`from (select f.* ${all} order by f.due_at, f.id limit ${sql.lit(LOOK_THROUGH_FOR_LANGUAGE)}) f
    where ${speaksFor(able)}`
}

export const ofTeams = (teamIds: readonly string[]) => sql`f.team_id = any (${[...teamIds]}::uuid[])`

/**
 * Whether a follow-up `f` waits for some teams and asks for nothing that somebody does not have. Each team is asked by
 * itself for its first few, so that the index gives them in order.
 */
export function isForTeams(actor: Actor, ofTeam: RawBuilder<unknown>, able: Able): RawBuilder<unknown> {
  return sql`f.org_id = ${actor.orgId} and f.state = 'waiting' and ${ofTeam} and ${isAbleTo(able)}
    and not f.with_supervisor
    and (f.campaign_id is null or f.campaign_id in (select id from running r where ${hasSkillsOf(sql`r`, able)}))
    and f.branch_id = any (${[...actor.branchIds]}::uuid[])`
}

/** Whether a follow-up `f` waits that a supervisor gave an agent by name; it is his, whatever his teams and its needs. */
export function isGivenTo(actor: Actor, staffId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`f.org_id = ${actor.orgId} and f.state = 'waiting' and f.assigned_to = ${staffId}
    and f.assigned_to is not null and f.appointment_at is null and not f.with_supervisor and ${mayRun}
    and f.branch_id = any (${[...actor.branchIds]}::uuid[])`
}

const mayRun = sql`(f.campaign_id is null or f.campaign_id in (select id from running))`
export const isAppointment = sql`f.appointment_at is not null`
export const isByHand = sql`f.appointment_at is null and (f.campaign_id is null or f.moved) and f.assigned_to is null`

/** Writes down in whose hands follow-ups that are held are now, and until when. */
export async function handTo(tx: Tx, handed: readonly { actor: Actor; followup: Handed }[]): Promise<void> {
  const given = handed.map(({ followup: { id, handedTo, leaseUntil } }) => ({ id, handedTo, leaseUntil }))
  await sql`
    update followup f set state = 'handed-out', handed_to = g."handedTo", lease_until = g."leaseUntil", held = '[]'
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (id uuid, "handedTo" uuid, "leaseUntil" timestamptz)
    where f.org_id = ${handed[0]!.actor.orgId} and f.id = g.id`.execute(tx)
}
