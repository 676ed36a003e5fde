import { organisationIds, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { announce } from '../platform/live.ts'
import { escalateUnheard } from './confirming-store.ts'
import { goUp } from './go-up.ts'
import { markOverdue } from './late-store.ts'

/** Writes down what time alone did to the cases of an organisation; what was written down before is not written again. */
export async function watchCases(
  tx: Tx,
  actor: Actor,
): Promise<{ overdue: number; escalated: number; goneUp: number }> {
  const overdue = await markOverdue(tx, actor)
  const goneUp = await goUp(tx, actor)
  const escalated = await escalateUnheard(tx, actor)
  if (overdue + goneUp + escalated > 0) await announce(tx, actor.orgId, 'cases')
  return { overdue, escalated, goneUp }
}

async function watchAllCases(db: Database, signal: AbortSignal): Promise<void> {
  for (const orgId of await organisationIds(db)) {
    if (signal.aborted) return
    const actor = await systemActor(db, orgId)
    await inScope(db, actor, tx => watchCases(tx, actor))
  }
}

export const jobs: AnyJob[] = [
  job({ name: 'watch-cases', cron: '*/5 * * * *', handle: (db, _data, signal) => watchAllCases(db, signal) }),
]
