import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { campaignResumed } from './facts.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'

/** Lets a paused campaign run again; refuses one whose validity is over. */
export async function resumeCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await takeStep(tx, actor, campaignId, 'resume')
  await campaignResumed.tell(tx, actor, { campaignId })
  return campaign
}
