import { sql } from 'kysely'
import type { LedgerOutcome } from '../contacts/reasons.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { CALL_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'

/** A contact point that is not right, with what is known of how it came about. */
export interface RepairRow {
  pointId: string
  customerId: string
  customerName: string
  branchName: string
  kind: 'phone' | 'email'
  state: 'doubtful' | 'wrong' | 'never-registered'
  lastFour: string
  source: string
  registeredAt: Temporal.Instant
  /** The last call to it that was settled. */
  lastOutcome: LedgerOutcome | null
  lastCallAt: Temporal.Instant | null
  lastAgentName: string | null
  /** How many other numbers of the customer can be dialled; none makes it urgent. */
  otherNumbers: number
  /** Follow-ups that wait for this customer, or ended for want of a number in the last thirty days. */
  concerned: number
}

/** One more than `limit` of the contact points to be mended, newest first, after the row whose id a cursor names. */
export async function repairPage(
  tx: Tx,
  actor: Actor,
  given: {
    state?: string | undefined
    branchId?: string | undefined
    after?: readonly string[] | undefined
    limit: number
  },
): Promise<RepairRow[]> {
  const { state, branchId, after, limit } = given
  const { rows } = await sql<RepairRow>`
    with page as materialized (
      select p.id, p.customer_id, p.kind, p.state, p.source, p.registered_at, p.identifier_id, c.name, c.branch_id
      from contact_point p join customer c on c.org_id = p.org_id and c.id = p.customer_id
      where p.org_id = ${actor.orgId} and p.state <> 'valid' and p.ended_at is null
        and c.branch_id = any (${[...actor.branchIds]}::uuid[])
        ${state ? sql`and p.state = ${state}` : sql``}
        ${branchId ? sql`and c.branch_id = ${branchId}` : sql``}
        ${after ? sql`and p.id < ${after[0]}::uuid` : sql``}
        and not exists (
          select from point_repair r where r.org_id = p.org_id and r.contact_point_id = p.id)
      order by p.id desc limit ${limit + 1})
    select p.id as "pointId", p.customer_id as "customerId", p.name as "customerName", b.name as "branchName", p.kind,
      p.state, i.last_four as "lastFour", p.source, p.registered_at as "registeredAt", t.outcome as "lastOutcome",
      t.settled_at as "lastCallAt", t.staff_name as "lastAgentName",
      (select count(*) from contact_point o
        where o.org_id = ${actor.orgId} and o.customer_id = p.customer_id and o.dialable and o.state = 'valid'
          and o.id <> p.id) as "otherNumbers",
      (select count(*) from followup f
        where f.org_id = ${actor.orgId} and f.customer_id = p.customer_id and (${stateIn(CALL_STATES)}
          or (f.closed_reason = 'no-number' and f.settled_at > ${actor.now.subtract({ hours: 24 * 30 })}))) as concerned
    from page p
    join branch b on b.org_id = ${actor.orgId} and b.id = p.branch_id
    join identifier i on i.org_id = ${actor.orgId} and i.id = p.identifier_id
    left join lateral (
      select t.outcome, t.settled_at, s.name as staff_name
      from contact t left join staff s on s.org_id = t.org_id and s.id = t.staff_id
      where t.org_id = ${actor.orgId} and t.contact_point_id = p.id and t.state = 'made'
      order by t.settled_at desc limit 1) t on true
    order by p.id desc`.execute(tx)
  return rows
}

/** Whether a contact point belongs to a customer in the actor's branches. */
export async function pointInScope(tx: Tx, actor: Actor, pointId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('contact_point as p')
    .innerJoin('customer as c', join => join.onRef('c.org_id', '=', 'p.org_id').onRef('c.id', '=', 'p.customer_id'))
    .where('p.org_id', '=', actor.orgId)
    .where('p.id', '=', pointId)
    .where('c.branch_id', 'in', [...actor.branchIds])
    .select('p.id')
    .executeTakeFirst()
  return row !== undefined
}

/** Writes down what was done about a contact point; said again, the later word stands. */
export async function insertRepair(
  tx: Tx,
  actor: Actor,
  row: { pointId: string; how: 'replaced' | 'given-up'; note: string },
): Promise<void> {
  const what = { how: row.how, note: row.note, mended_by: actor.staffId!, mended_at: actor.now }
  await tx
    .insertInto('point_repair')
    .values({ org_id: actor.orgId, contact_point_id: row.pointId, ...what })
    .onConflict(conflict => conflict.columns(['org_id', 'contact_point_id']).doUpdateSet(what))
    .execute()
}

/** Takes away that a contact point was dealt with; the list shows it again if it is not right. */
export async function deleteRepair(tx: Tx, orgId: string, pointId: string): Promise<void> {
  await tx.deleteFrom('point_repair').where('org_id', '=', orgId).where('contact_point_id', '=', pointId).execute()
}
