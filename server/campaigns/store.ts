import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import { type CampaignContent, contentOfKept, type KeptContent, seenOfKept } from './content.ts'
import type { Campaign } from './contract.ts'
import { isSeenBy } from './plan-store.ts'
import type { CampaignState, RevisionState } from './rules.ts'

export type SeenCampaign = z.output<typeof Campaign>

type SeenRow = Omit<SeenCampaign, 'revision'> & {
  revision: (Omit<NonNullable<SeenCampaign['revision']>, 'content' | 'submittedAt'> & { content: KeptContent }) | null
  revisionSubmittedAt: Temporal.Instant | null
}

const planners = (ids: RawBuilder<unknown>) => sql`(
  select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name, s.id) from staff s
  where s.org_id = m.org_id and s.id = any (${ids}))`

async function seenCampaigns(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<SeenCampaign[]> {
  const { rows } = await sql<SeenRow>`
    select m.id, m.name, m.purposes, m.reason_for_customer as "reasonForCustomer",
      m.expected_effect as "expectedEffect", jsonb_build_object('id', boss.id, 'name', boss.name) as owner,
      jsonb_build_object('kind', m.trigger_kind, 'fromDay', m.from_day, 'toDay', m.to_day, 'festivals', m.festivals)
        as trigger,
      m.team_id as "teamId", t.name as "teamName", m.script_id as "scriptId", k.name as "scriptName", m.priority,
      m.max_attempts as "maxAttempts", m.valid_from as "validFrom", m.valid_until as "validUntil", m.conditions, m.sample,
      m.channels, m.mail, m.caller_number as "callerNumber", m.skills, m.state, m.version, m.branch_id as "branchId",
      jsonb_build_object('id', author.id, 'name', author.name) as "createdBy", m.created_at as "createdAt",
      ${planners(sql`m.planned_by`)} as "plannedBy",
      m.submitted_at as "submittedAt", m.approved_at as "approvedAt", m.returned_note as "returnedNote",
      case when approver.id is not null
        then jsonb_build_object('id', approver.id, 'name', approver.name) end as "approvedBy",
      m.submissions, m.revision_submitted_at as "revisionSubmittedAt",
      case when m.revision is not null then jsonb_build_object('state', m.revision_state,
        'plannedBy', ${planners(sql`m.revision_planned_by`)}, 'returnedNote', m.revision_note,
        'content', m.revision || jsonb_build_object(
          'ownerName', (select name from staff where org_id = m.org_id and id = (m.revision ->> 'ownerId')::uuid),
          'teamName', (select name from team where org_id = m.org_id and id = (m.revision ->> 'teamId')::uuid),
          'scriptName', (select name from script where org_id = m.org_id and id = (m.revision ->> 'scriptId')::uuid)))
        end as revision,
      m.branch_id = any (${[...actor.branchIds]}::uuid[]) as own
    from campaign m
    left join team t on t.org_id = m.org_id and t.id = m.team_id
    left join script k on k.org_id = m.org_id and k.id = m.script_id
    join staff boss on boss.org_id = m.org_id and boss.id = m.owner_id
    join staff author on author.org_id = m.org_id and author.id = m.created_by
    left join staff approver on approver.org_id = m.org_id and approver.id = m.approved_by
    where m.org_id = ${actor.orgId} and ${isSeenBy(actor)} ${rest}`.execute(tx)
  return rows.map(({ revisionSubmittedAt, revision, ...campaign }) => ({
    ...campaign,
    revision: revision && { ...revision, content: seenOfKept(revision.content), submittedAt: revisionSubmittedAt },
  }))
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
  submissions: number
  revision: RevisionState
  /** All who wrote or submitted what is to be approved next: the campaign, or its next version. */
  plannedBy: string[]
  /** That content. */
  content: CampaignContent
  validUntil: Temporal.PlainDate | null
}

type LockedRow = Omit<LockedCampaign, 'content' | 'validUntil'> & {
  content: CampaignContent
  next: KeptContent | null
}

/** A campaign of the actor's own branches, held until his transaction ends, so that of two people only one goes on. */
export async function lockCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<LockedCampaign | undefined> {
  const { rows } = await sql<Omit<LockedRow, 'content'> & Omit<CampaignContent, 'trigger'> & CampaignContent>`
    select id, state, version, submissions, revision_state as revision, revision as next,
      case when revision is null then planned_by else revision_planned_by end as "plannedBy", name, purposes,
      reason_for_customer as "reasonForCustomer", expected_effect as "expectedEffect", owner_id as "ownerId",
      jsonb_build_object('kind', trigger_kind, 'fromDay', from_day, 'toDay', to_day, 'festivals', festivals) as trigger,
      conditions, sample, team_id as "teamId", script_id as "scriptId", caller_number as "callerNumber", skills, channels, mail, priority,
      max_attempts as "maxAttempts", valid_from as "validFrom", valid_until as "validUntil"
    from campaign
    where org_id = ${actor.orgId} and id = ${campaignId} and branch_id = any (${[...actor.branchIds]}::uuid[])
    for update`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const { id, state, version, submissions, revision, next, plannedBy, ...own } = row
  const content = next ? contentOfKept(next) : own
  return { id, state, version, submissions, revision, plannedBy, content, validUntil: content.validUntil }
}

/** Whether a team is in a branch of the actor or above, a script exists, and the owner works here; `null` is not asked. */
export async function areKnown(
  tx: Tx,
  actor: Actor,
  { teamId, scriptId, ownerId }: Pick<CampaignContent, 'teamId' | 'scriptId' | 'ownerId'>,
) {
  const { rows } = await sql<{ team: boolean; script: boolean; owner: boolean }>`
    select ${teamId}::uuid is null or exists (select from team where org_id = ${actor.orgId} and id = ${teamId}
        and branch_id = any (${[...actor.branchIds, ...actor.ancestorIds]}::uuid[])) as team,
      ${scriptId}::uuid is null
        or exists (select from script where org_id = ${actor.orgId} and id = ${scriptId}) as script,
      exists (select from staff where org_id = ${actor.orgId} and id = ${ownerId} and deactivated_at is null) as owner
  `.execute(tx)
  return rows[0]!
}

/** The columns of a campaign that hold its content. */
export function columnsOf(content: CampaignContent) {
  return {
    name: content.name,
    purposes: content.purposes,
    reason_for_customer: content.reasonForCustomer,
    expected_effect: content.expectedEffect,
    owner_id: content.ownerId,
    trigger_kind: content.trigger.kind,
    from_day: content.trigger.fromDay,
    to_day: content.trigger.toDay,
    festivals: content.trigger.kind === 'festival' ? content.trigger.festivals : [],
    conditions: JSON.stringify(content.conditions),
    sample: JSON.stringify(content.sample),
    channels: content.channels,
    mail: content.mail && JSON.stringify(content.mail),
    team_id: content.teamId,
    script_id: content.scriptId,
    caller_number: content.callerNumber,
    skills: content.skills,
    priority: content.priority,
    max_attempts: content.maxAttempts,
    valid_from: content.validFrom,
    valid_until: content.validUntil,
  }
}

/** Adds a campaign as a draft; answers its id. */
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

/**
 * Writes new content into a locked draft, or beside a locked campaign that runs, as its next version; who did so counts
 * among its planners.
 */
export async function rewriteCampaign(tx: Tx, actor: Actor, campaign: LockedCampaign, content: CampaignContent) {
  const before = campaign.state === 'draft' || campaign.revision ? campaign.plannedBy : []
  const plannedBy = [...new Set([...before, actor.staffId!])]
  await tx
    .updateTable('campaign')
    .set({
      version: campaign.version + 1,
      ...(campaign.state === 'draft'
        ? { ...columnsOf(content), planned_by: plannedBy }
        : { revision: JSON.stringify(content), revision_state: 'draft', revision_planned_by: plannedBy }),
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', campaign.id)
    .execute()
}

/** No next version is being written. */
export const NO_REVISION = {
  revision: null,
  revision_state: null,
  revision_planned_by: null,
  revision_submitted_at: null,
  revision_note: null,
} as const

export interface Step extends Partial<ReturnType<typeof columnsOf>> {
  state?: CampaignState
  submissions?: number
  submitted_at?: Temporal.Instant | null
  planned_by?: string[]
  approved_by?: string
  approved_at?: Temporal.Instant
  returned_note?: string | null
  revision?: null
  revision_state?: RevisionState
  revision_planned_by?: string[] | null
  revision_submitted_at?: Temporal.Instant | null
  revision_note?: string | null
}

/** Moves a locked campaign on. */
export async function writeStep(tx: Tx, actor: Actor, campaignId: string, step: Step): Promise<void> {
  if (Object.keys(step).length === 0) return
  await tx.updateTable('campaign').set(step).where('org_id', '=', actor.orgId).where('id', '=', campaignId).execute()
}
