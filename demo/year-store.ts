import { sql } from 'kysely'
import type { Tx } from '../server/platform/database.ts'

/** The numbers of customers and their addresses, best first. */
export async function pointsOfCustomers(tx: Tx, orgId: string, customerIds: readonly string[]) {
  const { rows } = await sql<{ customerId: string; id: string; identifierId: string; kind: 'phone' | 'email' }>`
    select customer_id as "customerId", id, identifier_id as "identifierId", kind from contact_point
    where org_id = ${orgId} and customer_id = any (${[...customerIds]}::uuid[]) and (dialable or kind = 'email')
      and person_id is null
    order by customer_id, rank, id`.execute(tx)
  return Map.groupBy(rows, row => row.customerId)
}

/** The activities of customers by kind and their number in the house. */
export async function activitiesOfCustomers(tx: Tx, orgId: string, customerIds: readonly string[]) {
  const { rows } = await sql<{ id: string; kind: string; externalId: string }>`
    select id, kind, external_id as "externalId" from activity
    where org_id = ${orgId} and customer_id = any (${[...customerIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, kind, externalId }) => [`${kind} ${externalId}`, id]))
}

export async function markPointsWrong(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`update contact_point set state = 'wrong' where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(
    tx,
  )
}
