import { organisation, organisationIds, systemActor } from '../people/index.ts'
import { clockNow } from '../platform/clock.ts'
import { inScope } from '../platform/database.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { announce } from '../platform/live.ts'
import { mailConfig } from '../platform/mail.ts'
import { checkAllCoverage } from './coverage-alerts.ts'
import { freezePlan } from './freeze-plan.ts'
import { sendReports } from './send-reports.ts'

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

/** Looks every hour whom the coverage rules of every organisation find newly left alone. */
export const coverageJob = job({
  name: 'check-coverage',
  cron: '23 * * * *',
  expireInSeconds: 900,
  handle: async (db, _data, signal) => {
    for (const orgId of await organisationIds(db)) {
      if (signal.aborted) return
      const actor = await systemActor(db, orgId)
      await inScope(db, actor, tx => checkAllCoverage(tx, actor))
    }
  },
})

/** Sends the reports that are due; without a mail server it leaves everything as it is. */
export const sendJob = job({
  name: 'send-reports',
  cron: '* * * * *',
  expireInSeconds: 600,
  retries: 0,
  handle: async (db, _data, signal) => {
    const config = mailConfig()
    if (!config) return
    for (const orgId of await organisationIds(db)) {
      if (signal.aborted) return
      await sendReports(db, config, orgId, clockNow, signal)
    }
  },
})

export const jobs: readonly AnyJob[] = [freezeJob, coverageJob, sendJob]
