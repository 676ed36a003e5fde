import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { record } from '../privacy/index.ts'
import { importedNoun, importKind, nounsTakenBackLast } from './import-kind.ts'
import { importRun, type RunRow } from './store.ts'
import * as undo from './undo-store.ts'

const CHANGES_PER_STEP = 2000

/**
 * Takes an import back: changes first, then additions, the last first. Each step is one transaction with its progress, so a
 * worker that is stopped or killed loses at most a step, and the next one goes on from there.
 */
export async function runUndo(
  db: Database,
  given: { orgId: string; importId: string; now?: Temporal.Instant },
  signal?: AbortSignal,
  onProgress?: () => void | Promise<void>,
): Promise<void> {
  const actor = await systemActor(db, given.orgId, given.now)
  const begunAt = clockNow()
  const run = await inScope(db, actor, tx => importRun(tx, actor, given.importId))
  if (run?.state !== 'undoing') return
  for (let more = true; more; ) {
    signal?.throwIfAborted()
    more = await inScope(db, actor, tx => step(tx, actor, run))
    await onProgress?.()
  }
  const at = actor.now.add(begunAt.until(clockNow()))
  await inScope(db, actor, tx => end(tx, actor, run.id, at))
}

/** One step; false when nothing is left. */
async function step(tx: Tx, actor: Actor, run: RunRow): Promise<boolean> {
  if (!(await undo.claimUndo(tx, actor.orgId, run.id))) return false
  await importKind(run.kind).lock(tx, actor.orgId)
  const done = (await restoreSome(tx, actor, run.id)) || (await removeSome(tx, actor, run.id))
  if (done) await announce(tx, actor.orgId, 'imports')
  return done
}

async function restoreSome(tx: Tx, actor: Actor, importId: string): Promise<boolean> {
  const { orgId } = actor
  const next = await undo.nextChanges(tx, orgId, importId, CHANGES_PER_STEP)
  if (!next) return false
  const { noun, changes } = next
  const kept = await importedNoun(noun).restore(tx, actor, importId, changes)
  await undo.insertKept(tx, orgId, importId, noun, kept)
  const [done, restored] = [changes.length, changes.length - kept.length]
  await undo.addUndone(tx, orgId, importId, { noun, done, removed: 0, restored })
  const ids = changes.map(change => change.id)
  await undo.forgetChanges(tx, orgId, importId, noun, ids)
  return true
}

async function removeSome(tx: Tx, actor: Actor, importId: string): Promise<boolean> {
  const { orgId } = actor
  const addition = await undo.lastAddition(tx, orgId, importId, nounsTakenBackLast())
  if (!addition) return false
  const { noun, rowIds, at, entryId } = addition
  const rows = rowIds.map(id => ({ id, at }))
  const kept = await importedNoun(noun).remove(tx, actor, importId, rows)
  await undo.insertKept(tx, orgId, importId, noun, kept)
  const removed = rows.length - kept.length
  await undo.addUndone(tx, orgId, importId, { noun, done: rows.length, removed, restored: 0 })
  await undo.forgetAddition(tx, orgId, importId, entryId)
  return true
}

async function end(tx: Tx, actor: Actor, importId: string, at: Temporal.Instant): Promise<void> {
  if (!(await undo.endUndo(tx, actor.orgId, importId, at))) return
  await record(tx, actor, 'import.undone', 'import', importId, {})
  for (const topic of ['imports', 'customers']) await announce(tx, actor.orgId, topic)
}
