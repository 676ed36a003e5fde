import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ClosedReason } from './rules.ts'

/** How many one statement closes at most; what is left is closed by the next round. */
export const CLOSE_AT_ONCE = 5000

export interface ClosedRow {
  id: string
  /** Whether it was added by hand, not by a campaign. */
  byHand: boolean
}

const SKIP_THOSE_HELD = sql`skip locked`

/** Closes waiting follow-ups, at most `CLOSE_AT_ONCE`; answers which. Those that somebody holds are waited for or left. */
async function close(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  reason: ClosedReason,
  which: RawBuilder<unknown>,
  whenHeld: RawBuilder<unknown> = SKIP_THOSE_HELD,
): Promise<ClosedRow[]> {
  const { rows } = await sql<ClosedRow>`
    update followup f set state = 'closed', closed_reason = ${reason}, settled_at = ${actor.now}
    from (
      select f.id from followup f
      where f.org_id = ${actor.orgId} and f.state = 'waiting' and ${which}
      order by f.id limit ${CLOSE_AT_ONCE} for update ${whenHeld}) w
    where f.org_id = ${actor.orgId} and f.id = w.id
    returning f.id, f.campaign_id is null as "byHand"`.execute(tx)
  return rows
}

export function closeWaiting(tx: Tx, actor: Actor, ids: readonly string[], reason: ClosedReason) {
  return close(tx, actor, reason, sql`f.id = any (${[...ids]}::uuid[])`)
}

/** Closes what waits for a customer, for one purpose or for all. The caller holds the customer. */
export function closeOfCustomer(tx: Tx, actor: Actor, customerId: string, purpose: string | null) {
  const forPurpose = purpose ? sql`f.purpose = ${purpose}` : sql`true`
  return close(tx, actor, 'do-not-contact', sql`f.customer_id = ${customerId} and ${forPurpose}`, sql``)
}

export function closeOfStoppedCampaigns(tx: Tx, actor: Actor) {
  return close(
    tx,
    actor,
    'campaign-stopped',
    sql`f.campaign_id in (select id from campaign where org_id = ${actor.orgId} and state = 'stopped')`,
  )
}

export function closeExpired(tx: Tx, actor: Actor) {
  return close(tx, actor, 'expired', sql`f.expires_at <= ${actor.now}`)
}

/**
 * Makes due what is held back, of one customer or of all: it is looked at again when it is handed out. The caller holds
 * the customer; of all customers, what somebody is looking at anyway is left to him.
 */
export async function wakeHeld(tx: Tx, actor: Actor, customerId: string | null): Promise<void> {
  await sql`
    update followup f set due_at = greatest(${actor.now}, coalesce(f.appointment_at, ${actor.now}))
    from (
      select f.id from followup f
      where f.org_id = ${actor.orgId} and f.state = 'waiting' and f.held <> '[]' and f.due_at > ${actor.now}
        and ${customerId ? sql`f.customer_id = ${customerId}` : sql`true`}
      order by f.id for update ${customerId ? sql`` : SKIP_THOSE_HELD}) w
    where f.org_id = ${actor.orgId} and f.id = w.id`.execute(tx)
}
