import { sql } from 'kysely'
import type { Tx } from '../server/platform/database.ts'

/** A row whose fields are named as the columns of its table. */
export type Row = Readonly<Record<string, unknown>>

/** Writes rows whose fields are named as the columns of a table, all at once. */
export async function insertRows(tx: Tx, orgId: string, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join([...Object.keys(first), 'org_id'].map(name => sql.ref(name)))
  const values = JSON.stringify(rows.map(row => ({ ...row, org_id: orgId })))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${values}::jsonb)`.execute(tx)
}
