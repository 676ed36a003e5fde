import { organisation, organisationIds, systemActor } from '../people/index.ts'
import { inScope } from '../platform/database.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { announce } from '../platform/live.ts'
import { freezePlan } from './freeze-plan.ts'

/** Freezes the plan of the day of every organisation in its own morning. */
export const freezeJob = job({
  name: 'freeze-plan',
  cron: '*/5 * * * *',
  handle: async (db, _data, signal) => {
    for (const orgId of await organisationIds(db)) {
      if (signal.aborted) return
      const actor = await systemActor(db, orgId)
      await inScope(db, actor, async tx => {
        const { timeZone } = await organisation(tx, orgId)
        if (await freezePlan(tx, actor, timeZone)) await announce(tx, orgId, 'reports')
      })
    }
  },
})

export const jobs: readonly AnyJob[] = [freezeJob]
