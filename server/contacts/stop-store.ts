import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface StopRow {
  id: string
  customerId: string
  purpose: string | null
  source: string
  note: string
  createdByName: string | null
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
  liftedAt: Temporal.Instant | null
}

const stopColumns = sql`
  d.id, d.customer_id as "customerId", d.purpose, d.source, d.note, s.name as "createdByName",
  d.created_at as "createdAt", d.expires_at as "expiresAt", d.lifted_at as "liftedAt"`

/** The wishes of a customer not to be contacted, newest first, with those lifted or expired. */
export async function stopsOf(tx: Tx, orgId: string, customerId: string): Promise<StopRow[]> {
  const { rows } = await sql<StopRow>`
    select ${stopColumns} from do_not_contact d left join staff s on s.org_id = d.org_id and s.id = d.created_by
    where d.org_id = ${orgId} and d.customer_id = ${customerId}
    order by d.created_at desc, d.id desc limit 200`.execute(tx)
  return rows
}

export interface NewStop {
  customerId: string
  purpose: string | null
  source: string
  note: string
  expiresAt: Temporal.Instant | null
}

export async function insertStop(tx: Tx, actor: Actor, stop: NewStop): Promise<StopRow> {
  const { rows } = await sql<StopRow>`
    with d as (
      insert into do_not_contact (org_id, customer_id, purpose, source, note, created_by, created_at, expires_at)
      values (${actor.orgId}, ${stop.customerId}, ${stop.purpose}, ${stop.source}, ${stop.note}, ${actor.staffId},
        ${actor.now}, ${stop.expiresAt})
      returning *)
    select ${stopColumns} from d left join staff s on s.org_id = d.org_id and s.id = d.created_by`.execute(tx)
  return rows[0]!
}

/** A wish of a customer in the actor's branches, and whether it was lifted. */
export async function stopInScope(tx: Tx, actor: Actor, stopId: string) {
  return tx
    .selectFrom('do_not_contact as d')
    .innerJoin('customer as c', join => join.onRef('c.org_id', '=', 'd.org_id').onRef('c.id', '=', 'd.customer_id'))
    .where('d.org_id', '=', actor.orgId)
    .where('d.id', '=', stopId)
    .where('c.branch_id', 'in', [...actor.branchIds])
    .select(['d.customer_id as customerId', 'd.lifted_at as liftedAt'])
    .executeTakeFirst()
}

/** Marks a wish as lifted; answers whether it stood until now. */
export async function markLifted(tx: Tx, actor: Actor, stopId: string, note: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('do_not_contact')
    .set({ lifted_at: actor.now, lifted_by: actor.staffId, lifted_note: note })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', stopId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
