import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { deleteChunks } from './file-store.ts'
import { importKind } from './import-kind.ts'
import { importReasons } from './reasons.ts'
import { endRun, importRun, type RunRow } from './store.ts'

/** Stops an import after the step it is at; what it has put in place stays. Refuses one that has ended. */
export async function cancelImport(tx: Tx, actor: Actor, importId: string): Promise<RunRow> {
  permit(actor, 'customers.import')
  const run = await importRun(tx, actor, importId)
  if (!run) throw notFound()
  const end = {
    from: ['uploading', 'uploaded', 'running', 'failed'],
    to: 'cancelled',
    failure: null,
    at: actor.now,
  } as const
  if (!(await endRun(tx, actor.orgId, importId, end))) throw new Refusal('conflict', importReasons['not-now'])
  await importKind(run.kind).discard?.(tx, actor.orgId, importId)
  await deleteChunks(tx, actor.orgId, importId)
  await announce(tx, actor.orgId, 'imports')
  return (await importRun(tx, actor, importId))!
}
