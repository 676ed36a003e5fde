import { sql } from 'kysely'
import { campaignAudience, type RunningCampaign } from '../campaigns/index.ts'
import type { CampaignChannel } from '../campaigns/rules.ts'
import { isOccasion } from '../campaigns/trigger-rules.ts'
import { insertPlanDenials } from '../contacts/index.ts'
import { isMailable } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { EVERYONE } from '../segments/rules.ts'
import { plannedBefore } from './planned-store.ts'
import { beyondQuota, takenByStratum } from './quota-store.ts'
import { type FALLEN_OUT, QUEUES } from './rules.ts'

/** Lets the planners of a campaign plan one after the other; the constraints would hold anyway, at double the work. */
export async function holdPlanning(tx: Tx, campaignId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${campaignId}`}, 0))`.execute(tx)
}

const HAS_POINT_FOR = { phone: sql`p.customer_id is not null`, email: sql`w.customer_id is not null` }

/**
 * The state in which a follow-up begins: by the first channel of its campaign at which its customer has somewhere to be
 * reached.
 */
const bornAs = (channels: readonly CampaignChannel[]) =>
  sql`case ${sql.join(
    channels.map(channel => sql`when ${HAS_POINT_FOR[channel]} then ${sql.lit(QUEUES[channel])}`),
    sql` `,
  )} end`

/** What one round of planning did with the activities in a campaign's window. */
export type PlanCounts = Record<'activities' | 'planned' | (typeof FALLEN_OUT)[number], number>

/**
 * Plans the follow-ups of a campaign as of now: one for each activity (or festival) of its audience in the actor's
 * branches, and one at a time for each customer, the one whose window opened first; it waits for a call or to go by mail,
 * as its campaign prefers and its customer can be reached. What has nothing to be reached at, or a customer who is not to
 * be contacted, is closed at once, so that it is seen; it is opened again when that has changed in time.
 *
 * One statement whatever the size. Measured with 400,000 activities of 200,000 customers in the window beside 1,000,000
 * other follow-ups (PostgreSQL 18, two cores shared with other work): 21 to 36 s to add 210,000, most of it their foreign
 * keys and indexes; 4.7 s when all was planned before. Without `known` as a table of its own, which lets the joins be
 * hashed, and the memory for it, that round took 8 to 13 s. (docs/decisions/0026-planning-in-one-statement.md)
 */
