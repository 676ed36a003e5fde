import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'

/** Takes a submitted campaign back into a draft; refuses when it has been approved meanwhile. */
export async function withdrawCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  return takeStep(tx, actor, campaignId, 'withdraw', { write: () => ({ submitted_at: null }) })
}
