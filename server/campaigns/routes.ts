import { permit } from '../people/index.ts'
import { pageFrom } from '../platform/cursor.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import { approveCampaign } from './approve-campaign.ts'
import { cloneCampaign } from './clone-campaign.ts'
import * as contract from './contract.ts'
import { createCampaign } from './create-campaign.ts'
import { discardRevision } from './discard-revision.ts'
import { pauseCampaign } from './pause-campaign.ts'
import { resumeCampaign } from './resume-campaign.ts'
import { returnCampaign } from './return-campaign.ts'
import { stopCampaign } from './stop-campaign.ts'
import * as store from './store.ts'
import { submitCampaign } from './submit-campaign.ts'
import { updateCampaign } from './update-campaign.ts'
import * as versions from './version-contract.ts'
import { historyPage, versionPage } from './version-store.ts'
import { withdrawCampaign } from './withdraw-campaign.ts'

export const routes: Route[] = [
  route(contract.listCampaigns, async (tx, actor, { query }) => {
    permit(actor, 'campaigns.read')
    const rows = await store.campaignPage(tx, actor, query)
    return pageFrom(rows, query.limit, row => [row.createdAt, row.id])
  }),
  route(contract.getCampaign, async (tx, actor, { params }) => {
    permit(actor, 'campaigns.read')
    const campaign = await store.seenCampaign(tx, actor, params.id)
    if (!campaign) throw notFound()
    return campaign
  }),
  route(versions.listVersions, async (tx, actor, { params, query }) => {
    permit(actor, 'campaigns.read')
    if (!(await store.seenCampaign(tx, actor, params.id))) throw notFound()
    const rows = await versionPage(tx, actor.orgId, params.id, query)
    return pageFrom(rows, query.limit, row => [row.number])
  }),
  route(versions.listCampaignHistory, async (tx, actor, { params, query }) => {
    permit(actor, 'campaigns.read')
    if (!(await store.seenCampaign(tx, actor, params.id))) throw notFound()
    const rows = await historyPage(tx, actor.orgId, params.id, query)
    return pageFrom(rows, query.limit, row => [row.at, row.id])
  }),
  route(contract.createCampaign, (tx, actor, { body }) => createCampaign(tx, actor, body)),
  route(contract.updateCampaign, (tx, actor, { params, body }) => updateCampaign(tx, actor, params.id, body)),
  route(contract.submitCampaign, (tx, actor, { params }) => submitCampaign(tx, actor, params.id)),
  route(contract.withdrawCampaign, (tx, actor, { params }) => withdrawCampaign(tx, actor, params.id)),
  route(contract.approveCampaign, (tx, actor, { params, body }) => approveCampaign(tx, actor, params.id, body)),
  route(contract.returnCampaign, (tx, actor, { params, body }) => returnCampaign(tx, actor, params.id, body)),
  route(contract.discardRevision, (tx, actor, { params }) => discardRevision(tx, actor, params.id)),
  route(contract.cloneCampaign, (tx, actor, { params, body }) => cloneCampaign(tx, actor, params.id, body)),
  route(contract.pauseCampaign, (tx, actor, { params }) => pauseCampaign(tx, actor, params.id)),
  route(contract.resumeCampaign, (tx, actor, { params }) => resumeCampaign(tx, actor, params.id)),
  route(contract.stopCampaign, (tx, actor, { params }) => stopCampaign(tx, actor, params.id)),
]
