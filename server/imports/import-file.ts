import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import type { ImportMapping } from './contract.ts'
import { createImport, type NewImport } from './create-import.ts'
import { importKind } from './import-kind.ts'
import { guessMapping } from './import-mapping.ts'
import { headOf } from './preview-import.ts'
import { profileByName } from './profile-store.ts'
import { importReasons } from './reasons.ts'
import { runImport } from './run-import.ts'
import { startImport } from './start-import.ts'
import { importRun, type RunRow, runsOfFile } from './store.ts'
import { uploadImportFile } from './upload-import-file.ts'

export interface FileToImport extends NewImport {
  stream: AsyncIterable<Uint8Array>
  mapping?: Partial<ImportMapping>
  /** The name of a profile that says how the file is read. */
  profile?: string
}

/**
 * Imports a file from a stream in this process, by the same steps as the background does: for the terminal and the demo.
 * A profile says how it is read; else columns that the mapping does not name are guessed by the header. Answers the run
 * as it ended. Refuses a profile that does not exist before anything is sent.
 */
export async function importFile(
  db: Database,
  actor: Actor,
  given: FileToImport,
  onProgress?: (run: RunRow) => void,
  signal?: AbortSignal,
): Promise<RunRow> {
  const told = await inScope(db, actor, tx => mappingOf(tx, actor, given))
  const { id } = await inScope(db, actor, tx => createImport(tx, actor, given))
  const run = await uploadImportFile(db, actor, id, given.stream)
  const { header } = await headOf(db, actor, run, told)
  const guessed = guessMapping(importKind(run.kind), header)
  const columns = given.profile ? told.columns : { ...guessed.columns, ...told.columns }
  await startImport(db, actor, id, { ...told, columns: columns ?? {} }, async () => {})
  await runImport(db, { orgId: actor.orgId, importId: id, now: actor.now }, signal, onProgress)
  return inScope(db, actor, async tx => (await importRun(tx, actor, id))!)
}

async function mappingOf(
  tx: Parameters<typeof profileByName>[0],
  actor: Actor,
  { kind, profile, mapping = {} }: FileToImport,
): Promise<Partial<ImportMapping>> {
  if (!profile) return mapping
  const found = await profileByName(tx, actor.orgId, kind, profile)
  if (!found) throw new Refusal('invalid', importReasons['profile-unknown'], { name: profile })
  return found.mapping
}

/** The last import of a file with these very bytes (SHA-256) as rows of a kind that stands or still runs. */
export async function importOfFile(
  db: Database,
  actor: Actor,
  kind: string,
  hash: Uint8Array,
): Promise<RunRow | undefined> {
  const found = await inScope(db, actor, tx => runsOfFile(tx, actor, kind, hash))
  return found.find(run => run.state === 'finished' || run.state === 'running')
}

const PAUSE_MS = 1000

/** Works an import that was left running to its end, or waits for the process that is at it. Answers the run as it ended. */
export async function finishImport(db: Database, actor: Actor, importId: string, signal: AbortSignal): Promise<RunRow> {
  for (;;) {
    await runImport(db, { orgId: actor.orgId, importId }, signal)
    const run = await inScope(db, actor, tx => importRun(tx, actor, importId))
    if (!run) throw notFound()
    if (run.state !== 'running') return run
    await pause(PAUSE_MS, undefined, { signal })
  }
}
