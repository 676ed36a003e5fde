import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './contract.ts'
import * as store from './store.ts'

export const routes: Route[] = [
  route(contract.listAudit, async (tx, actor, { query }) => {
    permit(actor, 'audit.read')
    const rows = await store.auditEntries(tx, actor, { ...query, after: unpackCursor(query.cursor, ['instant', 'id']) })
    return pageFrom(rows, query.limit, row => [row.at, row.id])
  }),
]
