import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'

/** Gives a submitted campaign back to its planners as a draft, with a note that says what to change. */
export async function returnCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  given: { note: string },
): Promise<SeenCampaign> {
  permit(actor, 'campaigns.approve')
  return takeStep(tx, actor, campaignId, 'return', {
    write: () => ({ submitted_at: null, returned_note: given.note }),
    facts: { note: given.note },
  })
}
