import { z } from 'zod'
import { inEachOrganisation } from '../people/index.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { runReplay } from './replay-policy.ts'
import { expireUnreported } from './report-elsewhere.ts'

/** Ends dials outside the product whose outcome was not reported in time. */
export const expireElsewhereJob = job({
  name: 'expire-outside-contacts',
  cron: '* * * * *',
  expireInSeconds: 300,
  handle: (db, _data, signal) => inEachOrganisation(db, signal, expireUnreported),
})

/** Works a trial of a draft that was begun to its end. One that fails is not tried again by itself: it has ended. */
export const replayJob = job({
  name: 'contacts.replay',
  data: z.object({ orgId: z.uuid(), replayId: z.uuid() }),
  expireInSeconds: 7200,
  retries: 0,
  async handle(db, data, signal) {
    await runReplay(db, data, signal)
  },
})

export const jobs: readonly AnyJob[] = [expireElsewhereJob, replayJob]
