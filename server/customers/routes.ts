import { type Route, route } from '../platform/route.ts'
import { addContactPoint } from './add-contact-point.ts'
import { addCustomer } from './add-customer.ts'
import { maskedPoint } from './contact-points.ts'
import * as contract from './contract.ts'
import { factsRoutes } from './facts-routes.ts'
import { listRoutes } from './list-routes.ts'
import { mergeRoutes } from './merge-routes.ts'
import { searchCustomers } from './search-customers.ts'
import { splitRoutes } from './split-routes.ts'
import { viewCustomer } from './view-customer.ts'

export const routes: Route[] = [
  route(contract.listCustomers, (tx, actor, { query }) => searchCustomers(tx, actor, query)),
  route(contract.getCustomer, (tx, actor, { params }) => viewCustomer(tx, actor, params.id)),
  route(contract.addCustomer, async (tx, actor, { body }) => {
    return viewCustomer(tx, actor, await addCustomer(tx, actor, body))
  }),
  route(contract.addContactPoint, async (tx, actor, { params, body }) => {
    return maskedPoint(await addContactPoint(tx, actor, { customerId: params.id, ...body }))
  }),
  ...listRoutes,
  ...mergeRoutes,
  ...splitRoutes,
  ...factsRoutes,
]
