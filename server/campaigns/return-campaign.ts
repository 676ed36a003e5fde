import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'
import { decideVersion } from './version-store.ts'

/** Gives what was submitted back to its planners, with what has to change. A campaign that runs goes on as it is. */
export async function returnCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  given: { note: string },
): Promise<SeenCampaign> {
  permit(actor, 'campaigns.approve')
  const { note } = given
  const campaign = await takeStep(tx, actor, campaignId, 'return', {
    write: (_, revision) =>
      revision ? { revision_submitted_at: null, revision_note: note } : { submitted_at: null, returned_note: note },
    facts: { note },
  })
  await decideVersion(tx, actor, campaignId, 'returned', note)
  return campaign
}
