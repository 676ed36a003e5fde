import { type RawBuilder, sql } from 'kysely'
import type { Purpose } from '../campaigns/rules.ts'
import type { ContactChannel } from '../contacts/channel-rules.ts'
import { currentRunId } from '../followups/index.ts'
import { isOfPartner } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { OUTCOMES, type Outcome } from './outcome-rules.ts'
import type { DayRow } from './store.ts'

export interface NamedDayRow extends DayRow {
  teamName: string
}

/**
 * What teams that the actor sees can do and have to on days of the plan in force, by the names of the teams. Of the branches
 * above, a partner sees no team's work.
 */
export async function namedDaysOf(
  tx: Tx,
  actor: Actor,
  given: { from: Temporal.PlainDate; to: Temporal.PlainDate; teamId?: string | undefined; teams: number },
): Promise<NamedDayRow[]> {
  const seen = sql`(t.branch_id = any (${[...actor.branchIds]}::uuid[])
    or t.branch_id = any (${[...actor.ancestorIds]}::uuid[]) and not ${isOfPartner(actor)})`
  const { rows } = await sql<NamedDayRow>`
    with run as materialized (${currentRunId(actor.orgId)}),
    shown as materialized (
      select t.id, t.name from team t
      where t.org_id = ${actor.orgId} and ${seen}
        and exists (select from plan_load l where l.org_id = t.org_id and l.run_id = (select id from run) and l.team_id = t.id)
        ${given.teamId ? sql`and t.id = ${given.teamId}` : sql``}
      order by t.name, t.id limit ${given.teams})
    select s.id as "teamId", s.name as "teamName", l.day, l.minutes, l.used, l.contacts, l.promised, l.service, l.price,
      l.mails
    from shown s
    join plan_load l on l.org_id = ${actor.orgId} and l.run_id = (select id from run) and l.team_id = s.id
      and l.day between ${given.from}::date and ${given.to}::date
    order by s.name, s.id, l.day`.execute(tx)
  return rows
}

/** The teams of a partner's own branches, which are all that he is told of; `undefined` for everyone else. */
export async function ownTeamsOfPartner(tx: Tx, actor: Actor): Promise<string[] | undefined> {
  const { rows } = await sql<{ teams: string[] | null }>`
    select case when ${isOfPartner(actor)} then array(
      select t.id from team t where t.org_id = ${actor.orgId} and t.branch_id = any (${[...actor.branchIds]}::uuid[])) end
      as teams`.execute(tx)
  return rows[0]?.teams ?? undefined
}

/** A follow-up that is in play beside another. */
export interface OtherRow {
  followupId: string
  customerId: string
  customerName: string
  purpose: Purpose
  campaignName: string | null
  plannedOn: Temporal.PlainDate | null
}

/** A contact of the plan: the follow-up it is made for, its purposes' worth and minutes summed up. */
export interface ContactRow {
  followupId: string
  customerId: string
  customerName: string
  branchName: string
  teamId: string
  teamName: string
  purpose: Purpose
  campaignId: string | null
  campaignName: string | null
  urgency: number
  /** What it is worth by itself; the order of the list. */
  ownValue: number
  value: number
  /** Without dialling and writing up. */
  minutes: number
  plannedOn: Temporal.PlainDate | null
  outcome: Outcome
  channel: ContactChannel
  /** What whoever calls must have. */
  needs: string[]
  expiresAt: Temporal.Instant
  other: OtherRow | null
  carries: { followupId: string; purpose: Purpose; campaignName: string | null }[]
  move: { id: string; day: string; reason: string; movedByName: string | null; movedAt: string } | null
}

export interface EntryFilter {
  day?: Temporal.PlainDate | undefined
  teamId?: string | undefined
  urgency?: number | undefined
  outcome?: Outcome | undefined
}

/** Follow-ups `o` that an entry `e` names, as JSON; nothing of those outside the actor's branches. */
export function otherOf(actor: Actor): RawBuilder<unknown> {
  return sql`(
    select json_build_object('followupId', o.id, 'customerId', o.customer_id, 'customerName', c.name, 'purpose', o.purpose,
      'campaignName', m.name, 'plannedOn', oe.planned_on)
    from followup o
    join customer c on c.org_id = o.org_id and c.id = o.customer_id
    left join campaign m on m.org_id = o.org_id and m.id = o.campaign_id
    left join plan_entry oe on oe.org_id = o.org_id and oe.run_id = e.run_id and oe.followup_id = o.id
    where o.org_id = e.org_id and o.id = e.other_followup_id and o.branch_id = any (${[...actor.branchIds]}::uuid[]))`
}

