import { permit } from '../people/index.ts'
import { type Route, route } from '../platform/route.ts'
import * as contract from './contract.ts'

export const routes: Route[] = [
  route(contract.listFields, async (_tx, actor) => {
    permit(actor, 'campaigns.read')
    return { items: contract.segmentFields }
  }),
]
