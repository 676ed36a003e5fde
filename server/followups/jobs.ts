import { runningCampaigns } from '../campaigns/index.ts'
import { organisationIds, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { planOf } from './plan-followups.ts'
import { releaseLease } from './release-lease.ts'
import { tidyQueue } from './tidy-queue.ts'

/** Plans the follow-ups of every organisation; each campaign by itself, so that one that fails spoils no other. */
export const planJob = job({
  name: 'plan-followups',
  cron: '*/5 * * * *',
  handle: async (db, _data, signal) => {
    const failures: unknown[] = []
    for (const orgId of await organisationIds(db)) {
      const actor = await systemActor(db, orgId)
      for (const campaign of await inScope(db, actor, tx => runningCampaigns(tx, orgId, actor.now))) {
        if (signal.aborted) return
        await inScope(db, actor, tx => planOf(tx, actor, campaign)).catch(error => failures.push(error))
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some campaigns could not be planned')
  },
})

/** Takes back what agents left behind and closes what waits in vain, in every organisation. */
export const tidyJob = job({
  name: 'tidy-followups',
  cron: '* * * * *',
  expireInSeconds: 300,
  handle: async (db, _data, signal) => {
    await inEachOrganisation(db, signal, releaseLease)
    await inEachOrganisation(db, signal, tidyQueue)
  },
})

export const jobs: readonly AnyJob[] = [planJob, tidyJob]

const AT_MOST_PER_ROUND = 1000

/** Does work in each organisation, each time in a transaction of its own, again while it answers that there is more. */
async function inEachOrganisation(
  db: Database,
  signal: AbortSignal,
  work: (tx: Tx, actor: Actor) => Promise<boolean>,
): Promise<void> {
  for (const orgId of await organisationIds(db)) {
    for (let round = 0; round < AT_MOST_PER_ROUND && !signal.aborted; round++) {
      const actor = await systemActor(db, orgId)
      if (!(await inScope(db, actor, tx => work(tx, actor)))) break
    }
  }
}
