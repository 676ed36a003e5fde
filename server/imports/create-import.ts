import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound } from '../platform/refusal.ts'
import { importKind } from './import-kind.ts'
import { type ImportSource, importRun, insertRun, type RunRow } from './store.ts'

export interface NewImport {
  /** The name of a registered kind. */
  kind: string
  fileName: string
  /** New customers come under this branch; the actor's own by default. */
  branchId?: string
  /** Whence the rows come; a file somebody chose by default. */
  source?: ImportSource
}

/** Begins an import that waits for its file; refuses a kind that is not registered and a branch outside the actor's. */
export async function createImport(tx: Tx, actor: Actor, given: NewImport): Promise<RunRow> {
  permit(actor, 'customers.import')
  const branchId = given.branchId ?? actor.branchId
  importKind(given.kind)
  if (!actor.branchIds.includes(branchId)) throw notFound()
  const id = newId()
  await insertRun(tx, actor, {
    id,
    kind: given.kind,
    fileName: given.fileName,
    branchId,
    source: given.source ?? 'file',
  })
  return (await importRun(tx, actor, id))!
}
