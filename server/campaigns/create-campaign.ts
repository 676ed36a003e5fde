import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { demandContent, type GivenContent } from './demand-content.ts'
import { insertCampaign, type SeenCampaign, seenCampaign } from './store.ts'

/** Drafts a campaign in the actor's branch or one below it; what is still open can be said later. */
export async function createCampaign(
  tx: Tx,
  actor: Actor,
  given: GivenContent & { branchId?: string | undefined },
): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const branchId = given.branchId ?? actor.branchId
  if (!actor.branchIds.includes(branchId)) throw notFound()
  const content = await demandContent(tx, actor, given)
  const id = await insertCampaign(tx, { orgId: actor.orgId, branchId, by: actor.staffId!, at: actor.now, content })
  await record(tx, actor, 'campaign-drafted', 'campaign', id, { name: content.name })
  await announce(tx, actor.orgId, 'campaigns')
  return (await seenCampaign(tx, actor, id))!
}
