import { may, organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import type { ImportMapping } from './contract.ts'
import { importKind } from './import-kind.ts'
import { checkHeader, checkMapping } from './import-mapping.ts'
import { correctedBy, headOf } from './preview-import.ts'
import { touchProfiles } from './profile-store.ts'
import { importReasons } from './reasons.ts'
import { beginRun, importRun, type RunRow } from './store.ts'

/**
 * Sets an uploaded import going, or one that failed going on where it stopped (then with the mapping it had). `hand`
 * passes the work on in the same transaction. Refuses a mapping that does not fit the file.
 */
export async function startImport(
  db: Database,
  actor: Actor,
  importId: string,
  mapping: ImportMapping,
  hand: (tx: Tx, run: RunRow) => Promise<void>,
): Promise<RunRow> {
  permit(actor, 'customers.import')
  const run = await inScope(db, actor, tx => importRun(tx, actor, importId))
  if (!run) throw notFound()
  if (run.state === 'uploading') throw new Refusal('conflict', importReasons['file-missing'])
  const kept = run.rowsRead > 0 && run.mapping ? run.mapping : mapping
  const head = run.rowsRead > 0 ? undefined : await headOf(db, actor, run, kept)
  const header = head?.header ?? run.header
  const { country } = await inScope(db, actor, tx => organisation(tx, actor.orgId))
  checkHeader(header, mapping.country ?? country)
  checkMapping(importKind(run.kind), header, kept)
  return inScope(db, actor, async tx => {
    const corrects = head ? ((await correctedBy(tx, actor, run, head))?.id ?? null) : run.corrects
    const mayWrite = may(actor, 'customers.write')
    const begun = await beginRun(tx, actor, importId, { mapping: kept, header, corrects, mayWrite })
    if (!begun) throw new Refusal('conflict', importReasons['not-now'])
    const started = (await importRun(tx, actor, importId))!
    await touchProfiles(tx, actor, run.kind, kept)
    await hand(tx, started)
    await announce(tx, actor.orgId, 'imports')
    return started
  })
}
