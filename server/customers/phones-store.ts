import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

/** Brings up to date which of these customers have no phone that is not wrong; called after each change of their points. */
export async function notePhones(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await sql`
    update customer c set without_phone = not c.without_phone
    where c.org_id = ${orgId} and c.id = any (${[...new Set(customerIds)]}::uuid[]) and c.without_phone = exists (
      select from contact_point p
      where p.org_id = c.org_id and p.customer_id = c.id and p.kind = 'phone' and p.state <> 'wrong')`.execute(tx)
}

/** The customers these contact points belong to. */
export async function holdersOfPoints(tx: Tx, orgId: string, pointIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from contact_point
    where org_id = ${orgId} and id = any (${[...pointIds]}::uuid[])`.execute(tx)
  return rows.map(row => row.id)
}

/** Brings customers up to date, whatever was written past the program: those after one, by id, up to another. */
export async function mendPhones(
  tx: Tx,
  orgId: string,
  { after, upTo }: { after: string; upTo: string },
): Promise<void> {
  await sql`
    update customer c set without_phone = not c.without_phone
    from customer k left join (
      select distinct p.customer_id from contact_point p
      where p.org_id = ${orgId} and p.customer_id > ${after}::uuid and p.customer_id <= ${upTo}::uuid
        and p.kind = 'phone' and p.state <> 'wrong'
    ) p on p.customer_id = k.id
    where k.org_id = ${orgId} and k.id > ${after}::uuid and k.id <= ${upTo}::uuid
      and k.without_phone = (p.customer_id is not null) and c.org_id = k.org_id and c.id = k.id`.execute(tx)
}
