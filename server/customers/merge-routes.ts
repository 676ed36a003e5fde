import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { enqueue, jobsAreRunning } from '../platform/jobs.ts'
import { type Route, route } from '../platform/route.ts'
import { dismissDuplicate, listDuplicates } from './duplicates.ts'
import { workSurvey } from './jobs.ts'
import * as contract from './merge-contract.ts'
import { asAnswered, mergeCustomers, undoMerge } from './merge-customers.ts'
import { mergesOf } from './merge-store.ts'
import { startSurvey as startSurveyContract } from './survey-contract.ts'
import { startSurvey } from './surveys.ts'

export const mergeRoutes: Route[] = [
  route(contract.mergeCustomers, (tx, actor, { body }) => mergeCustomers(tx, actor, body)),
  route(contract.listMerges, async (tx, actor, { query }) => {
    permit(actor, 'customers.merge')
    const after = unpackCursor(query.cursor, ['instant', 'id'])
    const rows = await mergesOf(tx, actor, { customerId: query.customerId, after, limit: query.limit })
    return pageFrom(rows.map(asAnswered), query.limit, row => [row.mergedAt, row.id])
  }),
  route(contract.undoMerge, (tx, actor, { params }) => undoMerge(tx, actor, params.id)),
  route(contract.listDuplicates, (tx, actor, { query }) => listDuplicates(tx, actor, query)),
  route(startSurveyContract, (tx, actor, { body: { kind } }) =>
    startSurvey(tx, actor, kind, async id => {
      // Else whoever works on the queue takes it for lost and begins it anew.
      if (jobsAreRunning()) await enqueue(tx, workSurvey, { orgId: actor.orgId, kind, id })
    }),
  ),
  route(contract.dismissDuplicate, async (tx, actor, { body }) => {
    await dismissDuplicate(tx, actor, body)
    return {}
  }),
]
