import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { LetGo } from '../platform/let-go.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { deleteChunks } from './file-store.ts'
import { contextOf, fittingRows, type RawRow } from './import-context.ts'
import { importEnded } from './import-facts.ts'
import { type BatchOutcome, type ImportContext, type ImportKind, importKind } from './import-kind.ts'
import { rowReader } from './import-mapping.ts'
import { keepRejections } from './keep-rejections.ts'
import type { TablePart } from './read-csv.ts'
import { tableOf } from './read-table.ts'
import { importReasons } from './reasons.ts'
import type { RunRow } from './store.ts'
import * as runs from './store.ts'

const BATCH = 2000
/** Rows after which the statistics that the server plans by are gathered; between them they grow old more slowly. */
const STATISTICS_AFTER = new Set([BATCH, 10 * BATCH, 100 * BATCH])

type Failure = keyof typeof importReasons & string

interface Work {
  db: Database
  actor: Actor
  /** When the work began, by the product's clock; the actor's own clock may stand in the past. */
  begunAt: Temporal.Instant
  kind: ImportKind
  context: ImportContext
  run: RunRow
  signal: AbortSignal | undefined
  onProgress: ((run: RunRow) => void) | undefined
  failedAtRow: number | null
}

/**
 * Works an import that is running to its end, in steps of 2,000 rows. Each step is one transaction with its progress,
 * so a worker that is stopped or killed loses at most a step, and the next one goes on from there. Aborting throws
 * between two steps; a fault marks the run as failed and throws.
 */
export async function runImport(
  db: Database,
  given: { orgId: string; importId: string; now?: Temporal.Instant },
  signal?: AbortSignal,
  onProgress?: (run: RunRow) => void,
): Promise<void> {
  const actor = await systemActor(db, given.orgId, given.now)
  const run = await inScope(db, actor, tx => runs.importRun(tx, actor, given.importId))
  if (run?.state !== 'running') return
  const context = await inScope(db, actor, tx => contextOf(tx, actor, run))
  const kind = importKind(run.kind)
  const work: Work = { db, actor, begunAt: clockNow(), kind, context, run, signal, onProgress, failedAtRow: null }
  try {
    await survey(work)
    const failure = await readRows(work)
    await settle(work)
    await end(work, failure)
  } catch (error) {
    if (error instanceof LetGo) return
    if (error instanceof Refusal && error.reason.code in importReasons) return end(work, error.reason.code as Failure)
    if (!signal?.aborted) await end(work, 'unexpected')
    throw error
  }
}

function partsOf({ db, actor, run }: Work): AsyncGenerator<TablePart> {
  return tableOf(db, actor, run, run.mapping ?? {})
}

/** Lets the kind read the whole file once, where the mapping leaves something to be found out. */
async function survey(work: Work): Promise<void> {
  const found = work.kind.survey?.(work.context.mapping)
  if (!found) return
  for await (const { header, rows } of partsOf(work)) {
    const read = rowReader(header, work.context.mapping)
    for (const row of rows) found.see(read(row))
    work.signal?.throwIfAborted()
  }
  work.context = { ...work.context, mapping: { ...work.context.mapping, ...found.found() } }
}

/** Reads the file through. Rows are made ready while those before them are written: the program and the database both work. */
async function readRows(work: Work): Promise<Failure | null> {
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const batch of batchesOf(work)) {
      work.signal?.throwIfAborted()
      const ready = await makeReady(work, batch)
      await writing
      writing = takeIn(work, batch, ready)
      // Heard below; until then it must not count as unheard.
      writing.catch(() => {})
    }
    await writing
  } finally {
    await writing.catch(() => {})
  }
  if (work.failedAtRow !== null) return 'row-endless'
  return work.run.rowsRead === 0 ? 'file-empty' : null
}

interface RawBatch {
  header: readonly string[]
  rows: readonly RawRow[]
  readBytes: number
}

