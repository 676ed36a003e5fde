import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { deleteChunks } from './file-store.ts'
import { importKind } from './import-kind.ts'
import { importReasons } from './reasons.ts'
import { importRun, type RunRow } from './store.ts'
import { beginUndo, rowsInJournal } from './undo-store.ts'

/**
 * Sets taking a whole import back going: rows it added are removed and rows it changed are restored, wherever nobody
 * changed them and nothing was built on them since. `hand` passes the work on in the same transaction. Refuses an import
 * that still runs, one that was taken back, and one that put nothing in place.
 */
export async function undoImport(
  tx: Tx,
  actor: Actor,
  importId: string,
  hand: (tx: Tx, run: RunRow) => Promise<void>,
): Promise<RunRow> {
  permit(actor, 'customers.import')
  const run = await importRun(tx, actor, importId)
  if (!run) throw notFound()
  const rows = await rowsInJournal(tx, actor.orgId, importId)
  if (!(await beginUndo(tx, actor, importId, rows))) throw new Refusal('conflict', importReasons['not-now'])
  if (rows === 0) throw new Refusal('conflict', importReasons['nothing-to-undo'])
  await importKind(run.kind).discard?.(tx, actor.orgId, importId)
  await deleteChunks(tx, actor.orgId, importId)
  await record(tx, actor, 'import.undo-begun', 'import', importId, { rows })
  await announce(tx, actor.orgId, 'imports')
  await hand(tx, run)
  return (await importRun(tx, actor, importId))!
}
