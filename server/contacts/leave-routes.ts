import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import { type Route, route } from '../platform/route.ts'
import { holdCustomer, liftHold } from './hold-customer.ts'
import * as contract from './leave-contract.ts'
import { holdsOf, overridePage } from './leave-store.ts'
import { askOverride, decideOverride } from './override-contacts.ts'

/** Holds of customers, and overrides with their second person. */
export const leaveRoutes: Route[] = [
  route(contract.listHolds, async (tx, actor, { params }) => {
    permit(actor, 'contacts.ask')
    await customerBrief(tx, actor, params.id)
    return { items: await holdsOf(tx, actor.orgId, params.id) }
  }),
  route(contract.holdCustomer, (tx, actor, { params, body }) =>
    holdCustomer(tx, actor, { ...body, customerId: params.id }),
  ),
  route(contract.liftHold, async (tx, actor, { params, body }) => {
    await liftHold(tx, actor, params.id, body.note)
    return {}
  }),
  route(contract.listOverrides, async (tx, actor, { query }) => {
    permit(actor, 'contacts.read')
    const rows = await overridePage(tx, actor, { ...query, after: unpackCursor(query.cursor, ['id']) })
    return pageFrom(rows, query.limit, row => [row.id])
  }),
  route(contract.askOverride, (tx, actor, { params, body }) =>
    askOverride(tx, actor, { ...body, customerId: params.id }),
  ),
  route(contract.decideOverride, (tx, actor, { params, body }) =>
    decideOverride(tx, actor, { ...body, id: params.id }),
  ),
]