/** The rows of the file that no step has taken in yet. */
async function* batchesOf(work: Work): AsyncGenerator<RawBatch> {
  let skip = work.run.rowsRead
  let pending: RawRow[] = []
  let last: TablePart | undefined
  for await (const part of partsOf(work)) {
    last = part
    const fresh = part.rows.slice(skip)
    skip = Math.max(0, skip - part.rows.length)
    pending = pending.length > 0 ? pending.concat(fresh) : fresh
    for (; pending.length >= BATCH; pending = pending.slice(BATCH)) {
      yield { header: part.header, rows: pending.slice(0, BATCH), readBytes: part.bytes }
    }
  }
  if (!last) return
  if (pending.length > 0) yield { header: last.header, rows: pending, readBytes: last.bytes }
  work.failedAtRow = last.endless
}

async function makeReady({ db, actor, kind, context }: Work, { header, rows }: RawBatch) {
  const { fitting, unreadable } = fittingRows(kind, header, rowReader(header, context.mapping), rows)
  const apply = kind.prepare
    ? await inScope(db, actor, async tx => {
        await runs.doNotWaitForDisk(tx)
        return kind.prepare!(tx, actor, context, fitting)
      })
    : (tx: Tx) => kind.apply(tx, actor, context, fitting)
  return { apply, unreadable }
}

async function takeIn(
  work: Work,
  { rows, readBytes }: RawBatch,
  { apply, unreadable }: Awaited<ReturnType<typeof makeReady>>,
): Promise<void> {
  const { actor } = work
  await step(work, rows.length, readBytes, async tx => {
    const outcome = await apply(tx)
    outcome.rejected.push(...unreadable)
    await keepRejections(tx, actor, work.run.id, rows, outcome.rejected)
    return outcome
  })
  if (STATISTICS_AFTER.has(work.run.rowsRead)) await inScope(work.db, actor, runs.gatherStatistics)
}

async function settle(work: Work): Promise<void> {
  const { actor, kind, context } = work
  for (let done = !kind.settle; !done; ) {
    await step(work, 0, work.run.readBytes, async tx => {
      const outcome = await kind.settle!(tx, actor, context)
      done = outcome === null
      return { new: 0, changed: 0, unchanged: 0, ...outcome, rejected: [] }
    })
  }
}

/** One transaction: takes the run in hand, lets others of the organisation wait, works, and counts. */
async function step(
  work: Work,
  read: number,
  readBytes: number,
  act: (tx: Tx) => Promise<BatchOutcome>,
): Promise<void> {
  const { db, actor, kind, run } = work
  work.signal?.throwIfAborted()
  const after = await inScope(db, actor, async tx => {
    const claimed = await runs.claimStep(tx, actor.orgId, run.id, work.run.rowsRead)
    if (!claimed) throw new LetGo()
    await kind.lock(tx, actor.orgId)
    const outcome = await act(tx)
    await runs.addProgress(tx, actor.orgId, claimed, { read, readBytes, outcome })
    await announce(tx, actor.orgId, 'imports')
    return (await runs.importRun(tx, actor, run.id))!
  })
  work.run = after
  work.onProgress?.(after)
}

async function end({ db, actor, begunAt, run, kind, failedAtRow }: Work, failure: Failure | null): Promise<void> {
  const to = failure ? 'failed' : 'finished'
  const at = actor.now.add(begunAt.until(clockNow()))
  await inScope(db, actor, async tx => {
    if (!(await runs.endRun(tx, actor.orgId, run.id, { from: ['running'], to, failure, at }))) return
    if (failedAtRow !== null) await runs.noteFailedRow(tx, actor.orgId, run.id, failedAtRow)
    if (failure !== 'unexpected') {
      await kind.discard?.(tx, actor.orgId, run.id)
      await deleteChunks(tx, actor.orgId, run.id)
    }
    await record(tx, { ...actor, staffId: run.createdBy }, `import.${to}`, 'import', run.id, { failure })
    const { id: importId, branchId, rowsNew, rowsChanged, rowsUnchanged, rowsRejected } = run
    const counts = { rowsNew, rowsChanged, rowsUnchanged, rowsRejected }
    await importEnded.tell(tx, actor, { importId, branchId, kind: run.kind, state: to, ...counts })
    for (const topic of ['imports', 'customers']) await announce(tx, actor.orgId, topic)
  })
}
