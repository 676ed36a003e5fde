import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { ExportState } from './export-contract.ts'

export interface ExportRow {
  id: string
  /** Where the person who asked stood, or the key he asked with; the list holds no more than this branch and those below. */
  branchId: string
  kind: string
  criteria: Buffer
  summary: string
  language: Language
  reason: string
  wantsFullNumbers: boolean
  fullNumbers: boolean
  state: z.output<typeof ExportState>
  rowsExpected: number
  rowsWritten: number
  sizeBytes: number
  requestedBy: string
  requestedByName: string
  requestedAt: Temporal.Instant
  decidedByName: string | null
  decidedAt: Temporal.Instant | null
  decisionNote: string | null
  expiresAt: Temporal.Instant | null
  downloads: number
  mostDownloads: number
}

const columns = sql`
  e.id, e.branch_id as "branchId", e.kind, e.criteria, e.summary, e.language, e.reason, e.wants_full_numbers as "wantsFullNumbers",
  e.full_numbers as "fullNumbers", e.state, e.rows_expected as "rowsExpected", e.rows_written as "rowsWritten",
  e.size_bytes as "sizeBytes", e.requested_by as "requestedBy", r.name as "requestedByName",
  e.requested_at as "requestedAt", d.name as "decidedByName", e.decided_at as "decidedAt",
  e.decision_note as "decisionNote", e.expires_at as "expiresAt", e.downloads, e.most_downloads as "mostDownloads"`

const tables = sql`
  export_request e join staff r on r.org_id = e.org_id and r.id = e.requested_by
  left join staff d on d.org_id = e.org_id and d.id = e.decided_by`

/** A request of the actor's branches; `lock` lets nobody else decide on it meanwhile. */
export async function exportById(tx: Tx, actor: Actor, id: string, lock = false): Promise<ExportRow | undefined> {
  const { rows } = await sql<ExportRow>`
    select ${columns} from ${tables}
    where e.org_id = ${actor.orgId} and e.id = ${id} and e.branch_id = any (${[...actor.branchIds]}::uuid[])
    ${lock ? sql`for update of e` : sql``}`.execute(tx)
  return rows[0]
}

/** One more request than `limit` of a person's own, newest first. */
export async function exportsOf(
  tx: Tx,
  actor: Actor,
  given: { after?: readonly string[]; limit: number },
): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select ${columns} from ${tables}
    where e.org_id = ${actor.orgId} and e.requested_by = ${actor.staffId}
      and ${given.after ? sql`(e.requested_at, e.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by e.requested_at desc, e.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** One more request than `limit` of the actor's branches: those waiting first, then newest first. */
export async function exportsToDecide(
  tx: Tx,
  actor: Actor,
  given: { after?: readonly string[]; limit: number },
): Promise<ExportRow[]> {
  const rank = sql`case e.state when 'waiting' then 0 else 1 end`
  const later = given.after
    ? sql`(${rank} > ${Number(given.after[0])} or (${rank} = ${Number(given.after[0])}
        and (e.requested_at, e.id) < (${given.after[1]}::timestamptz, ${given.after[2]}::uuid)))`
    : sql`true`
  const { rows } = await sql<ExportRow>`
    select ${columns} from ${tables}
    where e.org_id = ${actor.orgId} and e.branch_id = any (${[...actor.branchIds]}::uuid[]) and ${later}
    order by ${rank}, e.requested_at desc, e.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

export async function insertExport(
  tx: Tx,
  actor: Actor,
  row: Pick<
    ExportRow,
    'id' | 'kind' | 'criteria' | 'summary' | 'language' | 'reason' | 'wantsFullNumbers' | 'rowsExpected'
  >,
): Promise<void> {
  await sql`
    insert into export_request (org_id, id, branch_id, kind, criteria, summary, language, reason, wants_full_numbers, state,
      rows_expected, requested_by, requested_at)
    values (${actor.orgId}, ${row.id}, ${actor.branchId}, ${row.kind}, ${row.criteria}, ${row.summary}, ${row.language},
      ${row.reason}, ${row.wantsFullNumbers}, 'waiting', ${row.rowsExpected}, ${actor.staffId}, ${actor.now})`.execute(
    tx,
  )
}

/** Writes the decision; that nobody decides on his own request is `export_is_approved_by_a_second_person`. */
export async function decideExport(
  tx: Tx,
  actor: Actor,
  id: string,
  decision: { state: 'building' | 'refused'; note: string; fullNumbers: boolean; expiresAt: Temporal.Instant | null },
): Promise<void> {
  await sql`
    update export_request set state = ${decision.state}, decided_by = ${actor.staffId}, decided_at = ${actor.now},
      decision_note = ${decision.note}, full_numbers = ${decision.fullNumbers}, expires_at = ${decision.expiresAt}
    where org_id = ${actor.orgId} and id = ${id}`.execute(tx)
}

export async function setExportState(
  tx: Tx,
  orgId: string,
  id: string,
  state: 'withdrawn' | 'expired' | 'failed',
): Promise<void> {
  await sql`update export_request set state = ${state} where org_id = ${orgId} and id = ${id}`.execute(tx)
  await deleteParts(tx, orgId, id)
}

export async function finishExport(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { rows: number; bytes: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update export_request set state = 'ready', rows_written = ${given.rows}, size_bytes = ${given.bytes}, built_at = ${actor.now}
    where org_id = ${actor.orgId} and id = ${id} and state = 'building'`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Counts one download, unless the file has expired or was downloaded often enough; false then. */
export async function countDownload(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update export_request set downloads = downloads + 1
    where org_id = ${actor.orgId} and id = ${id} and state = 'ready' and expires_at > ${actor.now}
      and downloads < most_downloads`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

export async function insertPart(tx: Tx, orgId: string, id: string, number: number, sealed: Buffer): Promise<void> {
  await sql`
    insert into export_part (org_id, export_id, number, ciphertext)
    values (${orgId}, ${id}, ${number}, ${sealed})`.execute(tx)
}

export async function deleteParts(tx: Tx, orgId: string, id: string): Promise<void> {
  await sql`delete from export_part where org_id = ${orgId} and export_id = ${id}`.execute(tx)
}

export async function partOf(tx: Tx, orgId: string, id: string, number: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ ciphertext: Buffer }>`
    select ciphertext from export_part where org_id = ${orgId} and export_id = ${id} and number = ${number}`.execute(tx)
  return rows[0]?.ciphertext
}

/** Requests whose file has outlived its time, or that nobody decided on for so long. */
export async function outlivedExports(tx: Tx, actor: Actor, waitingSince: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from export_request where org_id = ${actor.orgId}
      and ((state = 'ready' and expires_at <= ${actor.now}) or (state = 'waiting' and requested_at < ${waitingSince}))
    limit 100`.execute(tx)
  return rows.map(row => row.id)
}

/** Requests that were approved and whose file is not there yet. */
export async function unbuiltExports(tx: Tx, orgId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from export_request where org_id = ${orgId} and state = 'building' order by decided_at limit 20`.execute(
    tx,
  )
  return rows.map(row => row.id)
}

export async function identifiersByIds(tx: Tx, orgId: string, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; kind: string; dataKeyId: string; ciphertext: Buffer }>`
    select id, kind, data_key_id as "dataKeyId", ciphertext from identifier
    where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows
}
