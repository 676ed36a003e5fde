import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { takeStep } from './step.ts'
import { NO_REVISION, type SeenCampaign } from './store.ts'

/** Gives up the next version that was being written; refuses one that waits for approval. The campaign goes on as it is. */
export async function discardRevision(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  return takeStep(tx, actor, campaignId, 'discard', { write: () => NO_REVISION })
}
