import { type Route, route } from '../platform/route.ts'
import { estimateCampaign, estimateDraft } from './estimate-yield.ts'
import * as calendar from './plan-calendar-contract.ts'
import * as contract from './plan-yield-contract.ts'
import { readCampaignCalendar } from './read-campaign-calendar.ts'

/** What a campaign will yield, and what all of them weigh day by day. */
export const routes: Route[] = [
  route(contract.estimateCampaign, (tx, actor, { params }) => estimateCampaign(tx, actor, params.id)),
  route(contract.estimateDraft, (tx, actor, { body }) => estimateDraft(tx, actor, body)),
  route(calendar.readCampaignCalendar, (tx, actor, { query }) => readCampaignCalendar(tx, actor, query)),
]
