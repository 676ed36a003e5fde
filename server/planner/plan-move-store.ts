import { sql } from 'kysely'
import type { Purpose } from '../campaigns/rules.ts'
import type { ContactChannel } from '../contacts/channel-rules.ts'
import { currentRunId, stateIn } from '../followups/index.ts'
import { QUEUED_STATES } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { MovedTo } from './due-columns.ts'
import type { Asking } from './due-store.ts'

/**
 * To which day somebody moved a follow-up that waits, counted from the first that is planned; moves to days that are over are
 * left out.
 * @param customerIds of these customers alone
 */
export async function movesOf(
  tx: Tx,
  { orgId, now, timeZone, today }: Asking,
  customerIds?: readonly string[],
): Promise<Map<string, MovedTo>> {
  const first = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const { rows } = await sql<MovedTo & { followupId: string }>`
    select p.followup_id as "followupId", p.day - ${today}::date as day, p.channel
    from plan_move p join followup f on f.org_id = p.org_id and f.id = p.followup_id
    where p.org_id = ${orgId} and p.day >= ${first}::date and ${stateIn(QUEUED_STATES)}
      ${customerIds ? sql`and f.customer_id = any (${asArray(customerIds)}::uuid[])` : sql``}`.execute(tx)
  return new Map(rows.map(({ followupId, day, channel }) => [followupId, { day, channel }]))
}

/** Writes moves down; one of a follow-up takes the place of the one before. In one order, for those who move the same at once. */
export async function writeMoves(
  tx: Tx,
  actor: Actor,
  moves: readonly { followupId: string; day: Temporal.PlainDate; channel?: ContactChannel }[],
  reason: string,
): Promise<void> {
  await sql`
    insert into plan_move (org_id, followup_id, branch_id, day, channel, reason, moved_by, moved_at)
    select f.org_id, f.id, f.branch_id, given.day, given.channel, ${reason}, ${actor.staffId}, ${actor.now}
    from unnest(${asArray(moves.map(move => move.followupId))}::uuid[],
      ${asArray(moves.map(move => move.day.toString()))}::date[],
      ${asArray(moves.map(move => move.channel ?? 'phone'))}::text[]) as given (followup, day, channel)
    join followup f on f.org_id = ${actor.orgId} and f.id = given.followup
    order by f.id
    on conflict (org_id, followup_id) do update set day = excluded.day, channel = excluded.channel, reason = excluded.reason,
      moved_by = excluded.moved_by, moved_at = excluded.moved_at, branch_id = excluded.branch_id`.execute(tx)
}

/** A move, with what the plan in force makes of it. */
export interface MoveRow {
  id: string
  followupId: string
  customerId: string
  customerName: string
  purpose: Purpose
  campaignName: string | null
  day: Temporal.PlainDate
  channel: ContactChannel
  reason: string
  movedByName: string | null
  movedAt: Temporal.Instant
  plannedOn: Temporal.PlainDate | null
}

/** Moves in the actor's branches that are still to be kept, the newest first. */
export async function movePage(
  tx: Tx,
  actor: Actor,
  given: { today: Temporal.PlainDate; followupIds?: readonly string[]; after?: string | undefined; limit: number },
): Promise<MoveRow[]> {
  const { rows } = await sql<MoveRow>`
    select p.id, p.followup_id as "followupId", f.customer_id as "customerId", c.name as "customerName", f.purpose,
      m.name as "campaignName", p.day, p.channel, p.reason, s.name as "movedByName", p.moved_at as "movedAt",
      e.planned_on as "plannedOn"
    from plan_move p
    join followup f on f.org_id = p.org_id and f.id = p.followup_id
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    left join staff s on s.org_id = p.org_id and s.id = p.moved_by
    left join plan_entry e on e.org_id = p.org_id and e.run_id = (${currentRunId(actor.orgId)}) and e.followup_id = f.id
    where p.org_id = ${actor.orgId} and p.branch_id = any (${[...actor.branchIds]}::uuid[])
      and f.settled_at is null and p.day >= ${given.today}::date
      ${given.followupIds ? sql`and p.followup_id = any (${asArray(given.followupIds)}::uuid[])` : sql``}
      ${given.after ? sql`and p.id < ${given.after}::uuid` : sql``}
    order by p.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** Takes a move in the actor's branches back; answers whose it was. */
export async function deleteMove(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ followupId: string; customerId: string; day: Temporal.PlainDate } | undefined> {
  const { rows } = await sql<{ followupId: string; customerId: string; day: Temporal.PlainDate }>`
    delete from plan_move p using followup f
    where p.org_id = ${actor.orgId} and p.id = ${id} and p.branch_id = any (${[...actor.branchIds]}::uuid[])
      and f.org_id = p.org_id and f.id = p.followup_id
    returning p.followup_id as "followupId", f.customer_id as "customerId", p.day`.execute(tx)
  return rows[0]
}

/** Forgets moves to days that are over, and of what has ended. */
export async function forgetMoves(tx: Tx, orgId: string, today: Temporal.PlainDate): Promise<void> {
  await sql`
    delete from plan_move p using followup f
    where p.org_id = ${orgId} and f.org_id = p.org_id and f.id = p.followup_id
      and (p.day < ${today}::date or f.settled_at is not null)`.execute(tx)
}
