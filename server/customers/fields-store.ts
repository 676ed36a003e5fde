import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Told } from './change-store.ts'

/** The time zone (IANA) of a customer himself; `null` when it is the organisation's. */
export async function ownTimeZone(tx: Tx, orgId: string, customerId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('customer')
    .where('org_id', '=', orgId)
    .where('id', '=', customerId)
    .select('time_zone')
    .executeTakeFirst()
  return row?.time_zone ?? null
}

export async function setTimeZone(tx: Tx, actor: Actor, customerId: string, timeZone: string | null): Promise<void> {
  await tx
    .updateTable('customer')
    .set({ time_zone: timeZone, updated_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', customerId)
    .execute()
}

/** Something of a customer that other tables hold changed: he counts as changed. */
export async function touchCustomers(
  tx: Tx,
  common: { orgId: string; at: Temporal.Instant },
  customerIds: readonly string[],
): Promise<void> {
  if (customerIds.length === 0) return
  await sql`
    update customer set updated_at = ${common.at}
    where org_id = ${common.orgId} and id = any (${[...customerIds]}::uuid[])`.execute(tx)
}

/** By whom and when a customer was added. */
export async function addedBy(tx: Tx, orgId: string, customerId: string): Promise<Told> {
  const { rows } = await sql<Told>`
    select c.created_at as at, case when c.import_id is null then 'staff' else 'import' end as source,
      s.name as "staffName", c.import_id as "importId", r.file_name as "importFile"
    from customer c
    left join staff s on s.org_id = c.org_id and s.id = c.created_by
    left join import_run r on r.org_id = c.org_id and r.id = c.import_id
    where c.org_id = ${orgId} and c.id = ${customerId}`.execute(tx)
  return rows[0]!
}
