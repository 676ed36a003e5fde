import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** A matter that a contact is about besides its own. */
export interface CarriedMatter {
  followupId: string
  /** The follow-up whose contact it is. */
  ledBy: string
  matterId: string
  campaignId: string | null
  purpose: string
}

export async function insertCarried(
  tx: Tx,
  actor: Pick<Actor, 'orgId'>,
  contactId: string,
  matters: readonly CarriedMatter[],
): Promise<void> {
  const rows = matters.map(({ followupId, ledBy, matterId, campaignId, purpose }) => ({
    ...{ org_id: actor.orgId, contact_id: contactId, followup_id: followupId, led_by: ledBy },
    ...{ matter_id: matterId, campaign_id: campaignId, purpose },
  }))
  await tx.insertInto('contact_carried').values(rows).execute()
}

/** Lets a contact be about no other matters than those of the follow-ups named, besides its own. */
export async function dropCarriedBut(
  tx: Tx,
  actor: Pick<Actor, 'orgId'>,
  contactId: string,
  followupIds: readonly string[],
): Promise<void> {
  const all = tx.deleteFrom('contact_carried').where('org_id', '=', actor.orgId).where('contact_id', '=', contactId)
  await (followupIds.length > 0 ? all.where('followup_id', 'not in', [...followupIds]) : all).execute()
}
