import { jobsAreRunning } from '../platform/jobs.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './contract.ts'
import { explainCustomer, explainFollowup } from './explain-plan.ts'
import { enqueueRun } from './jobs.ts'
import { listEntries } from './list-entries.ts'
import { listMoves, moveContacts, removeMove } from './move-contacts.ts'
import * as moves from './move-contract.ts'
import { previewMove } from './preview-move.ts'
import { readLoad } from './read-load.ts'
import { readPlan, runInWords } from './read-plan.ts'
import { cancelPlan, startPlan } from './run-plan.ts'

export const routes: Route[] = [
  route(contract.startPlan, async (tx, actor) => {
    const run = await startPlan(tx, actor)
    if (jobsAreRunning()) await enqueueRun(tx, actor.orgId, run.id)
    return runInWords(run)
  }),
  route(contract.readPlan, (tx, actor, { language }) => readPlan(tx, actor, language)),
  route(contract.cancelPlan, async (tx, actor, { params }) => runInWords(await cancelPlan(tx, actor, params.id))),
  route(contract.readLoad, (tx, actor, { query }) => readLoad(tx, actor, query)),
  route(contract.listEntries, (tx, actor, { query, language }) => listEntries(tx, actor, query, language)),
  route(contract.explainFollowup, (tx, actor, { params, language }) => explainFollowup(tx, actor, params.id, language)),
  route(contract.explainCustomer, async (tx, actor, { params, language }) => ({
    items: await explainCustomer(tx, actor, params.id, language),
  })),
  route(moves.previewMove, (tx, actor, { body, language }) => previewMove(tx, actor, body, language)),
  route(moves.moveContacts, async (tx, actor, { body }) => ({ items: await moveContacts(tx, actor, body) })),
  route(moves.listMoves, (tx, actor, { query }) => listMoves(tx, actor, query)),
  route(moves.removeMove, async (tx, actor, { params }) => {
    await removeMove(tx, actor, params.id)
    return {}
  }),
]
