import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'
import { decideVersion } from './version-store.ts'

/** Takes back what was submitted to change it; refuses when it has been approved meanwhile. */
export async function withdrawCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await takeStep(tx, actor, campaignId, 'withdraw', {
    write: (_, revision) => (revision ? { revision_submitted_at: null } : { submitted_at: null }),
  })
  await decideVersion(tx, actor, campaignId, 'withdrawn')
  return campaign
}
