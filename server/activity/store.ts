import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { NewActivity } from './record-activity.ts'
import type { ActivityKind } from './rules.ts'

export interface ActivityRow {
  id: string
  customerId: string
  kind: ActivityKind
  happenedAt: Temporal.Instant
  externalId: string | null
  summary: string
  amount: number | null
  currency: string | null
  lineCount: number
  endsOn: Temporal.PlainDate | null
  machineId: string | null
  serialNumber: string | null
}

const activityColumns = sql`
  a.id, a.customer_id as "customerId", a.kind, a.happened_at as "happenedAt", a.external_id as "externalId", a.summary,
  a.amount, a.currency, a.line_count as "lineCount", a.ends_on as "endsOn", a.machine_id as "machineId",
  (select m.serial_number from machine m where m.org_id = a.org_id and m.id = a.machine_id) as "serialNumber"`

/** One more activity of a customer than `limit`, newest first, after the row a cursor names by time and id. */
export async function activitiesOf(
  tx: Tx,
  orgId: string,
  customerId: string,
  given: { kinds?: readonly ActivityKind[] | undefined; after?: readonly string[] | undefined; limit: number },
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns} from activity a
    where a.org_id = ${orgId} and a.customer_id = ${customerId}
      and ${given.kinds ? sql`a.kind = any (${[...given.kinds]}::text[])` : sql`true`}
      and ${given.after ? sql`(a.happened_at, a.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by a.happened_at desc, a.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

/** The last few things that happened with a customer, newest first. */
export async function recentActivities(
  tx: Tx,
  orgId: string,
  customerId: string,
  limit: number,
): Promise<ActivityRow[]> {
  return (await activitiesOf(tx, orgId, customerId, { limit })).slice(0, limit)
}

export async function totalsOf(tx: Tx, orgId: string, customerId: string) {
  const { rows } = await sql<{
    kind: ActivityKind
    currency: string | null
    count: number
    amount: number
    firstAt: Temporal.Instant
    lastAt: Temporal.Instant
  }>`
    select kind, currency, count(*) as count, coalesce(sum(amount), 0) as amount,
      min(happened_at) as "firstAt", max(happened_at) as "lastAt"
    from activity where org_id = ${orgId} and customer_id = ${customerId}
    group by kind, currency order by max(happened_at) desc limit 100`.execute(tx)
  return rows
}

export interface LineRow {
  lineNumber: number
  productCode: string | null
  product: string
  quantity: number
  unitPrice: number
  amount: number
}

const lineColumns = sql`
  line_number as "lineNumber", product_code as "productCode", product, quantity, unit_price as "unitPrice",
  round(quantity * unit_price, 2) as amount`

/** One more line of an order than `limit`, after a line number. */
export async function linesOf(
  tx: Tx,
  orgId: string,
  activityId: string,
  given: { after: number; limit: number },
): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select ${lineColumns} from order_line
    where org_id = ${orgId} and activity_id = ${activityId} and line_number > ${given.after}
    order by line_number limit ${given.limit + 1}`.execute(tx)
  return rows
}

export async function activityById(tx: Tx, orgId: string, activityId: string): Promise<ActivityRow | undefined> {
  const { rows } = await sql<ActivityRow>`
    select ${activityColumns} from activity a where a.org_id = ${orgId} and a.id = ${activityId}`.execute(tx)
  return rows[0]
}

/** What happened, with the three lines of an order that weigh most; `undefined` when there is no such activity. */
export async function activityBrief(
  tx: Tx,
  orgId: string,
  activityId: string,
): Promise<(ActivityRow & { topLines: LineRow[] }) | undefined> {
  const activity = await activityById(tx, orgId, activityId)
  if (!activity) return undefined
  const { rows } = await sql<LineRow>`
    select ${lineColumns} from order_line
    where org_id = ${orgId} and activity_id = ${activityId}
    order by quantity * unit_price desc, line_number limit 3`.execute(tx)
  return { ...activity, topLines: rows }
}

/** Adds an activity; its amount is the worth of its lines unless it is given. */
export async function insertActivity(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  row: NewActivity & { id: string },
): Promise<void> {
  const lines = row.lines ?? []
  const worth = lines.length > 0 ? lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0) : null
  await tx
    .insertInto('activity')
    .values({
      org_id: actor.orgId,
      id: row.id,
      customer_id: row.customerId,
      kind: row.kind,
      happened_at: row.happenedAt,
      external_id: row.externalId ?? null,
      summary: row.summary || summaryOf(lines),
      amount: row.amount ?? worth,
      currency: row.currency ?? null,
      line_count: lines.length,
      ends_on: row.endsOn ?? null,
      machine_id: row.machineId ?? null,
      created_at: actor.now,
    })
    .execute()
}

/** Names the product that weighs most. */
function summaryOf(lines: NonNullable<NewActivity['lines']>): string {
  const [top] = [...lines].sort((a, b) => b.quantity * b.unitPrice - a.quantity * a.unitPrice)
  return top?.product ?? ''
}

export async function insertLines(
  tx: Tx,
  orgId: string,
  activityId: string,
  lines: NonNullable<NewActivity['lines']>,
): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map((line, at) => ({
    org_id: orgId,
    activity_id: activityId,
    line_number: at + 1,
    product_code: line.productCode ?? null,
    product: line.product,
    quantity: line.quantity,
    unit_price: line.unitPrice,
  }))
  await tx.insertInto('order_line').values(rows).execute()
}
