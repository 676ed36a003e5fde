import { sql } from 'kysely'
import type { Purpose } from '../campaigns/rules.ts'
import type { ContactChannel } from '../contacts/channel-rules.ts'
import { currentRunId, stateIn } from '../followups/index.ts'
import { QUEUED_STATES } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, asTexts, type Tx } from '../platform/database.ts'
import type { Outcome } from './outcome-rules.ts'

/** A follow-up whose contact is to be moved: itself the one it is made for, and how the plan in force has it. */
export interface MovableRow {
  followupId: string
  customerId: string
  customerName: string
  purpose: Purpose
  expiresAt: Temporal.Instant
  plannedOn: Temporal.PlainDate | null
  /** By what it is planned to be made. */
  channel: ContactChannel
  /** Which of those asked for its contact is for. */
  askedFor: string[]
}

/** The follow-ups that the contacts of these are made for, in the actor's branches and in the plan in force. */
export async function movable(tx: Tx, actor: Actor, followupIds: readonly string[]): Promise<MovableRow[]> {
  const run = sql`(${currentRunId(actor.orgId)})`
  const mine = sql`any (${[...actor.branchIds]}::uuid[])`
  const { rows } = await sql<MovableRow>`
    with asked as (
      select case when e.outcome = 'carried' then coalesce(e.other_followup_id, e.followup_id) else e.followup_id end as id,
        array_agg(e.followup_id) as ids
      from plan_entry e
      where e.org_id = ${actor.orgId} and e.run_id = ${run} and e.followup_id = any (${asArray(followupIds)}::uuid[])
        and e.branch_id = ${mine}
      group by 1)
    select f.id as "followupId", f.customer_id as "customerId", c.name as "customerName", f.purpose,
      f.expires_at as "expiresAt", e.planned_on as "plannedOn", e.channel, asked.ids as "askedFor"
    from asked
    join followup f on f.org_id = ${actor.orgId} and f.id = asked.id and ${stateIn(QUEUED_STATES)} and f.branch_id = ${mine}
    join plan_entry e on e.org_id = f.org_id and e.run_id = ${run} and e.followup_id = f.id
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    order by f.id`.execute(tx)
  return rows
}

/** How the plan in force has a contact of a customer: summed up over its purposes. */
export interface StandsRow {
  followupId: string
  customerId: string
  customerName: string
  purpose: Purpose
  campaignName: string | null
  teamId: string
  teamName: string
  urgency: number
  value: number
  plannedOn: Temporal.PlainDate | null
  outcome: Outcome
  channel: ContactChannel
  expiresAt: Temporal.Instant
  carries: { followupId: string; purpose: Purpose; campaignName: string | null }[]
}

/** The contacts that the plan in force has of customers. */
export async function contactsOfCustomers(tx: Tx, actor: Actor, customerIds: readonly string[]): Promise<StandsRow[]> {
  const { rows } = await sql<StandsRow>`
    select h.followup_id as "followupId", h.customer_id as "customerId", c.name as "customerName", f.purpose,
      m.name as "campaignName", h.team_id as "teamId", t.name as "teamName", h.urgency,
      h.value + coalesce(sum(x.value), 0) as value, h.planned_on as "plannedOn", h.outcome, h.channel, f.expires_at as "expiresAt",
      coalesce(json_agg(json_build_object('followupId', y.id, 'purpose', y.purpose, 'campaignName', n.name) order by y.id)
        filter (where y.id is not null), '[]') as carries
    from plan_entry h
    join followup f on f.org_id = h.org_id and f.id = h.followup_id
    join customer c on c.org_id = h.org_id and c.id = h.customer_id
    join team t on t.org_id = h.org_id and t.id = h.team_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    left join plan_entry x on x.org_id = h.org_id and x.run_id = h.run_id and x.customer_id = h.customer_id
      and x.outcome = 'carried' and x.other_followup_id = h.followup_id
    left join followup y on y.org_id = x.org_id and y.id = x.followup_id
    left join campaign n on n.org_id = y.org_id and n.id = y.campaign_id
    where h.org_id = ${actor.orgId} and h.run_id = (${currentRunId(actor.orgId)}) and h.outcome <> 'carried'
      and h.customer_id = any (${asArray(customerIds)}::uuid[])
    group by h.followup_id, h.customer_id, c.name, f.purpose, m.name, h.team_id, t.name, h.urgency, h.value, h.planned_on,
      h.outcome, h.channel, f.expires_at
    order by h.followup_id`.execute(tx)
  return rows
}

export interface YieldingRow {
  followupId: string
  customerId: string
  customerName: string
  purpose: Purpose
  campaignName: string | null
  teamId: string
  plannedOn: Temporal.PlainDate
  minutes: number
  /** What whoever makes it must have. */
  needs: string[]
  expiresAt: Temporal.Instant
}

/**
 * What of a team's day is least urgent and worth least by the minute, as much as makes up for so many minutes; a few dozen at
 * most. With needs only of what needs the same or more.
 * @param minutesPerContact dialling and writing up
 */
export async function yielding(
  tx: Tx,
  actor: Actor,
  day: {
    teamId: string
    day: Temporal.PlainDate
    needs: readonly string[]
    minutes: number
    minutesPerContact: number
  },
  without: readonly string[],
): Promise<YieldingRow[]> {
  const { rows } = await sql<YieldingRow>`
    select f.id as "followupId", f.customer_id as "customerId", c.name as "customerName", f.purpose, m.name as "campaignName",
      l.team_id as "teamId", l.planned_on as "plannedOn", l.minutes, l.needs, f.expires_at as "expiresAt"
    from (
      select o.*, sum(o.minutes) over (order by o.urgency desc, o.value / o.minutes, o.followup_id) - o.minutes as before
      from (
        select e.followup_id, e.team_id, e.planned_on, e.urgency, e.value, coalesce(e.needs, '{}') as needs,
          e.minutes + ${day.minutesPerContact}::float8 as minutes
        from plan_entry e
        where e.org_id = ${actor.orgId} and e.run_id = (${currentRunId(actor.orgId)}) and e.team_id = ${day.teamId}
          and e.planned_on = ${day.day}::date and e.outcome <> 'carried' and e.channel = 'phone'
          and coalesce(e.needs, '{}') @> ${asTexts(day.needs)}::text[] and e.followup_id <> all (${asArray(without)}::uuid[])) o) l
    join followup f on f.org_id = ${actor.orgId} and f.id = l.followup_id and f.branch_id = any (${[...actor.branchIds]}::uuid[])
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    where l.before < ${day.minutes}::float8
    order by l.before limit 50`.execute(tx)
  return rows
}

/** Begins what is only tried. */
export async function beginTrial(tx: Tx): Promise<void> {
  await sql`savepoint plan_trial`.execute(tx)
}

/** Takes back all that was done since the trial began. */
export async function endTrial(tx: Tx): Promise<void> {
  await sql`rollback to savepoint plan_trial`.execute(tx)
}
