import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { demandContent, type GivenContent } from './demand-content.ts'
import { campaignsReasons } from './reasons.ts'
import { mayEdit } from './rules.ts'
import { lockCampaign, rewriteCampaign, type SeenCampaign, seenCampaign } from './store.ts'

/**
 * Changes a draft that nobody changed since `version`; of a campaign that runs, writes its next version, which waits for
 * approval while it goes on. Refuses what was submitted, because someone relies on it.
 */
export async function updateCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  given: GivenContent & { version: number },
): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await lockCampaign(tx, actor, campaignId)
  if (!campaign) throw notFound()
  if (!mayEdit(campaign)) {
    throw new Refusal('conflict', campaignsReasons['campaign-not-a-draft'], { state: campaign.state })
  }
  if (campaign.version !== given.version) throw new Refusal('conflict', campaignsReasons['campaign-changed'])
  const content = await demandContent(tx, actor, given)
  await rewriteCampaign(tx, actor, campaign, content)
  await record(tx, actor, 'campaign-changed', 'campaign', campaignId, { version: campaign.version + 1 })
  await announce(tx, actor.orgId, 'campaigns')
  return (await seenCampaign(tx, actor, campaignId))!
}
