import { organisation, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { record, sealAll } from '../privacy/index.ts'
import {
  type BatchOutcome,
  type ImportContext,
  type ImportKind,
  type ImportRow,
  importKind,
  type RejectedRow,
} from './import-kind.ts'
import { rowReader, whyUnreadable } from './import-mapping.ts'
import { type CsvPart, readCsv } from './read-csv.ts'
import { branchesBelow, withoutIdentifiers } from './rules.ts'
import * as runs from './store.ts'
import { branchTree, type RunRow } from './store.ts'
import { bytesOfImport } from './upload-import-file.ts'

const BATCH = 2000

type RawRow = CsvPart['rows'][number]
type Failure = 'file-empty' | 'row-endless' | 'unexpected'

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
}

/** Thrown when a run was cancelled or another worker has it; nothing is wrong. */
class LetGo extends Error {}

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
  const work: Work = { db, actor, begunAt: clockNow(), kind, context, run, signal, onProgress }
  try {
    await survey(work)
    const failure = await readRows(work)
    await settle(work)
    await end(work, failure)
  } catch (error) {
    if (error instanceof LetGo) return
    if (!signal?.aborted) await end(work, 'unexpected')
    throw error
  }
}

async function contextOf(tx: Tx, actor: Actor, run: RunRow): Promise<ImportContext> {
  const [{ country, timeZone }, tree] = [await organisation(tx, actor.orgId), await branchTree(tx, actor.orgId)]
  const mapping = run.mapping ?? { columns: {} }
  const branchIds = branchesBelow(run.branchId, tree)
  return {
    importId: run.id,
    branchId: run.branchId,
    branchIds,
    branchIdByName: new Map(tree.filter(({ id }) => branchIds.has(id)).map(({ id, name }) => [name, id])),
    country: mapping.country ?? country,
    timeZone: mapping.timeZone ?? timeZone,
    mapping,
  }
}

function partsOf({ db, actor, run }: Work): AsyncGenerator<CsvPart> {
  return readCsv(bytesOfImport(db, actor, run.id), run.encoding ?? 'utf-8')
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

async function readRows(work: Work): Promise<Failure | null> {
  let skip = work.run.rowsRead
  let pending: RawRow[] = []
  let last: CsvPart | undefined
  for await (const part of partsOf(work)) {
    last = part
    const fresh = part.rows.slice(skip)
    skip = Math.max(0, skip - part.rows.length)
    pending = pending.length > 0 ? pending.concat(fresh) : fresh
    for (; pending.length >= BATCH; pending = pending.slice(BATCH)) {
      await takeIn(work, part.header, pending.slice(0, BATCH), part.bytes)
    }
  }
  if (last && pending.length > 0) await takeIn(work, last.header, pending, last.bytes)
  if (last?.endless) return 'row-endless'
  return work.run.rowsRead === 0 ? 'file-empty' : null
}

function takeIn(work: Work, header: readonly string[], rows: readonly RawRow[], readBytes: number): Promise<void> {
  const { actor, kind, context } = work
  return step(work, rows.length, readBytes, async tx => {
    const read = rowReader(header, context.mapping)
    const unreadable: RejectedRow[] = []
    const fitting: ImportRow[] = []
    for (const row of rows) {
      const said = read(row)
      const why = whyUnreadable(row, header, kind, said)
      if (why) unreadable.push({ number: row.number, ...why })
      else fitting.push(said)
    }
    const outcome = await kind.apply(tx, actor, context, fitting)
    outcome.rejected.push(...unreadable)
    await storeRejections(tx, work, rows, outcome)
    return outcome
  })
}

async function storeRejections(tx: Tx, work: Work, rows: readonly RawRow[], { rejected }: BatchOutcome): Promise<void> {
  const { actor, run } = work
  const cells = new Map(rows.map(row => [row.number, row.cells]))
  const sealed = await sealAll(
    tx,
    actor,
    rejected.map(({ number }) => ({
      place: rejectionPlace(run.id, number),
      bytes: Buffer.from(JSON.stringify(cells.get(number))),
    })),
  )
  const stored = rejected.map((row, at) => ({
    ...row,
    facts: withoutIdentifiers(row.facts ?? {}),
    ciphertext: sealed[at]!,
  }))
  await runs.insertRejections(tx, actor.orgId, run.id, stored)
}

export function rejectionPlace(importId: string, number: number): string {
  return `import-rejection:${importId}:${number}`
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

async function end({ db, actor, begunAt, run, kind }: Work, failure: Failure | null): Promise<void> {
  const to = failure ? 'failed' : 'finished'
  const at = actor.now.add(begunAt.until(clockNow()))
  await inScope(db, actor, async tx => {
    if (!(await runs.endRun(tx, actor.orgId, run.id, { from: ['running'], to, failure, at }))) return
    if (failure !== 'unexpected') {
      await kind.discard?.(tx, actor.orgId, run.id)
      await runs.deleteChunks(tx, actor.orgId, run.id)
    }
    await record(tx, { ...actor, staffId: run.createdBy }, `import.${to}`, 'import', run.id, { failure })
    for (const topic of ['imports', 'customers']) await announce(tx, actor.orgId, topic)
  })
}
