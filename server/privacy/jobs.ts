import { organisationIds, systemActor } from '../people/index.ts'
import { inScope } from '../platform/database.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { sealAudit } from './audit-chain.ts'
import { exportJobs } from './export-jobs.ts'

/** Seals the audit log of every organisation, each in a transaction of its own. */
export const sealJob = job({
  name: 'seal-audit',
  cron: '* * * * *',
  expireInSeconds: 300,
  handle: async (db, _data, signal) => {
    for (const orgId of await organisationIds(db)) {
      if (signal.aborted) return
      const actor = await systemActor(db, orgId)
      await inScope(db, actor, tx => sealAudit(tx, actor))
    }
  },
})

export const jobs: readonly AnyJob[] = [sealJob, ...exportJobs]