/** To which day a follow-up was moved, as JSON. */
export const moveOf = (followupId: RawBuilder<unknown>, orgId: string) => sql`(
  select json_build_object('id', p.id, 'day', p.day, 'reason', p.reason, 'movedByName', s.name, 'movedAt', p.moved_at)
  from plan_move p left join staff s on s.org_id = p.org_id and s.id = p.moved_by
  where p.org_id = ${orgId} and p.followup_id = ${followupId})`

interface Page {
  after: string[] | undefined
  limit: number
}

const order = sql`order by e.urgency, e.value desc, e.followup_id`
// The same, in the words of the index of a team's days: all are of one day, or of none.
const orderOfTeam = sql`order by e.planned_on, e.urgency, e.value desc, e.followup_id`

/**
 * Entries `e` of a page. Those without a day can be all but all of the plan, so of each outcome the first are taken from where
 * the page begins, in the order of an index.
 */
function entriesOn(actor: Actor, { day, teamId, urgency, outcome }: EntryFilter, { after, limit }: Page) {
  const ofTeam = teamId !== undefined && outcome === undefined
  const from = (more: RawBuilder<unknown>) => sql`(
    select e.* from plan_entry e
    where e.org_id = ${actor.orgId} and e.run_id = (${currentRunId(actor.orgId)})
      and e.branch_id = any (${[...actor.branchIds]}::uuid[]) and e.outcome <> 'carried'
      and ${day ? sql`e.planned_on = ${day}::date` : sql`e.planned_on is null`}
      ${teamId ? sql`and e.team_id = ${teamId}` : sql``}
      ${urgency === undefined ? sql`` : sql`and e.urgency = ${urgency}`} ${more} ${ofTeam ? orderOfTeam : order} limit ${limit + 1})`
  const page = (more: RawBuilder<unknown>) =>
    after
      ? sql.join(
          isAfter(after).map(range => from(sql`${range} ${more}`)),
          sql` union all `,
        )
      : from(more)
  if (day || ofTeam) return sql`select e.* from (${page(outcome ? sql`and e.outcome = ${outcome}` : sql``)}) e`
  const outcomes = outcome ? [outcome] : OUTCOMES.filter(one => one !== 'carried')
  return sql`
    select e.* from unnest(${asArray(outcomes)}::text[]) as o (outcome)
    cross join lateral (${page(sql`and e.outcome = o.outcome`)}) e`
}

// Two stretches, because one column goes down: each begins where the index leads.
const isAfter = ([urgency, value, id]: readonly string[]) => [
  sql`and e.urgency = ${urgency}::int and e.value <= ${value}::float8
    and (e.value < ${value}::float8 or e.followup_id > ${id}::uuid)`,
  sql`and e.urgency > ${urgency}::int`,
]

/** The contacts that the plan in force has on a day, or on none, in the actor's branches: the most urgent and worth most first. */
export async function contactsOn(tx: Tx, actor: Actor, filter: EntryFilter, page: Page): Promise<ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    with page as materialized (${entriesOn(actor, filter, page)} ${order} limit ${page.limit + 1})
    select e.followup_id as "followupId", e.customer_id as "customerId", c.name as "customerName", b.name as "branchName",
      e.team_id as "teamId", t.name as "teamName", f.purpose, f.campaign_id as "campaignId", m.name as "campaignName",
      e.urgency, e.value as "ownValue", e.value + coalesce(k.value, 0) as value, e.minutes + coalesce(k.minutes, 0) as minutes,
      e.planned_on as "plannedOn", e.outcome, e.channel, coalesce(e.needs, '{}') as needs, f.expires_at as "expiresAt", ${otherOf(actor)} as other,
      coalesce(k.carries, '[]') as carries, ${moveOf(sql`f.id`, actor.orgId)} as move
    from page e
    join followup f on f.org_id = e.org_id and f.id = e.followup_id
    join customer c on c.org_id = e.org_id and c.id = e.customer_id
    join branch b on b.org_id = e.org_id and b.id = e.branch_id
    join team t on t.org_id = e.org_id and t.id = e.team_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    left join lateral (
      select sum(x.value) as value, sum(x.minutes) as minutes,
        json_agg(json_build_object('followupId', y.id, 'purpose', y.purpose, 'campaignName', n.name) order by y.id) as carries
      from plan_entry x
      join followup y on y.org_id = x.org_id and y.id = x.followup_id
      left join campaign n on n.org_id = y.org_id and n.id = y.campaign_id
      where x.org_id = e.org_id and x.run_id = e.run_id and x.customer_id = e.customer_id and x.outcome = 'carried'
        and x.other_followup_id = e.followup_id) k on true
    ${order}`.execute(tx)
  return rows.map(row => ({ ...row, other: withDay(row.other) }))
}

/** Days within JSON come as texts. */
export function withDay<T extends { plannedOn: Temporal.PlainDate | null }>(row: T | null): T | null {
  return row && { ...row, plannedOn: row.plannedOn && Temporal.PlainDate.from(String(row.plannedOn)) }
}
