import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

/** Customers whose name was not read yet, at most so many. */
export async function unreadNames(tx: Tx, orgId: string, limit: number) {
  const { rows } = await sql<{ id: string; name: string; tags: string[] }>`
    select id, name, tags from customer where org_id = ${orgId} and search_terms is null
    order by id limit ${limit} for update skip locked`.execute(tx)
  return rows
}

/** Writes what names are sorted and found by; the rest of the customer, and when he was changed, stays as it is. */
export async function writeNames(
  tx: Tx,
  orgId: string,
  rows: readonly { id: string; key: string; terms: readonly string[] }[],
): Promise<void> {
  await sql`
    update customer c set name_key = g.key, search_terms = array(select jsonb_array_elements_text(g.terms))
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.key)}::text[],
      ${rows.map(row => JSON.stringify(row.terms))}::jsonb[]) as g (id, key, terms)
    where c.org_id = ${orgId} and c.id = g.id`.execute(tx)
}
