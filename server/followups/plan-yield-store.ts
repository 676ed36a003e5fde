import { sql } from 'kysely'
import { type CountedPlan, campaignWindows } from '../campaigns/index.ts'
import type { CampaignChannel } from '../campaigns/rules.ts'
import { isOccasion, TRIGGERS } from '../campaigns/trigger-rules.ts'
import type { Policy } from '../contacts/rules.ts'
import { isMailable } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { DAYS_AHEAD, type Experience, type Span, type YieldReason } from './plan-yield-rules.ts'
import { plannedBefore } from './planned-store.ts'
import { beyondQuota, takenByStratum } from './quota-store.ts'
import { OPEN_STATES, OUTCOMES } from './rules.ts'
import { stateIn } from './situation-store.ts'

/** A yield may take this long; a planner waits no longer, and the database has other work. */
export const SECONDS_TO_COUNT = 8
const ELIGIBLE_DAYS = 365
const EXPERIENCE_DAYS = 90
const EXAMPLES = 3
/** A complaint so soon after a call is counted as caused by it. */
const COMPLAINS_WITHIN_DAYS = 7

/** Lets the statements of this transaction take so long at most; PostgreSQL cancels one that takes longer. */
export async function limitCounting(tx: Tx): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(SECONDS_TO_COUNT * 1000)}, true)`.execute(tx)
}

/** Whether PostgreSQL cancelled a statement because it took too long. */
export function tookTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}

export interface YieldRow {
  /** `null`: called. */
  reason: YieldReason | null
  customers: number
  until: Temporal.Instant | null
  examples: { id: string; name: string; branchName: string }[]
}

export interface Yield {
  inMoment: number
  rows: YieldRow[]
  spans: (Span & { byMail: boolean })[]
  later: { held: number; otherCampaign: number }
}

/** The fates of planning, asked in its order (`planCampaign`), and then what the ledger and the other campaigns say. */
const fatesBy = (channels: readonly CampaignChannel[]) => sql`case
  when not d.fits then 'conditions'
  when d.known_id is not null and not d.can_open then 'planned-before'
  when not d.drawn then 'not-drawn'
  when d.stopped then 'do-not-contact'
  when d.addresses = 0 and ${!channels.includes('phone')} then 'no-address'
  when d.addresses = 0 and d.points = 0 then 'no-phone'
  when d.addresses = 0 and d.dialable = 0 then 'all-wrong'
  when d.live then 'customer-waiting'
  when not d.of_team then 'outside-team'
  when d.held_until >= d.expires_at then 'held'
  when d.other_until >= d.expires_at then 'other-campaign'
  end`

/** Whether one goes by mail: the campaign prefers that, or nobody can call. */
const byMail = (channels: readonly CampaignChannel[]) =>
  sql<boolean>`addresses > 0 and (${channels[0] === 'email'} or dialable = 0)`

/**
 * What becomes of each customer at a campaign's right moment, today or within fourteen days: once for each, the matter
 * that would be planned first, else the first that falls out. One statement whatever the size.
 * @param campaign `id` is `null` for one that was never saved
 */
export async function yieldOf(
  tx: Tx,
  actor: Actor,
  campaign: Omit<CountedPlan, 'id'> & { id: string | null },
  policy: Policy,
): Promise<Yield> {
  const { orgId, now } = actor
  const [purpose = null] = campaign.purposes
  const zone = sql`${campaign.timeZone}::text`
  const today = now.toZonedDateTimeISO(campaign.timeZone).toPlainDate()
  const same = isOccasion(campaign.triggerKind) ? sql`customer_id, occasion_on` : sql`activity_id`
  const capSince = now.subtract({ hours: 24 * policy.capDays })
  const dayOf = (moment: unknown) => sql`((${moment} at time zone ${zone})::date - ${today}::date)`
  await sql`set local work_mem = '64MB'`.execute(tx)
  const { rows } = await sql<Omit<Yield, 'rows'> & { rows: (Omit<YieldRow, 'until'> & { until: string | null })[] }>`
    with at_hand as materialized (
      select w.* from ${campaignWindows({ ...campaign, id: campaign.id ?? '' }, now, DAYS_AHEAD)} w
      where w.branch_id = any (${[...actor.branchIds]}::uuid[])),
    person as materialized (select distinct customer_id from at_hand),
    known as (${plannedBefore(campaign, now)}),
    stop as (
      select customer_id, bool_or(expires_at is null) as stopped, max(expires_at) as until from do_not_contact
      where org_id = ${orgId} and lifted_at is null and (expires_at is null or expires_at > ${now})
        and (purpose is null or purpose = ${purpose}::text) group by 1),
    point as (
      select n.customer_id, count(*) as points, count(*) filter (where n.dialable) as dialable
      from contact_point n join person using (customer_id)
      where n.org_id = ${orgId} and n.kind = 'phone' and n.ended_at is null group by 1),
    address as (
      select n.customer_id, count(*) as addresses
      from contact_point n join person using (customer_id)
      where ${campaign.channels.includes('email')} and n.org_id = ${orgId} and ${isMailable(sql`n`)} group by 1),
    made as (
      select c.customer_id, max(c.quiet_until) as quiet_until,
        (array_agg(coalesce(c.dialled_at, c.reserved_at) order by coalesce(c.dialled_at, c.reserved_at) desc)
          filter (where c.conversed))[${policy.capConversations}::int] as nth_conversation,
        (array_agg(coalesce(c.dialled_at, c.reserved_at) order by coalesce(c.dialled_at, c.reserved_at) desc))[
          ${policy.capAttempts}::int] as nth_attempt
      from contact c
      where c.org_id = ${orgId} and c.state <> 'cancelled' and (c.quiet_until > ${now} or c.reserved_at > ${capSince})
      group by 1),
    other as (
      select f.customer_id, greatest(max(f.due_at), ${now}) + make_interval(days => ${policy.gapDays}::int) as until
      from followup f
      where f.org_id = ${orgId} and ${stateIn(OPEN_STATES)} and f.campaign_id is not null
        and f.campaign_id is distinct from ${campaign.id}::uuid and f.priority >= ${campaign.priority}::int
      group by 1),
    team_branch as (
      with recursive below as (
        select t.org_id, t.branch_id as id from team t where t.org_id = ${orgId} and t.id = ${campaign.teamId}::uuid
        union all
        select b.org_id, b.id from branch b join below on b.org_id = below.org_id and b.parent_id = below.id
      )
      select id from below),
    matter as (
      select a.*, k.id as known_id, k.can_open, coalesce(s.stopped, false) as stopped, coalesce(p.points, 0) as points,
        coalesce(p.dialable, 0) as dialable, coalesce(w.addresses, 0) as addresses, l.customer_id is not null as live,
        ${campaign.teamId}::uuid is null or a.branch_id in (select id from team_branch) as of_team,
        greatest(case when m.quiet_until > ${now} then m.quiet_until end, s.until,
          m.nth_conversation + make_interval(days => ${policy.capDays}::int),
          m.nth_attempt + make_interval(days => ${policy.capDays}::int)) as held_until, o.until as other_until
      from at_hand a
      left join (select ${same}, id, can_open from known) k using (${same})
      left join (select distinct customer_id from known where live) l on l.customer_id = a.customer_id
      left join stop s on s.customer_id = a.customer_id
      left join point p on p.customer_id = a.customer_id
      left join address w on w.customer_id = a.customer_id
      left join made m on m.customer_id = a.customer_id
      left join other o on o.customer_id = a.customer_id),
    judged as (
      select d.*, ${fatesBy(campaign.channels)} as reason,
        greatest(d.due_at, ${now}, d.held_until, d.other_until) as free_at
      from matter d),
    one_each as (
      select distinct on (customer_id) * from judged
      order by customer_id, reason is null desc, fits desc, due_at, activity_id),
    taken as materialized (${takenByStratum(campaign, campaign.id)}),
    customer_fate as materialized (
      select customer_id, due_at, expires_at, held_until, other_until, free_at, ${byMail(campaign.channels)} as by_mail,
        case when ${beyondQuota(campaign, sql<boolean>`reason is null`)} then 'not-drawn' else reason end as reason
      from one_each o),
    numbered as (
      select f.*, row_number() over (partition by reason order by due_at, customer_id) as place from customer_fate f)
    select
      (select count(*) from person) as "inMoment",
      (select coalesce(jsonb_agg(r), '[]') from (
        select n.reason, count(*) as customers,
          min(case n.reason when 'held' then n.held_until when 'other-campaign' then n.other_until end) as until,
          coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'branchName', b.name) order by n.place)
            filter (where n.place <= ${EXAMPLES} and n.reason is not null), '[]') as examples
        from numbered n
        left join customer c on n.place <= ${EXAMPLES} and c.org_id = ${orgId} and c.id = n.customer_id
        left join branch b on b.org_id = ${orgId} and b.id = c.branch_id
        group by n.reason) r) as rows,
      (select coalesce(jsonb_agg(s), '[]') from (
        select ${dayOf(sql`free_at`)} as "from",
          ${dayOf(sql`(expires_at - interval '1 microsecond')`)} as last, by_mail as "byMail",
          count(*) as customers
        from customer_fate where reason is null group by 1, 2, 3) s) as spans,
      (select jsonb_build_object(
          'held', count(*) filter (where held_until > greatest(due_at, ${now})),
          'otherCampaign', count(*) filter (where other_until > greatest(due_at, ${now})
            and held_until > greatest(due_at, ${now}) is not true))
        from customer_fate where reason is null) as later`.execute(tx)
  const { inMoment, spans, later, rows: found } = rows[0]!
  return {
    inMoment,
    spans,
    later,
    rows: found.map(row => ({ ...row, until: row.until === null ? null : Temporal.Instant.from(row.until) })),
  }
}

/**
 * Customers of a campaign's branches for whom its trigger has happened within a year; all of them for a festival; for a
 * birthday those who have one on file.
 */
export async function eligibleOf(tx: Tx, actor: Actor, campaign: CountedPlan | Omit<CountedPlan, 'id'>) {
  const { basis, activities } = TRIGGERS[campaign.triggerKind]
  const branches = sql`c.merged_into is null and c.branch_id = any (${campaign.branchIds}::uuid[])
    and c.branch_id = any (${[...actor.branchIds]}::uuid[])`
  const since = actor.now.subtract({ hours: 24 * ELIGIBLE_DAYS })
  const { rows } = await sql<{ customers: number }>`
    select count(*) as customers from customer c
    where c.org_id = ${actor.orgId} and ${branches} and ${
      basis === 'festival'
        ? sql`true`
        : basis === 'birthday'
          ? sql`c.kind = 'person' and c.birth_day is not null`
          : sql`c.id in (select a.customer_id from activity a where a.org_id = ${actor.orgId}
            and a.kind = any (${[...activities]}::text[]) and a.happened_at > ${since} and a.happened_at <= ${actor.now})`
    }`.execute(tx)
  return rows[0]!.customers
}

/** What the organisation's follow-ups of the last ninety days came to, of those that were attempted and ended. */
export async function experienceOf(tx: Tx, actor: Actor): Promise<Experience> {
  const since = actor.now.subtract({ hours: 24 * EXPERIENCE_DAYS })
  const conversed = Object.entries(OUTCOMES).flatMap(([code, outcome]) => (outcome.conversed ? [code] : []))
  const { rows } = await sql<Experience>`
    with ended as (
      select f.id, f.last_outcome in ('completed', 'partial') as completed,
        f.last_outcome = 'asked-not-to-call' or exists (
          select from activity c where c.org_id = f.org_id and c.customer_id = f.customer_id and c.kind = 'complaint'
            and c.happened_at > f.settled_at
            and c.happened_at <= f.settled_at + make_interval(days => ${COMPLAINS_WITHIN_DAYS})) as complained, w.*
      from followup f cross join lateral (
        select bool_or(a.outcome = any (${conversed}::text[])) as reached,
          coalesce(sum(extract(epoch from a.ended_at - a.started_at)) filter (where not a.carried), 0) / 60 as minutes
        from attempt a where a.org_id = f.org_id and a.followup_id = f.id) w
      where f.org_id = ${actor.orgId} and f.settled_at > ${since} and f.settled_at <= ${actor.now} and f.attempts > 0)
    select count(*) as followups, count(*) filter (where reached) as reached,
      count(*) filter (where completed) as completed, count(*) filter (where complained) as complained,
      coalesce(avg(minutes), 0)::float8 as minutes, coalesce(stddev_samp(minutes), 0)::float8 as "minutesSpread"
    from ended`.execute(tx)
  return rows[0]!
}

/** How many work in a team, and what waits for it from other campaigns at least as urgent. */
export async function teamLoad(
  tx: Tx,
  orgId: string,
  given: { teamId: string; campaignId: string | null; priority: number },
): Promise<{ agents: number; waiting: number }> {
  const { rows } = await sql<{ agents: number; waiting: number }>`
    select (select count(*) from team_member m join staff s on s.org_id = m.org_id and s.id = m.staff_id
        where m.org_id = ${orgId} and m.team_id = ${given.teamId} and s.deactivated_at is null
          and s.roles && array['agent', 'partner-agent', 'supervisor', 'owner']) as agents,
      (select count(*) from followup f where f.org_id = ${orgId} and f.team_id = ${given.teamId}
        and f.state = 'waiting' and f.priority >= ${given.priority}::int
        and f.campaign_id is distinct from ${given.campaignId}::uuid) as waiting`.execute(tx)
  return rows[0]!
}
