import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import type { GivenGroup } from '../segments/rules.ts'
import { createCampaign } from './create-campaign.ts'
import { type SeenCampaign, seenCampaign } from './store.ts'

/**
 * Drafts another campaign with the content of one the actor sees, under another name: valid from today where the
 * organisation is, for as many days; his own to answer for, and in his branch when the other is of a branch above.
 */
export async function cloneCampaign(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  given: { name: string },
): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const source = await seenCampaign(tx, actor, campaignId)
  if (!source) throw notFound()
  const { timeZone } = await organisation(tx, actor.orgId)
  const validFrom = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const length = source.validFrom && source.validUntil ? source.validFrom.until(source.validUntil) : null
  return createCampaign(tx, actor, {
    ...source,
    name: given.name,
    conditions: source.conditions as GivenGroup,
    ownerId: actor.staffId!,
    branchId: source.own ? source.branchId : actor.branchId,
    validFrom,
    validUntil: length && validFrom.add(length),
  })
}
