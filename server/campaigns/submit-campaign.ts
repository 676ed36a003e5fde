import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { freezeScript } from '../scripts/index.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'

/** Submits a draft for approval and freezes its script; who submits counts among the planners. */
export async function submitCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await takeStep(tx, actor, campaignId, 'submit', {
    write: ({ plannedBy }) => ({
      submitted_at: actor.now,
      returned_note: null,
      planned_by: [...new Set([...plannedBy, actor.staffId!])],
    }),
  })
  await freezeScript(tx, actor, campaign.scriptId)
  return campaign
}
