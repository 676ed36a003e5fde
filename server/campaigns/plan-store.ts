import { type RawBuilder, sql } from 'kysely'
import { isOfPartner } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { finishedPart, type Group } from '../segments/rules.ts'
import type { Festival } from './festival-reasons.ts'
import type { CampaignChannel, CampaignState, Purpose } from './rules.ts'
import { EVERYBODY, isWhole, type Sample } from './sample-rules.ts'
import type { TriggerKind } from './trigger-rules.ts'

/** What is needed to find out whom a campaign means and when. */
export interface CampaignPlan {
  id: string
  orgId: string
  branchId: string
  /** The campaign's branch with all below it: whose customers it means. */
  branchIds: string[]
  teamId: string
  scriptId: string
  name: string
  /** The number of the version in force; `null` while none was approved. */
  version: number | null
  purposes: Purpose[]
  reasonForCustomer: string
  triggerKind: TriggerKind
  fromDay: number
  toDay: number
  /** Which festivals, for that trigger alone. */
  festivals: Festival[]
  conditions: Group
  sample: Sample
  /** By what it reaches customers, the preferred channel first. */
  channels: CampaignChannel[]
  callerNumber: string
  priority: number
  maxAttempts: number
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate
  /** The organisation's, in which the days are counted. */
  timeZone: string
}

export type RunningCampaign = CampaignPlan

const PLAN = sql`
  select m.id, m.org_id as "orgId", m.branch_id as "branchId", m.team_id as "teamId", m.script_id as "scriptId", m.name,
    (select max(v.number) from campaign_version v
      where v.org_id = m.org_id and v.campaign_id = m.id and v.decision = 'approved') as version,
    m.purposes, m.reason_for_customer as "reasonForCustomer", m.trigger_kind as "triggerKind", m.from_day as "fromDay",
    m.to_day as "toDay", m.festivals, m.conditions, m.sample, m.channels, m.caller_number as "callerNumber", m.priority, m.max_attempts as "maxAttempts",
    m.valid_from as "validFrom", m.valid_until as "validUntil", o.time_zone as "timeZone",
    array(
      with recursive below as (
        select b.org_id, b.id from branch b where b.org_id = m.org_id and b.id = m.branch_id
        union all
        select b.org_id, b.id from branch b join below on b.org_id = below.org_id and b.parent_id = below.id
      )
      select id from below) as "branchIds"
  from campaign m join organisation o on o.id = m.org_id`

/** The campaigns that run and are valid today where the organisation is, most urgent first. */
export async function runningCampaigns(tx: Tx, orgId: string, now: Temporal.Instant): Promise<RunningCampaign[]> {
  const { rows } = await sql<RunningCampaign>`${PLAN}
    where m.org_id = ${orgId} and m.state = 'running'
      and (${now}::timestamptz at time zone o.time_zone)::date between m.valid_from and m.valid_until
    order by m.priority desc, m.created_at, m.id limit 5000`.execute(tx)
  return rows
}

/**
 * The plan of one campaign in any state that the actor can see; `undefined` outside his scope. What a draft leaves open
 * is open here too.
 */
export async function campaignPlan(tx: Tx, actor: Actor, campaignId: string): Promise<DraftPlan | undefined> {
  const { rows } = await sql<DraftPlan>`${PLAN}
    where m.org_id = ${actor.orgId} and m.id = ${campaignId} and ${isSeenBy(actor)}`.execute(tx)
  const plan = rows[0]
  return plan && { ...plan, conditions: finishedPart(plan.conditions) }
}

/** A plan that is still being written. */
export type DraftPlan = Omit<CampaignPlan, Open | 'version'> & { [K in Open]: CampaignPlan[K] | null }
type Open = 'triggerKind' | 'fromDay' | 'toDay' | 'teamId' | 'scriptId' | 'validFrom' | 'validUntil'

/**
 * A draft as far as it can be counted: `null` while trigger or days are missing. Without a whole sample everybody counts;
 * without days of validity it is counted
 * as valid from today on, for a year.
 */
export function countablePlan(plan: DraftPlan, now: Temporal.Instant): CountedPlan | null {
  const { triggerKind, fromDay, toDay } = plan
  const today = now.toZonedDateTimeISO(plan.timeZone).toPlainDate()
  if (triggerKind === null || fromDay === null || toDay === null || fromDay > toDay) return null
  const validFrom = plan.validFrom ?? today
  const sample = isWhole(plan.sample) ? plan.sample : EVERYBODY
  return {
    ...plan,
    sample,
    triggerKind,
    fromDay,
    toDay,
    validFrom,
    validUntil: plan.validUntil ?? validFrom.add({ years: 1 }),
  }
}

/** What a count needs: all of a plan but the team and the words. */
export type CountedPlan = Omit<CampaignPlan, 'teamId' | 'scriptId' | 'version'> & { teamId: string | null }

/** The branches a draft not saved yet would mean, and where its days are counted. */
export async function groundOfDraft(tx: Tx, orgId: string, branchId: string) {
  const { rows } = await sql<{ branchIds: string[]; timeZone: string }>`
    select o.time_zone as "timeZone", array(
      with recursive below as (
        select b.org_id, b.id from branch b where b.org_id = o.id and b.id = ${branchId}
        union all
        select b.org_id, b.id from branch b join below on b.org_id = below.org_id and b.parent_id = below.id
      )
      select id from below) as "branchIds"
    from organisation o where o.id = ${orgId}`.execute(tx)
  return rows[0]!
}

/** What agents and the hotline need to say about a campaign. */
export interface CampaignBrief {
  id: string
  name: string
  state: CampaignState
  purposes: Purpose[]
  reasonForCustomer: string
  callerNumber: string
  branchId: string
  teamId: string
  teamName: string
  scriptId: string
  priority: number
  maxAttempts: number
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate
  approvedBy: string | null
  approvedAt: Temporal.Instant | null
}

/** A campaign as it is told to agents and customers; `undefined` when it is unknown. `approvedBy` is a name. */
export async function campaignBrief(tx: Tx, orgId: string, campaignId: string): Promise<CampaignBrief | undefined> {
  const { rows } = await sql<CampaignBrief>`
    select m.id, m.name, m.state, m.purposes, m.reason_for_customer as "reasonForCustomer",
      m.caller_number as "callerNumber", m.branch_id as "branchId", m.team_id as "teamId", t.name as "teamName",
      m.script_id as "scriptId", m.priority, m.max_attempts as "maxAttempts", m.valid_from as "validFrom",
      m.valid_until as "validUntil", s.name as "approvedBy", m.approved_at as "approvedAt"
    from campaign m
    join team t on t.org_id = m.org_id and t.id = m.team_id
    left join staff s on s.org_id = m.org_id and s.id = m.approved_by
    where m.org_id = ${orgId} and m.id = ${campaignId}`.execute(tx)
  return rows[0]
}

/**
 * Which campaigns `m` an actor sees: of his branches and of those above; a partner those above only when a team of its
 * own works on them.
 */
export function isSeenBy(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`(m.branch_id = any (${[...actor.branchIds]}::uuid[])
    or (m.branch_id = any (${[...actor.ancestorIds]}::uuid[]) and (not ${isOfPartner(actor)}
      or exists (select from team t where t.org_id = m.org_id and t.id = m.team_id
        and t.branch_id = any (${[...actor.branchIds]}::uuid[])))))`
}
