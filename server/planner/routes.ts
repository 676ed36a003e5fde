import { enqueue, jobsAreRunning } from '../platform/jobs.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './contract.ts'
import { runJob } from './jobs.ts'
import { readPlan, runInWords } from './read-plan.ts'
import { cancelPlan, startPlan } from './run-plan.ts'

export const routes: Route[] = [
  route(contract.startPlan, async (tx, actor) => {
    const run = await startPlan(tx, actor)
    if (jobsAreRunning()) await enqueue(tx, runJob, { orgId: actor.orgId, runId: run.id })
    return runInWords(run)
  }),
  route(contract.readPlan, (tx, actor, { language }) => readPlan(tx, actor, language)),
  route(contract.cancelPlan, async (tx, actor, { params }) => runInWords(await cancelPlan(tx, actor, params.id))),
]
