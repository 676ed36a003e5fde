import { organisationIds, systemActor } from '../people/index.ts'
import { type Database, inScope } from '../platform/database.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { bringInForce } from './bring-in-force.ts'

async function bringAllInForce(db: Database, signal: AbortSignal): Promise<void> {
  for (const orgId of await organisationIds(db)) {
    if (signal.aborted) return
    const actor = await systemActor(db, orgId)
    await inScope(db, actor, tx => bringInForce(tx, actor))
  }
}

export const jobs: readonly AnyJob[] = [
  job({
    name: 'bring-policy-in-force',
    cron: '*/5 * * * *',
    handle: (db, _data, signal) => bringAllInForce(db, signal),
  }),
]
