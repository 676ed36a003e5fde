import { may, permit, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import type { Language, Reason } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import type { ImportMapping } from './contract.ts'
import { contextOf, fittingRows, type RawRow } from './import-context.ts'
import { type BatchOutcome, type ImportKind, importKind } from './import-kind.ts'
import { checkMapping, rowReader } from './import-mapping.ts'
import { tableOf } from './read-table.ts'
import { importReasons, rowRejections } from './reasons.ts'
import { importRun, type RunRow } from './store.ts'

/** Rows of a file that are tried out; enough to find what is wrong with a column, few enough to wait for. */
const ROWS = 500
const SHOWN = 100

/** Thrown when all is tried out, so that nothing of it is kept. */
class TriedOut extends Error {}

/**
 * Tries the first 500 rows of an uploaded file out: they are taken in as they would be and everything is rolled back.
 * Answers what would become of them and why rows would be rejected, with the column at fault. Refuses a mapping that
 * does not fit the file.
 */
export async function checkImport(
  db: Database,
  actor: Actor,
  importId: string,
  mapping: ImportMapping,
  language: Language,
) {
  permit(actor, 'customers.import')
  const run = await inScope(db, actor, tx => importRun(tx, actor, importId))
  if (!run) throw notFound()
  if (run.state !== 'uploaded') throw new Refusal('conflict', importReasons['not-now'])
  const kind = importKind(run.kind)
  const { header, rows } = await firstRows(db, actor, run, mapping)
  checkMapping(kind, header, mapping)
  const outcome = await tryOut(
    db,
    actor,
    { ...run, mapping, starterMayWrite: may(actor, 'customers.write') },
    kind,
    header,
    rows,
  )
  const sentences: Record<string, Reason<never>> = { ...rowRejections, ...kind.rejections }
  const problems = outcome.rejected
    .toSorted((a, b) => a.number - b.number)
    .slice(0, SHOWN)
    .map(({ number, reason, field, facts }) => ({
      row: number,
      reason,
      sentence: sentences[reason]?.[language]((facts ?? {}) as never) ?? reason,
      columns: field ? (mapping.columns[field] ?? []) : [],
      cells: rows.find(row => row.number === number)?.cells.map(cell => cell.slice(0, SHOWN)) ?? [],
    }))
  return { header, rows: rows.length, rejected: outcome.rejected.length, problems }
}

async function firstRows(db: Database, actor: Actor, run: RunRow, mapping: ImportMapping) {
  let header: string[] = []
  const rows: RawRow[] = []
  for await (const part of tableOf(db, actor, run, mapping)) {
    header = part.header
    rows.push(...part.rows.slice(0, ROWS - rows.length))
    if (rows.length >= ROWS) break
  }
  return { header, rows }
}

async function tryOut(
  db: Database,
  actor: Actor,
  run: RunRow,
  kind: ImportKind,
  header: readonly string[],
  rows: readonly RawRow[],
): Promise<BatchOutcome> {
  const system = await systemActor(db, actor.orgId, actor.now)
  let outcome: BatchOutcome | undefined
  const attempt = inScope(db, system, async (tx: Tx) => {
    let context = await contextOf(tx, system, run)
    const read = rowReader(header, context.mapping)
    const found = kind.survey?.(context.mapping)
    if (found) {
      for (const row of rows) found.see(read(row))
      context = { ...context, mapping: { ...context.mapping, ...found.found() } }
    }
    const { fitting, unreadable } = fittingRows(kind, header, read, rows)
    await kind.lock(tx, actor.orgId)
    outcome = await kind.apply(tx, system, context, fitting)
    outcome.rejected.push(...unreadable)
    throw new TriedOut()
  })
  await attempt.catch(error => {
    if (!(error instanceof TriedOut)) throw error
  })
  return outcome!
}
