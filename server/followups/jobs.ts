import { runningCampaigns } from '../campaigns/index.ts'
import { inEachOrganisation, organisationIds, systemActor } from '../people/index.ts'
import { atLeisure } from '../platform/at-leisure.ts'
import { inScope } from '../platform/database.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { mailConfig } from '../platform/mail.ts'
import { goByMail } from './go-by-mail.ts'
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
      const campaigns = await inScope(db, actor, tx => runningCampaigns(tx, orgId, actor.now))
      const chunk = async (): Promise<boolean> => {
        const campaign = campaigns.shift()
        if (!campaign || signal.aborted) return false
        await inScope(db, actor, tx => planOf(tx, actor, campaign)).catch(error => failures.push(error))
        return campaigns.length > 0
      }
      await atLeisure(chunk, signal)
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

/** Lets what is due by mail go out, where mails can be sent; sending itself is the contacts' own job. */
export const goByMailJob = job({
  name: 'followups-go-by-mail',
  cron: '* * * * *',
  expireInSeconds: 300,
  retries: 0,
  handle: async (db, _data, signal) => {
    if (mailConfig()) await inEachOrganisation(db, signal, goByMail)
  },
})

export const jobs: readonly AnyJob[] = [planJob, tidyJob, goByMailJob]
