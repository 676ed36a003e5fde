import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { ActivityKind } from '../activity/rules.ts'
import { isOfPartner } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Condition } from '../segments/rules.ts'
import type { Campaign } from './contract.ts'
import type { CampaignState, Purpose } from './rules.ts'

export type SeenCampaign = z.output<typeof Campaign> & { scriptId: string }

/** What a planner writes, after it was checked. */
export interface CampaignContent {
  name: string
  purposes: Purpose[]
  reasonForCustomer: string
  trigger: { kind: ActivityKind; fromDay: number; toDay: number }
  conditions: Condition[]
  teamId: string
  scriptId: string
  callerNumber: string
  priority: number
  maxAttempts: number
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate
}

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
  purposes: Purpose[]
  reasonForCustomer: string
  triggerKind: ActivityKind
  fromDay: number
  toDay: number
  conditions: Condition[]
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
    m.purposes, m.reason_for_customer as "reasonForCustomer", m.trigger_kind as "triggerKind", m.from_day as "fromDay",
    m.to_day as "toDay", m.conditions, m.caller_number as "callerNumber", m.priority, m.max_attempts as "maxAttempts",
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

/** The plan of one campaign in any state that the actor can see; `undefined` outside his scope. */
export async function campaignPlan(tx: Tx, actor: Actor, campaignId: string): Promise<CampaignPlan | undefined> {
  const { rows } = await sql<CampaignPlan>`${PLAN}
    where m.org_id = ${actor.orgId} and m.id = ${campaignId} and ${isSeenBy(actor)}`.execute(tx)
  return rows[0]
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
 * Which campaigns \`m\` an actor sees: of his branches and of those above; a partner those above only when a team of its
 * own works on them.
 */
export function isSeenBy(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`(m.branch_id = any (${[...actor.branchIds]}::uuid[])
    or (m.branch_id = any (${[...actor.ancestorIds]}::uuid[]) and (not ${isOfPartner(actor)}
      or exists (select from team t where t.org_id = m.org_id and t.id = m.team_id
        and t.branch_id = any (${[...actor.branchIds]}::uuid[])))))`
}

async function seenCampaigns(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<SeenCampaign[]> {
  const { rows } = await sql<SeenCampaign>`
    select m.id, m.name, m.purposes, m.reason_for_customer as "reasonForCustomer",
      jsonb_build_object('kind', m.trigger_kind, 'fromDay', m.from_day, 'toDay', m.to_day) as trigger,
      m.team_id as "teamId", t.name as "teamName", m.script_id as "scriptId", k.name as "scriptName", m.priority,
      m.max_attempts as "maxAttempts", m.valid_from as "validFrom", m.valid_until as "validUntil", m.conditions,
      m.caller_number as "callerNumber", m.state, m.version, m.branch_id as "branchId",
      jsonb_build_object('id', author.id, 'name', author.name) as "createdBy", m.created_at as "createdAt",
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name, s.id) from staff s
        where s.org_id = m.org_id and s.id = any (m.planned_by)) as "plannedBy",
      m.submitted_at as "submittedAt", m.approved_at as "approvedAt", m.returned_note as "returnedNote",
      case when approver.id is not null
        then jsonb_build_object('id', approver.id, 'name', approver.name) end as "approvedBy",
      m.branch_id = any (${[...actor.branchIds]}::uuid[]) as own
    from campaign m
    join team t on t.org_id = m.org_id and t.id = m.team_id
    join script k on k.org_id = m.org_id and k.id = m.script_id
    join staff author on author.org_id = m.org_id and author.id = m.created_by
    left join staff approver on approver.org_id = m.org_id and approver.id = m.approved_by
    where m.org_id = ${actor.orgId} and ${isSeenBy(actor)} ${rest}`.execute(tx)
  return rows
}

/** Campaigns of the actor's branches and those above, newest first; one row more than the page holds. */
export function campaignPage(
  tx: Tx,
  actor: Actor,
  query: { cursor?: string | undefined; limit: number; state?: CampaignState | undefined },
): Promise<SeenCampaign[]> {
  const after = unpackCursor(query.cursor, ['instant', 'id'])
  return seenCampaigns(
    tx,
    actor,
    sql`${query.state ? sql`and m.state = ${query.state}` : sql``}
      ${after ? sql`and (m.created_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by m.created_at desc, m.id desc limit ${query.limit + 1}`,
  )
}

