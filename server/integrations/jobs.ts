import { z } from 'zod'
import { organisationIds } from '../people/index.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { deliverWebhooks } from './deliver-webhooks.ts'

/** Delivers what one organisation has to tell, as soon as it is told. */
export const deliverWebhooksJob = job({
  name: 'deliver-webhooks',
  data: z.object({ orgId: z.uuid() }),
  retries: 0,
  atOnce: 4,
  handle: (db, { orgId }, signal) => deliverWebhooks(db, orgId, signal),
})

/** Tries again what failed, and finds what was told while no server ran. */
const retryWebhooksJob = job({
  name: 'retry-webhooks',
  cron: '* * * * *',
  retries: 0,
  handle: async (db, _data, signal) => {
    for (const orgId of await organisationIds(db)) if (!signal.aborted) await deliverWebhooks(db, orgId, signal)
  },
})

export const jobs: readonly AnyJob[] = [deliverWebhooksJob, retryWebhooksJob]
