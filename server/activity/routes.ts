import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './contract.ts'
import { recordActivity } from './record-activity.ts'
import * as store from './store.ts'

export const routes: Route[] = [
  route(contract.listActivities, async (tx, actor, { params, query }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    const after = unpackCursor(query.cursor, ['instant', 'id'])
    const given = { kinds: query.kind && [query.kind], after, limit: query.limit }
    const rows = await store.activitiesOf(tx, actor.orgId, params.id, given)
    return pageFrom(rows, query.limit, row => [row.happenedAt, row.id])
  }),
  route(contract.activityTotals, async (tx, actor, { params }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    return { items: await store.totalsOf(tx, actor.orgId, params.id) }
  }),
  route(contract.recordActivity, (tx, actor, { params, body }) => {
    return recordActivity(tx, actor, { ...body, customerId: params.id })
  }),
  route(contract.listLines, async (tx, actor, { params, query }) => {
    permit(actor, 'customers.read')
    const activity = await store.activityById(tx, actor.orgId, params.id)
    if (!activity) throw notFound()
    await customerBrief(tx, actor, activity.customerId)
    const [after] = unpackCursor(query.cursor, ['number']) ?? ['0']
    const rows = await store.linesOf(tx, actor.orgId, params.id, { after: Number(after), limit: query.limit })
    return pageFrom(rows, query.limit, row => [row.lineNumber])
  }),
]
