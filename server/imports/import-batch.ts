import { may, permit, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import type { Language, Reason } from '../platform/reason.ts'
import { record } from '../privacy/index.ts'
import type { ImportMapping } from './contract.ts'
import { createImport } from './create-import.ts'
import { contextOf, fittingRows, type RawRow } from './import-context.ts'
import { type BatchOutcome, type ImportContext, type ImportKind, importKind } from './import-kind.ts'
import { checkMapping, rowReader } from './import-mapping.ts'
import { keepRejections } from './keep-rejections.ts'
import { rowRejections } from './reasons.ts'
import * as runs from './store.ts'

type Cell = string | number | boolean | null | readonly string[]

export interface Batch {
  kind: string
  branchId?: string
  rows: readonly Readonly<Record<string, Cell>>[]
  /** What the rows leave unsaid. */
  settings: Omit<ImportMapping, 'columns' | 'encoding' | 'sheet'>
}

type Result = 'new' | 'changed' | 'unchanged' | 'accepted' | 'rejected'

/**
 * Takes up to a thousand rows in at once, by the very steps a file takes, in one transaction: an import of its own that
 * can be looked at and taken back. The same rows again change nothing. Rows name fields of the kind; refuses a field the
 * kind does not have and a branch outside the actor's. Answers what became of each row, in their order.
 */
export async function importBatch(db: Database, actor: Actor, batch: Batch, language: Language) {
  permit(actor, 'customers.import')
  const kind = importKind(batch.kind)
  const header = [...new Set(batch.rows.flatMap(row => Object.keys(row)))]
  const mapping: ImportMapping = { ...batch.settings, columns: Object.fromEntries(header.map(name => [name, [name]])) }
  checkMapping(kind, header, mapping)
  const rows = batch.rows.map((row, at) => ({ number: at + 1, cells: header.map(name => textOf(row[name])) }))
  const system = await systemActor(db, actor.orgId, actor.now)
  const run = await inScope(db, actor, async tx => {
    const given = { kind: kind.name, fileName: 'API', branchId: batch.branchId, source: 'api' as const }
    const { id } = await createImport(tx, actor, given)
    return (await runs.beginBatch(tx, actor, id, { mapping, header, mayWrite: may(actor, 'customers.write') }))!
  })
  const outcome = await inScope(db, system, tx => takeIn(tx, system, run, kind, rows)).catch(async error => {
    await inScope(db, system, tx => runs.forgetRun(tx, actor.orgId, run.id))
    throw error
  })
  return answer(run.id, kind, rows, outcome, language)
}

function textOf(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return ''
  return typeof cell === 'object' ? cell.join(';') : String(cell)
}

async function takeIn(
  tx: Tx,
  actor: Actor,
  run: runs.RunRow,
  kind: ImportKind,
  rows: readonly RawRow[],
): Promise<BatchOutcome> {
  const told = await contextOf(tx, actor, run)
  const read = rowReader(run.header, told.mapping)
  const found = kind.survey?.(told.mapping)
  for (const row of found ? rows : []) found!.see(read(row))
  const context = { ...told, mapping: { ...told.mapping, ...found?.found() } }
  const { fitting, unreadable } = fittingRows(kind, run.header, read, rows)
  await kind.lock(tx, actor.orgId)
  const outcome = await kind.apply(tx, actor, context, fitting)
  outcome.rejected.push(...unreadable)
  await keepRejections(tx, actor, run.id, rows, outcome.rejected)
  const settled = await settleAll(tx, actor, kind, context, outcome)
  await runs.addProgress(tx, actor.orgId, run, { read: rows.length, readBytes: 0, outcome: settled })
  await runs.endRun(tx, actor.orgId, run.id, { from: ['running'], to: 'finished', failure: null, at: actor.now })
  await record(tx, { ...actor, staffId: run.createdBy }, 'import.finished', 'import', run.id, { rows: rows.length })
  for (const topic of ['imports', 'customers']) await announce(tx, actor.orgId, topic)
  return settled
}

async function settleAll(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  context: ImportContext,
  outcome: BatchOutcome,
): Promise<BatchOutcome> {
  const sum = { ...outcome, counts: { ...outcome.counts } }
  for (let more = kind.settle !== undefined; more; ) {
    const step = await kind.settle!(tx, actor, context)
    more = step !== null
    for (const name of ['new', 'changed', 'unchanged'] as const) sum[name] += step?.[name] ?? 0
    for (const [name, count] of Object.entries(step?.counts ?? {})) {
      sum.counts[name] = (sum.counts[name] ?? 0) + count
    }
  }
  return sum
}

function answer(
  importId: string,
  kind: ImportKind,
  rows: readonly RawRow[],
  outcome: BatchOutcome,
  language: Language,
) {
  const sentences: Record<string, Reason<never>> = { ...rowRejections, ...kind.rejections }
  const rejected = new Map(outcome.rejected.map(row => [row.number, row]))
  const results = rows.map(({ number }) => {
    const why = rejected.get(number)
    if (!why)
      return { result: (outcome.fates?.get(number) ?? 'accepted') as Result, reason: null, sentence: null, field: null }
    const sentence = sentences[why.reason]?.[language]((why.facts ?? {}) as never) ?? why.reason
    return { result: 'rejected' as const, reason: why.reason, sentence, field: why.field ?? null }
  })
  const { new: added, changed, unchanged } = outcome
  return { importId, new: added, changed, unchanged, rejected: outcome.rejected.length, results }
}
