import { z } from 'zod'
import { actorOf, may, organisationIds, systemActor } from '../people/index.ts'
import { atLeisure } from '../platform/at-leisure.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope } from '../platform/database.ts'
import { type AnyJob, enqueue, job } from '../platform/jobs.ts'
import { batchById, endBatch, forgetBatches, stalledBatches } from './batch-store.ts'
import { continueBatch } from './change-customers.ts'
import { endPersons } from './persons-job.ts'
import { readNames } from './read-names.ts'
import { SurveyKind } from './survey-contract.ts'
import { runSurvey, startDueSurveys } from './surveys.ts'

/** How long a change of many customers can be undone. */
const UNDO_DAYS = 7

/** Goes on with a change of many customers, 2,000 in a transaction, as the person who asked for it. */
export const workBatch = job({
  name: 'customers.change',
  data: z.object({ orgId: z.uuid(), batchId: z.uuid() }),
  handle: (db, data, signal) => runBatch(db, data, signal),
})

/** Works a change to its end, in the branches it was begun for. One whose person has left meanwhile, or may no longer, is given
 * up; what is done stays. */
export async function runBatch(
  db: Database,
  { orgId, batchId }: { orgId: string; batchId: string },
  signal?: AbortSignal,
): Promise<void> {
  const system = await systemActor(db, orgId)
  const batch = await inScope(db, system, tx => batchById(tx, orgId, batchId))
  if (batch?.state !== 'running') return
  for (let more = true; more; ) {
    signal?.throwIfAborted()
    const actor = await actorOf(db, orgId, batch.staffId, clockNow(), system.requestId, batch.branchId)
    if (!actor || !may(actor, 'customers.write'))
      return inScope(db, system, tx => endBatch(tx, system, batchId, 'failed'))
    more = await inScope(db, actor, tx => continueBatch(tx, actor, batchId))
  }
}

/** Looks through all customers, as one kind of survey does. */
export const workSurvey = job({
  name: 'customers.survey',
  data: z.object({ orgId: z.uuid(), kind: SurveyKind, id: z.uuid() }),
  // While people work it takes as long as it takes; one whose process died is handed on by `customers.tidy`.
  expireInSeconds: 12 * 3600,
  retries: 0,
  async handle(db, { orgId, kind, id }, signal) {
    await runSurvey(db, await systemActor(db, orgId), { kind, id }, signal)
  },
})

/** Reads names that came in another way than through the program's own actions, and forgets what can no longer be undone. */
const tidyList = job({
  name: 'customers.tidy',
  cron: '* * * * *',
  async handle(db, _, signal) {
    for (const orgId of await organisationIds(db)) {
      const actor = await systemActor(db, orgId)
      await readNames(db, actor, signal)
      await inScope(db, actor, async tx => {
        for (const batchId of await stalledBatches(tx, actor)) await enqueue(tx, workBatch, { orgId, batchId })
        await startDueSurveys(tx, actor, (kind, id) => enqueue(tx, workSurvey, { orgId, kind, id }))
      })
      const undoableFrom = actor.now.subtract({ hours: 24 * UNDO_DAYS })
      await atLeisure(limit => inScope(db, actor, tx => forgetBatches(tx, actor, undoableFrom, limit)), signal)
    }
  },
})

export const jobs: readonly AnyJob[] = [workBatch, workSurvey, tidyList, endPersons]
