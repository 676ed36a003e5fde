import { sql } from 'kysely'
import type { ImportChange } from '../imports/index.ts'
import type { Tx } from '../platform/database.ts'

/** Orders with their lines as an import may change them, by order number. */
export async function orderImages(
  tx: Tx,
  orgId: string,
  orderKeys: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const { rows } = await sql<{ orderKey: string; image: Record<string, unknown> }>`
    select a.external_id as "orderKey", jsonb_build_object('happened_at', a.happened_at, 'summary', a.summary,
      'amount', a.amount, 'currency', a.currency, 'line_count', a.line_count, 'content_hash', a.content_hash,
      'import_id', a.import_id, 'lines', (
        select coalesce(jsonb_agg(to_jsonb(l) - 'org_id' - 'activity_id' order by l.line_number), '[]')
        from order_line l where l.org_id = a.org_id and l.activity_id = a.id)) as image
    from activity a
    where a.org_id = ${orgId} and a.kind = 'order' and a.external_id = any (${[...orderKeys]}::text[])`.execute(tx)
  return new Map(rows.map(row => [row.orderKey, row.image]))
}

/** Puts orders back with their lines where their content is still that of `after`; answers those it put back. */
export async function restoreOrders(tx: Tx, orgId: string, changes: readonly ImportChange[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update activity a set (happened_at, summary, amount, currency, line_count, content_hash, import_id) =
      (b.happened_at, b.summary, b.amount, b.currency, b.line_count, b.content_hash, b.import_id)
    from unnest(${changes.map(change => change.id)}::uuid[], ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
        ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)
      cross join lateral jsonb_populate_record(null::activity, g.before) b
    where a.org_id = ${orgId} and a.id = g.id and to_jsonb(a) @> (g.after - 'lines')
    returning a.id`.execute(tx)
  const restored = rows.map(row => row.id)
  await sql`delete from order_line where org_id = ${orgId} and activity_id = any (${restored}::uuid[])`.execute(tx)
  const lines = changes
    .filter(change => restored.includes(change.id))
    .map(change => ({ id: change.id, lines: JSON.stringify(change.before.lines) }))
  await sql`
    insert into order_line (org_id, activity_id, line_number, product_code, product, quantity, unit_price)
    select ${orgId}, g.id, l.line_number, l.product_code, l.product, l.quantity, l.unit_price
    from unnest(${lines.map(one => one.id)}::uuid[], ${lines.map(one => one.lines)}::jsonb[]) as g (id, lines)
    cross join lateral jsonb_populate_recordset(null::order_line, g.lines) l`.execute(tx)
  return restored
}

/** Holds activities and tells which are still as this import wrote them; those that are gone are left out. */
export async function holdActivities(
  tx: Tx,
  orgId: string,
  importId: string,
  ids: readonly string[],
): Promise<{ id: string; unchanged: boolean }[]> {
  const { rows } = await sql<{ id: string; unchanged: boolean }>`
    select id, import_id is not distinct from ${importId}::uuid as unchanged from activity
    where org_id = ${orgId} and id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows
}

/** Deletes activities with their lines. */
export async function deleteActivities(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from activity where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(tx)
}
