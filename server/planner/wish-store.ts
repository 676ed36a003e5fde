import { sql } from 'kysely'
import type { Purpose } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { Asking } from './due-store.ts'
import { currentRunId } from './store.ts'

/**
 * For which day somebody wished a follow-up that waits, counted from the first that is planned; wishes for days that are over
 * are left out.
 * @param customerIds of these customers alone
 */
export async function wishesOf(
  tx: Tx,
  { orgId, now, timeZone, today }: Asking,
  customerIds?: readonly string[],
): Promise<Map<string, number>> {
  const first = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const { rows } = await sql<{ followupId: string; ahead: number }>`
    select p.followup_id as "followupId", p.day - ${today}::date as ahead
    from plan_pin p join followup f on f.org_id = p.org_id and f.id = p.followup_id
    where p.org_id = ${orgId} and p.day >= ${first}::date and f.state = 'waiting'
      ${customerIds ? sql`and f.customer_id = any (${asArray(customerIds)}::uuid[])` : sql``}`.execute(tx)
  return new Map(rows.map(({ followupId, ahead }) => [followupId, ahead]))
}

/** Writes wishes for days down; one for a follow-up takes the place of the one before. */
export async function writeWishes(
  tx: Tx,
  actor: Actor,
  wishes: readonly { followupId: string; day: Temporal.PlainDate }[],
  reason: string,
): Promise<void> {
  await sql`
    insert into plan_pin (org_id, followup_id, branch_id, day, reason, pinned_by, pinned_at)
    select f.org_id, f.id, f.branch_id, given.day, ${reason}, ${actor.staffId}, ${actor.now}
    from unnest(${asArray(wishes.map(wish => wish.followupId))}::uuid[],
      ${asArray(wishes.map(wish => wish.day.toString()))}::date[]) as given (followup, day)
    join followup f on f.org_id = ${actor.orgId} and f.id = given.followup
    on conflict (org_id, followup_id) do update set day = excluded.day, reason = excluded.reason,
      pinned_by = excluded.pinned_by, pinned_at = excluded.pinned_at, branch_id = excluded.branch_id`.execute(tx)
}

/** A wish for a day, with what the plan in force makes of it. */
export interface WishRow {
  id: string
  followupId: string
  customerId: string
  customerName: string
  purpose: Purpose
  campaignName: string | null
  day: Temporal.PlainDate
  reason: string
  movedByName: string | null
  movedAt: Temporal.Instant
  plannedOn: Temporal.PlainDate | null
}

/** Wishes of the actor's branches that are still to be kept, the newest first. */
export async function wishPage(
  tx: Tx,
  actor: Actor,
  given: { today: Temporal.PlainDate; followupIds?: readonly string[]; after?: string | undefined; limit: number },
): Promise<WishRow[]> {
  const { rows } = await sql<WishRow>`
    select p.id, p.followup_id as "followupId", f.customer_id as "customerId", c.name as "customerName", f.purpose,
      m.name as "campaignName", p.day, p.reason, s.name as "movedByName", p.pinned_at as "movedAt",
      e.planned_on as "plannedOn"
    from plan_pin p
    join followup f on f.org_id = p.org_id and f.id = p.followup_id
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    left join staff s on s.org_id = p.org_id and s.id = p.pinned_by
    left join plan_entry e on e.org_id = p.org_id and e.run_id = (${currentRunId(actor.orgId)}) and e.followup_id = f.id
    where p.org_id = ${actor.orgId} and p.branch_id = any (${[...actor.branchIds]}::uuid[])
      and f.settled_at is null and p.day >= ${given.today}::date
      ${given.followupIds ? sql`and p.followup_id = any (${asArray(given.followupIds)}::uuid[])` : sql``}
      ${given.after ? sql`and p.id < ${given.after}::uuid` : sql``}
    order by p.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** Takes a wish of the actor's branches away; answers whose it was. */
export async function removeWish(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ followupId: string; customerId: string; day: Temporal.PlainDate } | undefined> {
  const { rows } = await sql<{ followupId: string; customerId: string; day: Temporal.PlainDate }>`
    delete from plan_pin p using followup f
    where p.org_id = ${actor.orgId} and p.id = ${id} and p.branch_id = any (${[...actor.branchIds]}::uuid[])
      and f.org_id = p.org_id and f.id = p.followup_id
    returning p.followup_id as "followupId", f.customer_id as "customerId", p.day`.execute(tx)
  return rows[0]
}

/** Forgets wishes for days that are over, and of what has ended. */
export async function forgetWishes(tx: Tx, orgId: string, today: Temporal.PlainDate): Promise<void> {
  await sql`
    delete from plan_pin p using followup f
    where p.org_id = ${orgId} and f.org_id = p.org_id and f.id = p.followup_id
      and (p.day < ${today}::date or f.settled_at is not null)`.execute(tx)
}
