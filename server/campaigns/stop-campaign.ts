import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { campaignStopped } from './facts.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'

/** Stops a running or paused campaign for good. */
export async function stopCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await takeStep(tx, actor, campaignId, 'stop')
  await campaignStopped.tell(tx, actor, { campaignId })
  return campaign
}
