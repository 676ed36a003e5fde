import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

export async function insertRejections(
  tx: Tx,
  orgId: string,
  importId: string,
  rows: readonly { number: number; reason: string; facts: Record<string, unknown>; ciphertext: Buffer }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into import_rejection (org_id, import_id, row_number, reason, facts, ciphertext)
    select ${orgId}, ${importId}, g.number, g.reason, g.facts, g.ciphertext
    from unnest(${rows.map(row => row.number)}::bigint[], ${rows.map(row => row.reason)}::text[],
      ${rows.map(row => JSON.stringify(row.facts))}::jsonb[], ${rows.map(row => row.ciphertext)}::bytea[])
      as g (number, reason, facts, ciphertext)`.execute(tx)
}

/** Rejected rows of an import in the order of the file, after a row number. */
export function rejections(tx: Tx, orgId: string, importId: string, given: { after: number; limit: number }) {
  return tx
    .selectFrom('import_rejection')
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .where('row_number', '>', given.after)
    .select(['row_number as number', 'reason', sql<Record<string, unknown>>`facts`.as('facts'), 'ciphertext'])
    .orderBy('row_number')
    .limit(given.limit)
    .execute()
}

/** How many rows were rejected for each reason. */
export async function rejectionCounts(tx: Tx, orgId: string, importId: string) {
  const { rows } = await sql<{ reason: string; rows: number }>`
    select reason, count(*) as rows from import_rejection
    where org_id = ${orgId} and import_id = ${importId} group by reason order by count(*) desc limit 50`.execute(tx)
  return rows
}
