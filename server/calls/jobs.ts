import { z } from 'zod'
import { actorOf } from '../people/index.ts'
import { clockNow } from '../platform/clock.ts'
import { type AnyJob, job } from '../platform/jobs.ts'
import { placeCall } from './place-call.ts'

const SECONDS = 30
/** Calls a server process places at the same time: one that waits for an answer must not hold up the others. */
const AT_ONCE = 8

/** Places a call; on behalf of its agent, so that the audit log says for whom the number was revealed. */
export const placeCallJob = job({
  name: 'place-call',
  data: z.object({
    orgId: z.uuid(),
    staffId: z.uuid(),
    customerId: z.uuid(),
    callId: z.uuid(),
    requestId: z.string(),
  }),
  retries: 0,
  atOnce: AT_ONCE,
  expireInSeconds: SECONDS,
  handle: async (db, { orgId, staffId, requestId, ...given }) => {
    const actor = await actorOf(db, orgId, staffId, clockNow(), requestId)
    if (actor) await placeCall(db, actor, given)
  },
})

export const jobs: readonly AnyJob[] = [placeCallJob]
