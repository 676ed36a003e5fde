import { sql } from 'kysely'
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

/** Notes what contacts carry beside their own matters. */
export async function insertCarried(
  tx: Tx,
  { orgId }: Pick<Actor, 'orgId'>,
  matters: readonly (CarriedMatter & { contactId: string })[],
): Promise<void> {
  await sql`
    insert into contact_carried (org_id, contact_id, followup_id, led_by, matter_id, campaign_id, purpose)
    select ${orgId}, m."contactId", m."followupId", m."ledBy", m."matterId", m."campaignId", m.purpose
    from jsonb_to_recordset(${JSON.stringify(matters)}::jsonb) as m ("contactId" uuid, "followupId" uuid, "ledBy" uuid,
      "matterId" uuid, "campaignId" uuid, purpose text)`.execute(tx)
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
