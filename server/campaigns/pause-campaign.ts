import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { campaignPaused } from './facts.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'

/** Pauses a running campaign; nothing of it is handed out until it is resumed. */
export async function pauseCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await takeStep(tx, actor, campaignId, 'pause')
  await campaignPaused.tell(tx, actor, { campaignId })
  return campaign
}
