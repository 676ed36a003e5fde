import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { queued } from './leave-store.ts'
import { OPEN_STATES, QUEUED_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'

/**
 * Closes the waiting one where both customers have a live follow-up of one campaign, for one customer is asked once
 * (`followup_one_live_per_campaign_and_customer`): of the one who goes, unless it is in hand, carried, or its mail under
 * way. Answers which.
 */
export async function closeTwice(tx: Tx, actor: Actor, goneId: string, survivorId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with twice as (
      select case when ${stateIn(QUEUED_STATES, sql`g.state`)} then g.id else s.id end as id
      from followup g join followup s on s.org_id = g.org_id and s.campaign_id = g.campaign_id
      where g.org_id = ${actor.orgId} and g.customer_id = ${goneId} and s.customer_id = ${survivorId}
        and ${stateIn(OPEN_STATES, sql`g.state`)} and ${stateIn(OPEN_STATES, sql`s.state`)}
    )
    update followup f set state = 'closed', closed_reason = 'merged', settled_at = ${actor.now}
    from twice
    where f.org_id = ${actor.orgId} and f.id = twice.id and ${stateIn(QUEUED_STATES)} returning f.id`.execute(tx)
  return rows.map(row => row.id)
}

/** Opens again what a merge closed; it is looked at anew when it is handed out. */
export async function reopen(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  await sql`
    update followup f set state = ${queued}, closed_reason = null, settled_at = null
    where f.org_id = ${actor.orgId} and f.id = any (${[...ids]}::uuid[])
      and f.state = 'closed' and f.closed_reason = 'merged'`.execute(tx)
}

/**
 * Frees the occasion of a follow-up of the one who goes where the survivor has one for the same occasion of a campaign
 * (`followup_of_an_occasion_is_planned_once`). Answers which and what it was.
 */
export async function freeOccasions(
  tx: Tx,
  actor: Actor,
  goneId: string,
  survivorId: string,
): Promise<{ id: string; was: { on: string } }[]> {
  const { rows } = await sql<{ id: string; on: string }>`
    with twice as (
      select g.id, g.occasion_on from followup g
      join followup s on s.org_id = g.org_id and s.campaign_id = g.campaign_id and s.occasion_on = g.occasion_on
      where g.org_id = ${actor.orgId} and g.customer_id = ${goneId} and s.customer_id = ${survivorId}
    )
    update followup f set occasion_on = null from twice
    where f.org_id = ${actor.orgId} and f.id = twice.id returning f.id, twice.occasion_on::text as on`.execute(tx)
  return rows.map(({ id, on }) => ({ id, was: { on } }))
}

/** Gives follow-ups the occasion back that a merge took from them. */
export async function giveOccasions(
  tx: Tx,
  actor: Actor,
  rows: readonly { id: string; was: { on: string } }[],
): Promise<void> {
  await sql`
    update followup f set occasion_on = g.day from unnest(${rows.map(row => row.id)}::uuid[],
      ${rows.map(row => row.was.on)}::date[]) as g (id, day)
    where f.org_id = ${actor.orgId} and f.id = g.id`.execute(tx)
}
