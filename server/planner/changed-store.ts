import { sql } from 'kysely'
import { currentRunId, stateIn } from '../followups/index.ts'
import { QUEUED_STATES } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { StaleReason } from './outcome-rules.ts'
import type { RunRow } from './store.ts'

/**
 * Notes that something changed of customers, so that they are planned again soon; nothing where there is no plan. Each note
 * is a row of its own: whoever changes something of a customer never waits here for another who does.
 */
export async function noteChanged(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  customerIds: readonly string[],
): Promise<void> {
  await sql`
    insert into plan_changed (org_id, customer_id, changed_at)
    select distinct ${actor.orgId}::uuid, given.id, ${actor.now}::timestamptz
    from unnest(${asArray(customerIds)}::uuid[]) as given (id)
    where exists (${currentRunId(actor.orgId)})`.execute(tx)
}

/** As `noteChanged`, of the customers of follow-ups. */
export async function noteChangedOf(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  followupIds: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from followup
    where org_id = ${actor.orgId} and id = any (${asArray(followupIds)}::uuid[])`.execute(tx)
  await noteChanged(
    tx,
    actor,
    rows.map(({ id }) => id),
  )
}

/** Notes that the plan in force fits nobody as it did. */
export async function noteStale(tx: Tx, orgId: string, reason: StaleReason): Promise<void> {
  await sql`
    update plan_run set stale_reasons = array_append(stale_reasons, ${reason}::text)
    where org_id = ${orgId} and id = (${currentRunId(orgId)}) and not ${reason}::text = any (stale_reasons)`.execute(tx)
}

/** Notes customers with follow-ups that may be planned and came since the plan in force was begun; answers how many. */
export async function noteAdded(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  run: RunRow,
  atMost: number,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select distinct f.customer_id as id from followup f
    where f.org_id = ${actor.orgId} and f.id >= ${firstIdAt(run.startedAt)}::uuid and ${stateIn(QUEUED_STATES)}
      and not f.with_supervisor
      and (f.campaign_id is null or f.campaign_id in (
        select id from campaign where org_id = ${actor.orgId} and state = 'running' and valid_until >= ${run.firstDay}::date))
      and not exists (select from plan_entry e
        where e.org_id = f.org_id and e.run_id = ${run.id} and e.followup_id = f.id)
      and not exists (select from plan_changed n where n.org_id = f.org_id and n.customer_id = f.customer_id)
    limit ${atMost}`.execute(tx)
  if (rows.length > 0)
    await noteChanged(
      tx,
      actor,
      rows.map(({ id }) => id),
    )
  return rows.length
}

/** The least identifier that was made at an instant or later (UUID version 7). */
function firstIdAt(instant: Temporal.Instant): string {
  const hex = instant.epochMilliseconds.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** So many notes are looked through for the customers to be taken: often there are several of one. */
const NOTES_AT_ONCE = 2000

/**
 * Takes some of the customers of whom something changed, those that wait longest first, with all that is noted of them;
 * others who take pass them over.
 */
export async function takeChanged(tx: Tx, orgId: string, atMost: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with oldest as materialized (
      select customer_id from (
        select customer_id, changed_at from plan_changed where org_id = ${orgId}
        order by changed_at, id limit ${NOTES_AT_ONCE}) n
      group by customer_id order by min(changed_at), customer_id limit ${atMost})
    delete from plan_changed where org_id = ${orgId} and id = any (array(
      select n.id from plan_changed n
      where n.org_id = ${orgId} and n.customer_id = any (array(select customer_id from oldest))
      for update skip locked))
    returning customer_id as id`.execute(tx)
  return [...new Set(rows.map(({ id }) => id))]
}

/** Forgets what changed before a plan was begun, which knows of it. */
export async function forgetChanged(tx: Tx, orgId: string, before: Temporal.Instant): Promise<void> {
  await sql`delete from plan_changed where org_id = ${orgId} and changed_at < ${before}`.execute(tx)
}
