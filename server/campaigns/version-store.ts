import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Script } from '../scripts/index.ts'
import { type KeptContent, keptOfSeen, seenOfKept } from './content.ts'
import type { SeenContent } from './contract.ts'
import type { CampaignVersion, DECISIONS } from './version-contract.ts'

export type SeenVersion = z.output<typeof CampaignVersion>

/** Keeps a version as it is submitted. */
export async function insertVersion(
  tx: Tx,
  actor: Actor,
  row: {
    campaignId: string
    number: number
    content: z.output<typeof SeenContent>
    script: Script
    plannedBy: readonly string[]
  },
): Promise<void> {
  const { name, opening, minutes, questions, version } = row.script
  await tx
    .insertInto('campaign_version')
    .values({
      org_id: actor.orgId,
      campaign_id: row.campaignId,
      number: row.number,
      content: JSON.stringify(keptOfSeen(row.content)),
      script: JSON.stringify({ name, opening, minutes, questions, version }),
      planned_by: [...row.plannedBy],
      submitted_by: actor.staffId!,
      submitted_at: actor.now,
    })
    .execute()
}

/** Writes down what became of the version that waits; nothing when none does. */
export async function decideVersion(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  decision: (typeof DECISIONS)[number],
  note = '',
): Promise<void> {
  await tx
    .updateTable('campaign_version')
    .set({ decision, decided_by: actor.staffId, decided_at: actor.now, note })
    .where('org_id', '=', actor.orgId)
    .where('campaign_id', '=', campaignId)
    .where('decision', 'is', null)
    .execute()
}

/** Versions of a campaign, newest first; one row more than the page holds. */
export async function versionPage(
  tx: Tx,
  orgId: string,
  campaignId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<SeenVersion[]> {
  const after = unpackCursor(query.cursor, ['number'])
  const { rows } = await sql<Omit<SeenVersion, 'content'> & { content: KeptContent }>`
    select v.number, v.content, v.script, v.submitted_at as "submittedAt", v.decision, v.decided_at as "decidedAt",
      v.note, jsonb_build_object('id', s.id, 'name', s.name) as "submittedBy",
      case when d.id is not null then jsonb_build_object('id', d.id, 'name', d.name) end as "decidedBy"
    from campaign_version v
    join staff s on s.org_id = v.org_id and s.id = v.submitted_by
    left join staff d on d.org_id = v.org_id and d.id = v.decided_by
    where v.org_id = ${orgId} and v.campaign_id = ${campaignId}
      ${after ? sql`and v.number < ${after[0]}::int` : sql``}
    order by v.number desc limit ${query.limit + 1}`.execute(tx)
  return rows.map(row => ({ ...row, content: seenOfKept(row.content) }))
}

export interface HistoryRow {
  id: string
  at: Temporal.Instant
  by: { id: string; name: string } | null
  action: string
  note: string | null
  number: number | null
  times: number
}

/**
 * What was done with a campaign, newest first, from the audit log; edits of one person one after the other count as one
 * row, under its newest edit. One row more than the page holds.
 */
export async function historyPage(
  tx: Tx,
  orgId: string,
  campaignId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<HistoryRow[]> {
  const after = unpackCursor(query.cursor, ['instant', 'id'])
  const { rows } = await sql<HistoryRow>`
    with entry as (
      select a.id, a.at, a.staff_id, a.action, a.facts,
        count(*) filter (where a.action <> 'campaign-changed' or a.new_hand) over (order by a.at, a.id) as run
      from (
        select a.*, lag(a.action) over w is distinct from a.action
          or lag(a.staff_id) over w is distinct from a.staff_id as new_hand
        from audit_entry a where a.org_id = ${orgId} and a.subject = 'campaign' and a.subject_id = ${campaignId}
        window w as (order by a.at, a.id)) a),
    done as (
      select distinct on (run) id, at, staff_id, action, facts, count(*) over (partition by run) as times
      from entry order by run, at desc, id desc)
    select d.id, d.at, d.action, d.facts ->> 'note' as note, (d.facts ->> 'number')::int as number, d.times,
      case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as by
    from done d left join staff s on s.org_id = ${orgId} and s.id = d.staff_id
    where true ${after ? sql`and (d.at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by d.at desc, d.id desc limit ${query.limit + 1}`.execute(tx)
  return rows
}
