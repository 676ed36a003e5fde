import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { campaignStopped } from './facts.ts'
import { takeStep } from './step.ts'
import { NO_REVISION, type SeenCampaign } from './store.ts'
import { decideVersion } from './version-store.ts'

/** Stops a running or paused campaign for good; a next version of it that waits is withdrawn. */
export async function stopCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await takeStep(tx, actor, campaignId, 'stop', { write: () => NO_REVISION })
  await decideVersion(tx, actor, campaignId, 'withdrawn')
  await campaignStopped.tell(tx, actor, { campaignId })
  return campaign
}
