import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './split-contract.ts'
import { previewSplit, splitCustomer, undoSplit } from './split-customer.ts'
import { splitsOf } from './split-store.ts'

export const splitRoutes: Route[] = [
  route(contract.splitCustomer, (tx, actor, { body }) => splitCustomer(tx, actor, body)),
  route(contract.previewSplit, (tx, actor, { body }) => previewSplit(tx, actor, body)),
  route(contract.listSplits, async (tx, actor, { query }) => {
    permit(actor, 'customers.merge')
    const after = unpackCursor(query.cursor, ['instant', 'id'])
    const rows = await splitsOf(tx, actor, { customerId: query.customerId, after, limit: query.limit })
    return pageFrom(rows, query.limit, row => [row.splitAt, row.id])
  }),
  route(contract.undoSplit, (tx, actor, { params }) => undoSplit(tx, actor, params.id)),
]
