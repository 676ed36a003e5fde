import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import { type ClosedReason, QUEUED_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'

/** How many one statement closes at most; what is left is closed by the next round. */
export const CLOSE_AT_ONCE = 5000

export interface ClosedRow {
  id: string
  /** Whether it was added by hand, not by a campaign. */
  byHand: boolean
}

/** What is in hand or under way ends by what comes of it. */
const canClose = stateIn([...QUEUED_STATES, 'carried'])

const SKIP_THOSE_HELD = sql`skip locked`

/** Closes the follow-ups that a query of ids holds, `CLOSE_AT_ONCE` at most; answers which. */
async function close(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  reason: ClosedReason,
  ids: RawBuilder<unknown>,
): Promise<ClosedRow[]> {
  const { rows } = await sql<ClosedRow>`
    update followup f set state = 'closed', carried_by = null, closed_reason = ${reason}, settled_at = ${actor.now}
    from (${ids}) w
    where f.org_id = ${actor.orgId} and f.id = w.id and ${canClose}
    returning f.id, f.campaign_id is null as "byHand"`.execute(tx)
  return rows
}

const waitingOf = (actor: Actor) =>
  sql`select f.id from followup f where f.org_id = ${actor.orgId} and ${stateIn(QUEUED_STATES)}`

/** Closes follow-ups by their ids; those that somebody else holds are left as they are. */
export function closeWaiting(tx: Tx, actor: Actor, ids: readonly string[], reason: ClosedReason) {
  const which = sql`${waitingOf(actor)} and f.id = any (${[...ids]}::uuid[])`
  return close(tx, actor, reason, sql`${which} order by f.id for update ${SKIP_THOSE_HELD}`)
}

/** Closes what waits for customers, or is carried, for one purpose or for all. The caller holds the customers. */
export function closeOfCustomers(tx: Tx, actor: Actor, customerIds: readonly string[], purpose: string | null) {
  const which = sql`select f.id from followup f
    where f.org_id = ${actor.orgId} and ${canClose}
    and f.customer_id = any (${asArray(customerIds)}::uuid[])
    and ${purpose ? sql`f.purpose = ${purpose}` : sql`true`}`
  return close(tx, actor, 'do-not-contact', sql`${which} order by f.id for update`)
}

/** Closes what waits for campaigns that were stopped; those that somebody holds are left for the next round. */
export function closeOfStoppedCampaigns(tx: Tx, actor: Actor, atOnce = CLOSE_AT_ONCE) {
  return close(
    tx,
    actor,
    'campaign-stopped',
    // Each campaign is asked by itself, so that no other waiting follow-up is looked at.
    sql`select w.id from campaign m cross join lateral (
        ${waitingOf(actor)} and f.campaign_id = m.id
        order by f.id limit ${atOnce} for update ${SKIP_THOSE_HELD}) w
      where m.org_id = ${actor.orgId} and m.state = 'stopped' limit ${atOnce}`,
  )
}

/** Closes what nobody may call any more, unless a supervisor is to answer first; what somebody holds waits a round. */
export function closeExpired(tx: Tx, actor: Actor, atOnce = CLOSE_AT_ONCE) {
  const which = sql`${waitingOf(actor)} and f.expires_at <= ${actor.now} and not f.with_supervisor`
  const first = sql`order by f.expires_at limit ${atOnce}`
  return close(tx, actor, 'expired', sql`${which} ${first} for update ${SKIP_THOSE_HELD}`)
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
      where f.org_id = ${actor.orgId} and ${stateIn(QUEUED_STATES)} and f.held <> '[]' and f.due_at > ${actor.now}
        and ${customerId ? sql`f.customer_id = ${customerId}` : sql`true`}
      order by f.id for update ${customerId ? sql`` : SKIP_THOSE_HELD}) w
    where f.org_id = ${actor.orgId} and f.id = w.id`.execute(tx)
}