/** A campaign as the actor sees it; `undefined` outside his scope. */
export async function seenCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign | undefined> {
  return (await seenCampaigns(tx, actor, sql`and m.id = ${campaignId}`))[0]
}

export interface LockedCampaign {
  id: string
  state: CampaignState
  version: number
  scriptId: string
  plannedBy: string[]
  validUntil: Temporal.PlainDate
}

/** A campaign of the actor's own branches, held until his transaction ends, so that of two people only one goes on. */
export async function lockCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<LockedCampaign | undefined> {
  const { rows } = await sql<LockedCampaign>`
    select id, state, version, script_id as "scriptId", planned_by as "plannedBy", valid_until as "validUntil"
    from campaign
    where org_id = ${actor.orgId} and id = ${campaignId} and branch_id = any (${[...actor.branchIds]}::uuid[])
    for update`.execute(tx)
  return rows[0]
}

/** Whether a team is in a branch of the actor or above, and a script exists. */
export async function teamAndScriptAreKnown(tx: Tx, actor: Actor, teamId: string, scriptId: string) {
  const { rows } = await sql<{ team: boolean; script: boolean }>`
    select exists (select from team where org_id = ${actor.orgId} and id = ${teamId}
        and branch_id = any (${[...actor.branchIds, ...actor.ancestorIds]}::uuid[])) as team,
      exists (select from script where org_id = ${actor.orgId} and id = ${scriptId}) as script`.execute(tx)
  return rows[0]!
}

function columnsOf(content: CampaignContent) {
  return {
    name: content.name,
    purposes: content.purposes,
    reason_for_customer: content.reasonForCustomer,
    trigger_kind: content.trigger.kind,
    from_day: content.trigger.fromDay,
    to_day: content.trigger.toDay,
    conditions: JSON.stringify(content.conditions),
    team_id: content.teamId,
    script_id: content.scriptId,
    caller_number: content.callerNumber,
    priority: content.priority,
    max_attempts: content.maxAttempts,
    valid_from: content.validFrom,
    valid_until: content.validUntil,
  }
}

export async function insertCampaign(
  tx: Tx,
  row: { orgId: string; branchId: string; by: string; at: Temporal.Instant; content: CampaignContent },
): Promise<string> {
  const { id } = await tx
    .insertInto('campaign')
    .values({
      ...columnsOf(row.content),
      org_id: row.orgId,
      branch_id: row.branchId,
      state: 'draft',
      created_by: row.by,
      planned_by: [row.by],
      created_at: row.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes new content into a locked draft; who did so counts among its planners. */
export async function rewriteCampaign(tx: Tx, actor: Actor, campaign: LockedCampaign, content: CampaignContent) {
  await tx
    .updateTable('campaign')
    .set({
      ...columnsOf(content),
      version: campaign.version + 1,
      planned_by: [...new Set([...campaign.plannedBy, actor.staffId!])],
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', campaign.id)
    .execute()
}

export interface Step {
  state: CampaignState
  submitted_at?: Temporal.Instant | null
  planned_by?: string[]
  approved_by?: string
  approved_at?: Temporal.Instant
  returned_note?: string | null
}

/** Moves a locked campaign on. */
export async function writeStep(tx: Tx, actor: Actor, campaignId: string, step: Step): Promise<void> {
  await tx.updateTable('campaign').set(step).where('org_id', '=', actor.orgId).where('id', '=', campaignId).execute()
}
