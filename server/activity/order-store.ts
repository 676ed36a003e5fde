import { sql } from 'kysely'
import { noteAdded, noteChanged } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { orderImages } from './imported-order-store.ts'

export interface StagedLine {
  number: number
  orderKey: string
  customerId: string
  happenedAt: Temporal.Instant
  productCode: string | null
  product: string
  quantity: number
  unitPrice: number
  currency: string | null
}

export async function stageLines(tx: Tx, orgId: string, importId: string, lines: readonly StagedLine[]): Promise<void> {
  if (lines.length === 0) return
  await sql`
    insert into staged_order_line (org_id, import_id, row_number, order_key, customer_id, happened_at, product_code,
      product, quantity, unit_price, currency)
    select ${orgId}, ${importId}, g.*
    from unnest(${lines.map(line => line.number)}::bigint[], ${lines.map(line => line.orderKey)}::text[],
      ${lines.map(line => line.customerId)}::uuid[], ${lines.map(line => line.happenedAt.toString())}::timestamptz[],
      ${lines.map(line => line.productCode)}::text[], ${lines.map(line => line.product)}::text[],
      ${lines.map(line => line.quantity)}::numeric[], ${lines.map(line => line.unitPrice)}::numeric[],
      ${lines.map(line => line.currency)}::text[]) as g`.execute(tx)
}

/** Whose these orders are, by order number: of those in place and of those staged by the same import. */
export async function ownersOfOrders(
  tx: Tx,
  orgId: string,
  importId: string,
  orderKeys: readonly string[],
): Promise<Map<string, string>> {
  if (orderKeys.length === 0) return new Map()
  const { rows } = await sql<{ orderKey: string; customerId: string }>`
    select external_id as "orderKey", customer_id as "customerId" from activity
    where org_id = ${orgId} and kind = 'order' and external_id = any (${[...orderKeys]}::text[])
    union
    select order_key, customer_id from staged_order_line
    where org_id = ${orgId} and import_id = ${importId} and order_key = any (${[...orderKeys]}::text[])`.execute(tx)
  return new Map(rows.map(row => [row.orderKey, row.customerId]))
}

export interface SettledLines {
  new: number
  changed: number
  unchanged: number
  counts: { orders: number }
}

/**
 * Puts the next orders of an import in place with all their lines and takes them off the stage; `null` when none is
 * left. An order that is there with the same content stays untouched; one with other content is replaced as a whole.
 */
export async function settleOrders(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  importId: string,
  atMost: number,
): Promise<SettledLines | null> {
  const { orgId } = actor
  const { rows: next } = await sql<{ orderKey: string }>`
    select distinct order_key as "orderKey" from staged_order_line
    where org_id = ${orgId} and import_id = ${importId} order by order_key limit ${atMost}`.execute(tx)
  if (next.length === 0) return null
  const keys = next.map(row => row.orderKey)
  const before = await orderImages(tx, orgId, keys)
  const written = await upsertOrders(tx, actor, importId, keys)
  await replaceLines(tx, orgId, importId, written)
  await noteOrders(tx, actor, importId, written, before)
  const { rows: gone } = await sql<{ orderKey: string; lines: number }>`
    with gone as (
      delete from staged_order_line
      where org_id = ${orgId} and import_id = ${importId} and order_key = any (${keys}::text[])
      returning order_key
    )
    select order_key as "orderKey", count(*) as lines from gone group by order_key`.execute(tx)
  const fate = new Map(written.map(order => [order.orderKey, order.isNew ? 'new' : 'changed'] as const))
  const settled: SettledLines = { new: 0, changed: 0, unchanged: 0, counts: { orders: keys.length } }
  for (const { orderKey, lines } of gone) settled[fate.get(orderKey) ?? 'unchanged'] += lines
  return settled
}

