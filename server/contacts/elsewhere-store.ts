import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ContactChannel } from './channel-rules.ts'
import type { LedgerOutcome } from './reasons.ts'

export interface OutsideRow {
  customerId: string
  contactPointId: string
  identifierId: string
  channel: ContactChannel
  state: 'reserved' | 'dialled' | 'made' | 'cancelled'
  outcome: LedgerOutcome | null
  reservedAt: Temporal.Instant
}

/** A contact made outside the product, of the actor's branches, that was asked for and not imported. */
export async function outsideContact(tx: Tx, actor: Actor, contactId: string): Promise<OutsideRow | undefined> {
  const { rows } = await sql<OutsideRow>`
    select customer_id as "customerId", contact_point_id as "contactPointId", identifier_id as "identifierId", channel,
      state, outcome, reserved_at as "reservedAt"
    from contact
    where org_id = ${actor.orgId} and id = ${contactId} and made_elsewhere is not null and import_id is null
      and branch_id = any (${[...actor.branchIds]}::uuid[])`.execute(tx)
  return rows[0]
}

/** Takes an outside contact back that was never dialled; it counts no more. */
export async function takeBackElsewhere(tx: Tx, actor: Actor, contactId: string): Promise<void> {
  await sql`
    update contact set state = 'cancelled', outcome = null, settled_at = ${actor.now}
    where org_id = ${actor.orgId} and id = ${contactId}`.execute(tx)
}

/** Puts the outcome in the place of “unreported”; without a conversation the quiet period ends. */
export async function correctUnreported(
  tx: Tx,
  actor: Actor,
  given: { contactId: string; outcome: LedgerOutcome; conversed: boolean },
): Promise<void> {
  await sql`
    update contact set outcome = ${given.outcome}, conversed = ${given.conversed},
      quiet_until = case when ${given.conversed} then quiet_until
        else greatest(reserved_at, least(quiet_until, ${actor.now}::timestamptz)) end
    where org_id = ${actor.orgId} and id = ${given.contactId} and outcome = 'unreported'`.execute(tx)
}

/** Marks outside contacts as made and unreported whose time is over, the oldest first; answers how many. */
export async function expireElsewhere(tx: Tx, { orgId, now }: Actor, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update contact set state = 'made', outcome = 'unreported', settled_at = ${now}
    where org_id = ${orgId} and id in (
      select id from contact
      where org_id = ${orgId} and made_elsewhere is not null and state in ('reserved', 'dialled') and held_until <= ${now}
      order by held_until limit ${limit} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Whether a campaign that the actor may see runs, and is for a purpose. */
export async function isCampaignFor(tx: Tx, actor: Actor, campaignId: string, purpose: string): Promise<boolean> {
  const { rows } = await sql`
    select from campaign where org_id = ${actor.orgId} and id = ${campaignId} and state = 'running'
      and ${purpose} = any (purposes)`.execute(tx)
  return rows.length > 0
}

/** Whether a customer was contacted at an instant or since, in whichever branch; what was taken back does not count. */
export async function wasContactedSince(
  tx: Tx,
  orgId: string,
  customerId: string,
  since: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql<{ since: boolean }>`
    select exists (select from contact_histories(${orgId}, array[${customerId}]::uuid[], ${since}::timestamptz) h
      where h.made_at >= ${since}) as since`.execute(tx)
  return rows[0]!.since
}
