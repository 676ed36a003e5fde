import { z } from 'zod'
import { organisation, organisationIds, systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { type AnyJob, enqueue, job } from '../platform/jobs.ts'
import { isNightlyDue } from './nightly-rules.ts'
import { lookForAdded, replanChanged } from './replan-changed.ts'
import { runPlan, startPlan } from './run-plan.ts'
import { giveUpLostRun, lastRuns } from './run-store.ts'
import { runOf } from './store.ts'

/** Works a plan that was begun to its end. One that fails is not tried again by itself: its run has ended. */
export const runJob = job({
  name: 'planner.run',
  data: z.object({ orgId: z.uuid(), runId: z.uuid() }),
  expireInSeconds: 7200,
  retries: 0,
  async handle(db, data, signal) {
    await runPlan(db, data, signal)
  },
})

/** How soon it is found out that the process of a run died. */
const WATCHED_EVERY_S = 5

/** Looks after a run that was begun: should its process die, it is begun again within seconds. */
export const watchJob = job({
  name: 'planner.watch',
  data: z.object({ orgId: z.uuid(), runId: z.uuid() }),
  expireInSeconds: 30,
  async handle(db, { orgId, runId }) {
    const actor = await systemActor(db, orgId)
    await inScope(db, actor, async tx => {
      const run = await runOf(tx, orgId, runId)
      if (!run || run.finishedAt) return
      const next = await beginIfDue(tx, actor)
      if (next) await enqueueRun(tx, orgId, next)
      else await enqueue(tx, watchJob, { orgId, runId }, { afterSeconds: WATCHED_EVERY_S })
    })
  },
})

/** Lets a run that was begun be worked at and looked after. */
export async function enqueueRun(tx: Tx, orgId: string, runId: string): Promise<void> {
  await enqueue(tx, runJob, { orgId, runId })
  await enqueue(tx, watchJob, { orgId, runId }, { afterSeconds: WATCHED_EVERY_S })
}

/** Plans the days of every organisation in its own night, and again what nobody looked after when its process died. */
export const nightJob = job({
  name: 'planner.night',
  cron: '* * * * *',
  handle: (db, _data, signal) =>
    inEach(db, signal, async orgId => {
      const actor = await systemActor(db, orgId)
      await inScope(db, actor, async tx => {
        const runId = await beginIfDue(tx, actor)
        if (runId) await enqueueRun(tx, orgId, runId)
      })
    }),
})

/** Does work for each organisation by itself, so that one that fails spoils no other. */
async function inEach(db: Database, signal: AbortSignal, work: (orgId: string) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const orgId of await organisationIds(db)) {
    if (signal.aborted) return
    await work(orgId).catch(error => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some organisations could not be planned')
}

/**
 * Begins a plan in the night of the organisation, and after one that was lost with its process; one lost a second time in a
 * row is not begun again. Answers the run that was begun.
 */
export async function beginIfDue(tx: Tx, actor: Actor): Promise<string | undefined> {
  const lost = await giveUpLostRun(tx, actor)
  const runs = await lastRuns(tx, actor.orgId)
  const again = lost !== undefined && runs[1]?.phase !== 'failed'
  const { timeZone } = await organisation(tx, actor.orgId)
  if (!again && !isNightlyDue(actor.now.toZonedDateTimeISO(timeZone), runs)) return undefined
  if (runs.some(({ phase }) => !['done', 'cancelled', 'failed'].includes(phase))) return undefined
  return (await startPlan(tx, actor)).id
}

async function replanAll(db: Database, orgId: string, signal: AbortSignal): Promise<void> {
  for (let more = true; more && !signal.aborted; ) more = await replanChanged(db, await systemActor(db, orgId))
}

/** Plans customers again of whom something changed. */
export const replanJob = job({
  name: 'planner.replan',
  data: z.object({ orgId: z.uuid() }),
  retries: 0,
  async handle(db, { orgId }, signal) {
    await replanAll(db, orgId, signal)
  },
})

/** Finds what came since the plan, and plans again what nobody was woken for. */
export const lookJob = job({
  name: 'planner.look',
  cron: '* * * * *',
  retries: 0,
  handle: (db, _data, signal) =>
    inEach(db, signal, async orgId => {
      const actor = await systemActor(db, orgId)
      await inScope(db, actor, tx => lookForAdded(tx, actor))
      await replanAll(db, orgId, signal)
    }),
})

export const jobs: readonly AnyJob[] = [runJob, watchJob, nightJob, replanJob, lookJob]
