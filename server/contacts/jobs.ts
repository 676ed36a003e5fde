import { inEachOrganisation } from '../people/index.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { expireUnreported } from './report-elsewhere.ts'

/** Ends dials outside the product whose outcome was not reported in time. */
export const expireElsewhereJob = job({
  name: 'expire-outside-contacts',
  cron: '* * * * *',
  expireInSeconds: 300,
  handle: (db, _data, signal) => inEachOrganisation(db, signal, expireUnreported),
})

export const jobs: readonly AnyJob[] = [expireElsewhereJob]