/** Tells the journal of the import which orders are new and what the changed ones were. */
async function noteOrders(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  importId: string,
  written: readonly WrittenOrder[],
  before: ReadonlyMap<string, Record<string, unknown>>,
): Promise<void> {
  const isNew = Map.groupBy(written, order => order.isNew)
  await noteAdded(
    tx,
    actor,
    importId,
    'order',
    (isNew.get(true) ?? []).map(order => order.id),
  )
  const changed = isNew.get(false) ?? []
  const after = await orderImages(
    tx,
    actor.orgId,
    changed.map(order => order.orderKey),
  )
  const images = changed.map(({ id, orderKey }) => ({
    id,
    before: before.get(orderKey)!,
    after: after.get(orderKey)!,
  }))
  await noteChanged(tx, actor, importId, 'order', images)
}

interface WrittenOrder {
  id: string
  orderKey: string
  isNew: boolean
}

/** Inserts or changes orders and answers those it wrote. The content hash ignores the order of lines in the file. */
async function upsertOrders(
  tx: Tx,
  { orgId, now }: Pick<Actor, 'orgId' | 'now'>,
  importId: string,
  keys: readonly string[],
): Promise<WrittenOrder[]> {
  const { rows } = await sql<WrittenOrder>`
    with content as (
      select order_key, min(customer_id::text)::uuid as customer_id, min(happened_at) as happened_at,
        count(*) as lines, round(sum(quantity * unit_price), 2) as amount, min(currency) as currency,
        (array_agg(product order by quantity * unit_price desc, row_number))[1] as top,
        sha256(convert_to(string_agg(
          concat_ws(chr(31), happened_at, coalesce(product_code, ''), product, quantity, unit_price, coalesce(currency, '')),
          chr(30) order by happened_at, product_code, product, quantity, unit_price, currency), 'UTF8')) as hash
      from staged_order_line
      where org_id = ${orgId} and import_id = ${importId} and order_key = any (${[...keys]}::text[])
      group by order_key
    )
    insert into activity as a (org_id, customer_id, kind, happened_at, external_id, summary, amount, currency, line_count,
      content_hash, import_id, created_at)
    select ${orgId}, customer_id, 'order', happened_at, order_key, top, amount, currency, lines, hash, ${importId}, ${now}
    from content
    on conflict on constraint activity_external_id_is_unique do update set
      happened_at = excluded.happened_at, summary = excluded.summary, amount = excluded.amount,
      currency = excluded.currency, line_count = excluded.line_count, content_hash = excluded.content_hash,
      import_id = excluded.import_id
    where a.content_hash is distinct from excluded.content_hash and a.customer_id = excluded.customer_id
    returning a.id, a.external_id as "orderKey", a.xmax = 0 as "isNew"`.execute(tx)
  return rows
}

async function replaceLines(tx: Tx, orgId: string, importId: string, orders: readonly WrittenOrder[]): Promise<void> {
  const changed = orders.filter(order => !order.isNew).map(order => order.id)
  if (changed.length > 0) {
    await sql`delete from order_line where org_id = ${orgId} and activity_id = any (${changed}::uuid[])`.execute(tx)
  }
  if (orders.length === 0) return
  await sql`
    insert into order_line (org_id, activity_id, line_number, product_code, product, quantity, unit_price)
    select ${orgId}, o.id, row_number() over (partition by o.id order by s.row_number), s.product_code, s.product,
      s.quantity, s.unit_price
    from unnest(${orders.map(order => order.id)}::uuid[], ${orders.map(order => order.orderKey)}::text[]) as o (id, key)
    join staged_order_line s on s.org_id = ${orgId} and s.import_id = ${importId} and s.order_key = o.key`.execute(tx)
}

/** Forgets the lines that wait for an import. */
export async function discardStaged(tx: Tx, orgId: string, importId: string): Promise<void> {
  await tx.deleteFrom('staged_order_line').where('org_id', '=', orgId).where('import_id', '=', importId).execute()
}
