import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { campaignApproved } from './facts.ts'
import { takeStep } from './step.ts'
import { columnsOf, NO_REVISION, type SeenCampaign } from './store.ts'
import { decideVersion } from './version-store.ts'

/**
 * Approves the version the actor has read: the campaign runs, or goes on by its next version. Refuses whoever wrote or
 * submitted it. What was planned by the version before is made as it was planned.
 */
export async function approveCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  given: { version: number },
): Promise<SeenCampaign> {
  permit(actor, 'campaigns.approve')
  const campaign = await takeStep(tx, actor, campaignId, 'approve', {
    version: given.version,
    write: ({ content, plannedBy }, revision) => ({
      approved_by: actor.staffId!,
      approved_at: actor.now,
      ...(revision && { ...columnsOf(content), planned_by: plannedBy, ...NO_REVISION }),
    }),
  })
  await decideVersion(tx, actor, campaignId, 'approved')
  await campaignApproved.tell(tx, actor, { campaignId })
  return campaign
}
