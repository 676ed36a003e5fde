import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import type { ImportMapping } from './contract.ts'
import { createImport, type NewImport } from './create-import.ts'
import { importKind } from './import-kind.ts'
import { guessMapping } from './import-mapping.ts'
import { headOf } from './preview-import.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'
import { importRun, type RunRow } from './store.ts'
import { uploadImportFile } from './upload-import-file.ts'

/**
 * Imports a file from a stream in this process, by the same steps as the background does: for the terminal and the demo.
 * Columns that the mapping does not name are guessed by the header. Answers the run as it ended.
 */
export async function importFile(
  db: Database,
  actor: Actor,
  given: NewImport & { stream: AsyncIterable<Uint8Array>; mapping?: Partial<ImportMapping> },
  onProgress?: (run: RunRow) => void,
  signal?: AbortSignal,
): Promise<RunRow> {
  const { id } = await inScope(db, actor, tx => createImport(tx, actor, given))
  const run = await uploadImportFile(db, actor, id, given.stream)
  const { header } = await headOf(db, actor, run, given.mapping ?? {})
  const guessed = guessMapping(importKind(run.kind), header)
  const mapping = { ...guessed, ...given.mapping, columns: { ...guessed.columns, ...given.mapping?.columns } }
  await startImport(db, actor, id, mapping, async () => {})
  await runImport(db, { orgId: actor.orgId, importId: id, now: actor.now }, signal, onProgress)
  return inScope(db, actor, async tx => (await importRun(tx, actor, id))!)
}