export async function planCampaign(tx: Tx, actor: Actor, campaign: RunningCampaign): Promise<PlanCounts> {
  const { orgId, now } = actor
  const mine = sql`branch_id = any (${[...actor.branchIds]}::uuid[])`
  const inWindow = sql`(select count(*) from ${campaignAudience({ ...campaign, conditions: EVERYONE }, now)} w where w.${mine})`
  const [purpose] = campaign.purposes
  const unreached = campaign.channels.includes('phone') ? 'no-number' : 'no-address'
  const same = isOccasion(campaign.triggerKind) ? sql`customer_id, occasion_on` : sql`activity_id`
  await sql`set local work_mem = '64MB'`.execute(tx)
  const { rows } = await sql<PlanCounts & { fits: number }>`
    with due as materialized (select a.* from ${campaignAudience(campaign, now)} a where a.${mine}),
    known as materialized (${plannedBefore(campaign, now)}),
    judged as (
      select d.*, k.id as known_id, b.born, case
        when not k.can_open then 'before'
        when not d.drawn then 'not-drawn'
        when s.customer_id is not null then 'do-not-contact'
        when b.born is null then ${unreached}
        when l.customer_id is not null then 'waiting'
        else 'plan' end as fate
      from due d
      left join (select ${same}, id, can_open from known) k using (${same})
      left join known l on l.customer_id = d.customer_id and l.live
      left join (
        select distinct customer_id from do_not_contact
        where org_id = ${orgId} and lifted_at is null and expires_at is null
          and (purpose is null or purpose = ${purpose})) s on s.customer_id = d.customer_id
      left join (
        select distinct customer_id from contact_point where org_id = ${orgId} and dialable) p
        on p.customer_id = d.customer_id
      left join (
        select distinct n.customer_id from contact_point n
        where ${campaign.channels.includes('email')} and n.org_id = ${orgId} and ${isMailable(sql`n`)}) w
        on w.customer_id = d.customer_id
      cross join lateral (select ${bornAs(campaign.channels)} as born) b
    ),
    one_each as (
      select j.*, case
        when j.fate = 'plan' and row_number() over (
          partition by j.customer_id, j.fate order by j.due_at, j.activity_id) > 1 then 'waiting'
        else j.fate end as becomes
      from judged j
    ),
    taken as materialized (${takenByStratum(campaign, campaign.id)}),
    sorted as materialized (
      select o.customer_id, o.branch_id, o.activity_id, o.occasion_on, o.due_at, o.expires_at, o.known_id, o.born,
        case when ${beyondQuota(campaign, sql<boolean>`becomes = 'plan'`)} then 'not-drawn' else becomes end as fate
      from one_each o
    ),
    opened as (
      update followup f set state = s.born, channels = ${campaign.channels}, campaign_version = ${campaign.version},
        closed_reason = null, settled_at = null, due_at = greatest(s.due_at, ${now}), expires_at = s.expires_at
      from sorted s
      where f.org_id = ${orgId} and f.id = s.known_id and s.fate = 'plan'
    ),
    added as (
      insert into followup (org_id, customer_id, branch_id, team_id, campaign_id, campaign_version, activity_id,
        occasion_on, script_id, purpose, reason, priority, max_attempts, channels, state, closed_reason, settled_at, due_at,
        expires_at, created_at)
      select ${orgId}, customer_id, branch_id, ${campaign.teamId}, ${campaign.id}, ${campaign.version}, activity_id,
        occasion_on, ${campaign.scriptId}, ${purpose}, ${campaign.reasonForCustomer}, ${campaign.priority},
        ${campaign.maxAttempts}, ${campaign.channels}::text[], case when fate = 'plan' then born else 'closed' end,
        case when fate <> 'plan' then fate end, case when fate <> 'plan' then ${now}::timestamptz end,
        greatest(due_at, ${now}), expires_at, ${now}
      from sorted
      where known_id is null and fate in ('plan', 'no-number', 'no-address', 'do-not-contact')
      order by due_at, activity_id
      on conflict do nothing
    )
    select ${campaign.conditions.rules.length > 0 ? inWindow : sql`count(*)`} as activities,
      count(*) filter (where fate = 'plan') as planned, count(*) filter (where fate = 'before') as "plannedBefore",
      count(*) filter (where fate = 'not-drawn') as "notDrawn",
      count(*) filter (where fate = 'waiting') as "customerWaiting",
      count(*) filter (where fate = 'no-number') as "noNumber",
      count(*) filter (where fate = 'no-address') as "noAddress",
      count(*) filter (where fate = 'do-not-contact') as "doNotContact", count(*) as fits
    from sorted`.execute(tx)
  const { fits, ...counts } = rows[0]!
  return { ...counts, conditionsNotMet: counts.activities - fits }
}

const RULES_OF_CLOSED = sql`(values
  ('no-number', 'dialable-number', 'no-dialable-number'),
  ('no-address', 'usable-address', 'no-address'),
  ('do-not-contact', 'do-not-contact', 'do-not-contact')) r (closed_reason, rule, code)`

/** Writes down why follow-ups of a campaign were closed by the plan of this instant. */
export function logDenied(tx: Tx, actor: Actor, campaignId: string, policyVersion: number): Promise<void> {
  return insertPlanDenials(
    tx,
    actor,
    policyVersion,
    sql`select f.id as matter_id, f.customer_id, r.rule, r.code
      from followup f join ${RULES_OF_CLOSED} on r.closed_reason = f.closed_reason
      where f.org_id = ${actor.orgId} and f.campaign_id = ${campaignId} and f.state = 'closed'
        and f.created_at = ${actor.now}`,
  )
}
