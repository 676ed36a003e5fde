import { type AnyJob, job } from '../platform/jobs.ts'
import { forgetOldTries } from './sign-in-store.ts'

const KEPT = { hours: 24 }

/** Forgets tries to sign in that count no longer, so that guessing at accounts leaves nothing behind. */
export const forgetTriesJob = job({
  name: 'forget-sign-in-tries',
  cron: '17 3 * * *',
  handle: db => forgetOldTries(db, Temporal.Now.instant().subtract(KEPT)),
})

export const jobs: readonly AnyJob[] = [forgetTriesJob]
