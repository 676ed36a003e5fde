import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { StaleReason } from './outcome-rules.ts'
import { currentRunId, type RunRow } from './store.ts'

/** Notes that something changed of customers, so that they are planned again soon; nothing where there is no plan. */
export async function noteChanged(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  customerIds: readonly string[],
): Promise<void> {
  await sql`
    insert into plan_changed (org_id, customer_id, changed_at)
    select ${actor.orgId}, id, ${actor.now} from (
      select distinct id from unnest(${asArray(customerIds)}::uuid[]) as given (id) order by id) given
    where exists (${currentRunId(actor.orgId)})
    on conflict (org_id, customer_id) do update set changed_at = greatest(plan_changed.changed_at, excluded.changed_at)`.execute(
    tx,
  )
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
    where f.org_id = ${actor.orgId} and f.id >= ${firstIdAt(run.startedAt)}::uuid and f.state = 'waiting'
      and not f.with_supervisor
      and (f.campaign_id is null or f.campaign_id in (
        select id from campaign where org_id = ${actor.orgId} and state = 'running' and valid_until >= ${run.firstDay}::date))
      and not exists (select from plan_entry e
        where e.org_id = f.org_id and e.run_id = ${run.id} and e.followup_id = f.id)
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

/** Takes some of the customers of whom something changed, those that wait longest first; others who take pass them over. */
export async function takeChanged(tx: Tx, orgId: string, atMost: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from plan_changed where org_id = ${orgId} and customer_id = any (array(
      select customer_id from plan_changed where org_id = ${orgId}
      order by changed_at, customer_id limit ${atMost} for update skip locked))
    returning customer_id as id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Forgets what changed before a plan was begun, which knows of it. */
export async function forgetChanged(tx: Tx, orgId: string, before: Temporal.Instant): Promise<void> {
  await sql`delete from plan_changed where org_id = ${orgId} and changed_at < ${before}`.execute(tx)
}
