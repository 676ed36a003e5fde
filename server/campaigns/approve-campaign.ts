import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { campaignApproved } from './facts.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'

/** Approves the version the actor has read: the campaign runs. Refuses whoever wrote or submitted it. */
export async function approveCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  given: { version: number },
): Promise<SeenCampaign> {
  permit(actor, 'campaigns.approve')
  const campaign = await takeStep(tx, actor, campaignId, 'approve', {
    version: given.version,
    write: () => ({ approved_by: actor.staffId!, approved_at: actor.now }),
  })
  await campaignApproved.tell(tx, actor, { campaignId })
  return campaign
}
