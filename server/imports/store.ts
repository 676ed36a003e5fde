import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ImportMapping } from './contract.ts'
import type { BatchOutcome } from './import-kind.ts'
import type { Encoding } from './read-csv.ts'

export type ImportState =
  | 'uploading'
  | 'uploaded'
  | 'running'
  | 'finished'
  | 'failed'
  | 'cancelled'
  | 'undoing'
  | 'undone'
export type ImportSource = 'file' | 'api' | 'terminal' | 'folder'
export type ImportFormat = 'csv' | 'xlsx'

export interface RunRow {
  id: string
  kind: string
  fileName: string
  branchId: string
  state: ImportState
  source: ImportSource
  format: ImportFormat
  sheet: string | null
  corrects: string | null
  sizeBytes: number
  readBytes: number
  rowsRead: number
  rowsNew: number
  rowsChanged: number
  rowsUnchanged: number
  rowsRejected: number
  counts: Record<string, number>
  mapping: ImportMapping | null
  encoding: Encoding | null
  header: string[]
  failure: string | null
  createdBy: string | null
  /** Whether whoever started it may keep customers by hand. */
  starterMayWrite: boolean
  createdByName: string | null
  rowsToUndo: number
  rowsUndone: number
  undone: Record<string, { removed: number; restored: number }>
  undoneByName: string | null
  undoneAt: Temporal.Instant | null
  createdAt: Temporal.Instant
  startedAt: Temporal.Instant | null
  finishedAt: Temporal.Instant | null
}

const runColumns = sql`
  r.id, r.kind, r.file_name as "fileName", r.branch_id as "branchId", r.state, r.size_bytes as "sizeBytes",
  r.read_bytes as "readBytes", r.rows_read as "rowsRead", r.rows_new as "rowsNew", r.rows_changed as "rowsChanged",
  r.rows_unchanged as "rowsUnchanged", r.rows_rejected as "rowsRejected", r.counts, r.mapping, r.encoding, r.header, r.failure,
  r.created_by as "createdBy", r.starter_may_write as "starterMayWrite", s.name as "createdByName", r.created_at as "createdAt", r.started_at as "startedAt",
  r.finished_at as "finishedAt", r.source, r.format, r.sheet, r.corrects, r.rows_to_undo as "rowsToUndo",
  r.rows_undone as "rowsUndone", r.undone, u.name as "undoneByName", r.undone_at as "undoneAt"`

const staffTables = sql`
  left join staff s on s.org_id = r.org_id and s.id = r.created_by
  left join staff u on u.org_id = r.org_id and u.id = r.undone_by`
const runTables = sql`import_run r ${staffTables}`

/** An import of the actor's branches. */
export async function importRun(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'branchIds'>,
  id: string,
): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from ${runTables}
    where r.org_id = ${actor.orgId} and r.id = ${id} and r.branch_id = any (${[...actor.branchIds]}::uuid[])`.execute(
    tx,
  )
  return rows[0]
}

/** One more import than `limit`, newest first, after the row a cursor names by time and id. */
export async function importRuns(
  tx: Tx,
  actor: Actor,
  given: { source?: ImportSource; after?: readonly string[]; limit: number },
): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from ${runTables}
    where r.org_id = ${actor.orgId} and r.branch_id = any (${[...actor.branchIds]}::uuid[])
      and ${given.source ? sql`r.source = ${given.source}` : sql`true`}
      and ${given.after ? sql`(r.created_at, r.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by r.created_at desc, r.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** The imports of a file with these very bytes (SHA-256) as rows of a kind, newest first. */
export async function runsOfFile(tx: Tx, actor: Actor, kind: string, hash: Uint8Array): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select ${runColumns} from ${runTables}
    where r.org_id = ${actor.orgId} and r.kind = ${kind} and r.file_hash = ${Buffer.from(hash)}
      and r.branch_id = any (${[...actor.branchIds]}::uuid[])
    order by r.created_at desc limit 20`.execute(tx)
  return rows
}

export async function insertRun(
  tx: Tx,
  actor: Actor,
  row: { id: string; kind: string; fileName: string; branchId: string; source: ImportSource },
): Promise<void> {
  await tx
    .insertInto('import_run')
    .values({
      org_id: actor.orgId,
      id: row.id,
      branch_id: row.branchId,
      kind: row.kind,
      file_name: row.fileName,
      state: 'uploading',
      source: row.source,
      created_by: actor.staffId,
      created_at: actor.now,
    })
    .execute()
}

/** Sets a run going; false when its state does not allow it. One that failed keeps what it has done. */
export async function beginRun(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  id: string,
  given: { mapping: ImportMapping; header: readonly string[]; corrects: string | null; mayWrite: boolean },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update import_run set state = 'running', failure = null, finished_at = null, progressed_at = now(),
      started_at = coalesce(started_at, ${actor.now}), mapping = ${JSON.stringify(given.mapping)}::jsonb,
      header = ${given.header}::text[], corrects = coalesce(corrects, ${given.corrects}),
      starter_may_write = ${given.mayWrite}
    where org_id = ${actor.orgId} and id = ${id}
      and (state = 'uploaded' or (state = 'failed' and failure = 'unexpected'))`.execute(tx)
  return numAffectedRows === 1n
}

