import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ImportChange, KeptRow } from './import-kind.ts'

/** How many rows the journal of an import could take back. */
export async function rowsInJournal(tx: Tx, orgId: string, importId: string): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select (select count(*) from import_change where org_id = ${orgId} and import_id = ${importId})
      + (select coalesce(sum(cardinality(row_ids)), 0) from import_addition
         where org_id = ${orgId} and import_id = ${importId}) as rows`.execute(tx)
  return rows[0]!.rows
}

/** Sets taking back going; false when the import is not in a state that allows it. */
export async function beginUndo(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'staffId'>,
  importId: string,
  rowsToUndo: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update import_run set state = 'undoing', rows_to_undo = ${rowsToUndo}, rows_undone = 0, undone_by = ${actor.staffId},
      progressed_at = now(), failure = null
    where org_id = ${actor.orgId} and id = ${importId} and state in ('finished', 'failed', 'cancelled')`.execute(tx)
  return numAffectedRows === 1n
}

/** Takes an import that is being taken back in hand until the transaction ends; false when it is no more. */
export async function claimUndo(tx: Tx, orgId: string, importId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update import_run set progressed_at = now()
    where org_id = ${orgId} and id = ${importId} and state = 'undoing'`.execute(tx)
  return numAffectedRows === 1n
}

/** The next changes of an import that are to be taken back, all of one noun. */
export async function nextChanges(
  tx: Tx,
  orgId: string,
  importId: string,
  limit: number,
): Promise<{ noun: string; changes: ImportChange[] } | undefined> {
  const { rows } = await sql<ImportChange & { noun: string }>`
    select noun, row_id as id, before, after from import_change
    where org_id = ${orgId} and import_id = ${importId} and noun = (
      select min(noun) from import_change where org_id = ${orgId} and import_id = ${importId})
    order by row_id limit ${limit}`.execute(tx)
  return rows[0] && { noun: rows[0].noun, changes: rows }
}

export async function forgetChanges(
  tx: Tx,
  orgId: string,
  importId: string,
  noun: string,
  ids: readonly string[],
): Promise<void> {
  await sql`
    delete from import_change
    where org_id = ${orgId} and import_id = ${importId} and noun = ${noun} and row_id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
}

export interface JournalAddition {
  entryId: string
  noun: string
  at: Temporal.Instant
  rowIds: string[]
}

/** The last addition of an import that is still to be taken back; those of the named nouns come after all others. */
export async function lastAddition(
  tx: Tx,
  orgId: string,
  importId: string,
  nounsLast: readonly string[],
): Promise<JournalAddition | undefined> {
  const { rows } = await sql<JournalAddition>`
    select id as "entryId", noun, written_at as at, row_ids as "rowIds" from import_addition
    where org_id = ${orgId} and import_id = ${importId} 
    order by noun = any (${[...nounsLast]}::text[]), id desc limit 1`.execute(tx)
  return rows[0]
}

export async function forgetAddition(tx: Tx, orgId: string, importId: string, id: string): Promise<void> {
  await sql`delete from import_addition where org_id = ${orgId} and import_id = ${importId} and id = ${id}`.execute(tx)
}

/** Writes down which rows stay; a row that stays for two reasons is counted for the first. */
export async function insertKept(
  tx: Tx,
  orgId: string,
  importId: string,
  noun: string,
  kept: readonly KeptRow[],
): Promise<void> {
  if (kept.length === 0) return
  await sql`
    insert into import_kept (org_id, import_id, noun, row_id, reason)
    select ${orgId}, ${importId}, ${noun}, g.id, g.reason
    from unnest(${kept.map(row => row.id)}::uuid[], ${kept.map(row => row.reason)}::text[]) as g (id, reason)
    on conflict do nothing`.execute(tx)
}

/** Counts a step: `done` journal entries' rows, of which so many rows of the noun were removed and restored. */
export async function addUndone(
  tx: Tx,
  orgId: string,
  importId: string,
  step: { noun: string; done: number; removed: number; restored: number },
): Promise<void> {
  await sql`
    update import_run set rows_undone = rows_undone + ${step.done}, undone = jsonb_set(undone, array[${step.noun}::text],
      jsonb_build_object(
        'removed', coalesce((undone -> ${step.noun}::text ->> 'removed')::bigint, 0) + ${step.removed}::bigint,
        'restored', coalesce((undone -> ${step.noun}::text ->> 'restored')::bigint, 0) + ${step.restored}::bigint))
    where org_id = ${orgId} and id = ${importId}`.execute(tx)
}

export async function endUndo(tx: Tx, orgId: string, importId: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update import_run set state = 'undone', undone_at = ${at}
    where org_id = ${orgId} and id = ${importId} and state = 'undoing'`.execute(tx)
  return numAffectedRows === 1n
}

export interface KeptGroup {
  noun: string
  reason: string
  rows: number
  /** A few of them, to look at. */
  ids: string[]
}

/** What stays, by noun and reason, with a few examples of each. */
export async function keptOf(tx: Tx, orgId: string, importId: string): Promise<KeptGroup[]> {
  const { rows } = await sql<KeptGroup>`
    select noun, reason, count(*) as rows, (array_agg(row_id order by row_id))[1:20] as ids from import_kept
    where org_id = ${orgId} and import_id = ${importId} group by noun, reason order by count(*) desc limit 50`.execute(
    tx,
  )
  return rows
}