/** Begins a run whose rows are at hand and need no file. */
export async function beginBatch(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'branchIds' | 'now'>,
  id: string,
  given: { mapping: ImportMapping; header: readonly string[]; mayWrite: boolean },
): Promise<RunRow | undefined> {
  await sql`
    update import_run set state = 'running', progressed_at = now(), started_at = ${actor.now},
      mapping = ${JSON.stringify(given.mapping)}::jsonb, header = ${given.header}::text[],
      starter_may_write = ${given.mayWrite}
    where org_id = ${actor.orgId} and id = ${id} and state = 'uploading'`.execute(tx)
  return importRun(tx, actor, id)
}

/** Forgets a run that put nothing in place. */
export async function forgetRun(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.deleteFrom('import_run').where('org_id', '=', orgId).where('id', '=', id).execute()
}

/** Lets the server learn how many rows there are now, without waiting for its own time to look. */
export async function gatherStatistics(tx: Tx): Promise<void> {
  await sql`select gather_statistics()`.execute(tx)
}

/**
 * Lets the transaction end without waiting for the disk. A step that is lost with the machine is done again: its progress is
 * lost with it, and so is a step that builds on what an earlier transaction made ready.
 */
export async function doNotWaitForDisk(tx: Tx): Promise<void> {
  await sql`select set_config('synchronous_commit', 'off', true)`.execute(tx)
}

/**
 * Takes a running import in hand for one step, until the transaction ends; `undefined` when it was cancelled or another
 * worker has gone further than `rowsRead`.
 */
export async function claimStep(tx: Tx, orgId: string, id: string, rowsRead: number): Promise<RunRow | undefined> {
  await doNotWaitForDisk(tx)
  // The time of the database, not of the actor: it only tells a working process from a dead one.
  const { rows } = await sql<RunRow>`
    with mine as (
      update import_run set progressed_at = now()
      where org_id = ${orgId} and id = ${id} and state = 'running' and rows_read = ${rowsRead} returning *
    )
    select ${runColumns} from mine r ${staffTables}`.execute(tx)
  return rows[0]
}

export async function addProgress(
  tx: Tx,
  orgId: string,
  run: RunRow,
  step: { read: number; readBytes: number; outcome: BatchOutcome },
): Promise<void> {
  const { outcome } = step
  const counts = { ...run.counts }
  for (const [name, count] of Object.entries(outcome.counts ?? {})) counts[name] = (counts[name] ?? 0) + count
  await sql`
    update import_run set rows_read = rows_read + ${step.read}, read_bytes = ${step.readBytes},
      rows_new = rows_new + ${outcome.new}, rows_changed = rows_changed + ${outcome.changed},
      rows_unchanged = rows_unchanged + ${outcome.unchanged},
      rows_rejected = rows_rejected + ${outcome.rejected.length}, counts = ${JSON.stringify(counts)}::jsonb
    where org_id = ${orgId} and id = ${run.id}`.execute(tx)
}

/** Ends a run that is in one of the given states; false when it is not. */
export async function endRun(
  tx: Tx,
  orgId: string,
  id: string,
  end: { from: readonly ImportState[]; to: ImportState; failure: string | null; at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import_run')
    .set({ state: end.to, failure: end.failure, finished_at: end.at })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', 'in', [...end.from])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Keeps the row of the file at which reading had to stop, among the counts of the run as `failedAtRow`. */
export async function noteFailedRow(tx: Tx, orgId: string, id: string, row: number): Promise<void> {
  await sql`
    update import_run set counts = counts || jsonb_build_object('failedAtRow', ${row}::bigint)
    where org_id = ${orgId} and id = ${id}`.execute(tx)
}

/** The imports that should be moving in a state and have not for a minute: their worker is gone. */
export async function stalledRuns(tx: Tx, orgId: string, state: 'running' | 'undoing'): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from import_run
    where org_id = ${orgId} and state = ${state} and progressed_at < now() - interval '1 minute' limit 100`.execute(tx)
  return rows.map(row => row.id)
}

/** The imports whose file has been waiting or has failed since before an instant. */
export async function abandonedRuns(tx: Tx, orgId: string, before: Temporal.Instant): Promise<string[]> {
  const rows = await tx
    .selectFrom('import_run')
    .where('org_id', '=', orgId)
    .where('state', 'in', ['uploading', 'uploaded', 'failed'])
    .where('created_at', '<', before)
    .select('id')
    .limit(100)
    .execute()
  return rows.map(row => row.id)
}

/** All branches of the organisation, as a tree. */
export function branchTree(tx: Tx, orgId: string) {
  return tx
    .selectFrom('branch')
    .where('org_id', '=', orgId)
    .select(['id', 'parent_id as parentId', 'name'])
    .orderBy('created_at')
    .execute()
}
