import { customersByExternalId } from '../server/customers/index.ts'
import { importFile } from '../server/imports/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { inScope } from '../server/platform/database.ts'
import { type DemoActivity, type DemoCustomer, worthOf } from './business.ts'
import { chunks } from './chunks.ts'
import { customersFile, ordersFile } from './files.ts'
import type { House } from './house.ts'
import { idAt } from './id-at.ts'
import { random } from './random.ts'
import { insertRows } from './row-store.ts'

/** Customers whose activities are written in one transaction. */
const AT_ONCE = 1000

/** How much there is of what. */
export interface History {
  customers: number
  orders: number
  otherActivities: number
}

/**
 * Fills the customers and what happened with them before `now`: customers and orders as files through the import, the
 * rest set by set, each as if written down a little after it happened.
 */
export async function fillHistory(house: House, seed: number, count: number, now: Temporal.Instant): Promise<History> {
  const start = house.staff('planner', house.foundedAt.add({ minutes: 30 }))
  const { business } = house
  const nameOf = (key: string) => business.branches.find(branch => branch.key === key)!.name
  await importAll(house, start, 'customers', '客户资料.csv', customersFile(business.customers(seed, count), nameOf))

  const history: History = { customers: count, orders: 0, otherActivities: 0 }
  function* orders() {
    for (const customer of business.customers(seed, count)) {
      for (const order of business.activities(seed, customer, now)) {
        if (order.kind !== 'order') continue
        history.orders++
        yield { customerNumber: customer.externalId, order }
      }
    }
  }
  const sync = house.staff('planner', now.subtract({ minutes: 20 }))
  await importAll(house, sync, 'orders', '订单明细.csv', ordersFile(orders()))

  for (const some of chunks(business.customers(seed, count), AT_ONCE)) {
    history.otherActivities += await recordOthers(house, seed, some, now)
  }
  return history
}

async function recordOthers(house: House, seed: number, customers: DemoCustomer[], now: Temporal.Instant) {
  const planner = house.staff('planner', now)
  const numbers = customers.map(customer => customer.externalId)
  return inScope(house.db, planner, async tx => {
    const lines: Record<string, unknown>[] = []
    const known = await customersByExternalId(tx, house.orgId, numbers)
    const rows = customers.flatMap(customer => {
      const draw = random(`${seed}/ids/${customer.externalId}`)
      return house.business
        .activities(seed, customer, now)
        .filter(({ kind }) => kind !== 'order')
        .map(activity => {
          const { kind, happenedAt, externalId } = activity
          const id = idAt(happenedAt, draw)
          lines.push(...linesOf(id, activity))
          const worth = activity.lines.length > 0 ? worthOf(activity) : activity.amount
          return {
            id,
            customer_id: known.get(customer.externalId)!.id,
            kind,
            happened_at: happenedAt,
            external_id: externalId,
            summary: activity.summary || (activity.lines[0]?.product ?? ''),
            amount: worth,
            currency: worth === null ? null : 'CNY',
            line_count: activity.lines.length,
            created_at: soonAfter(happenedAt, now),
          }
        })
    })
    await insertRows(tx, house.orgId, 'activity', rows)
    await insertRows(tx, house.orgId, 'order_line', lines)
    return rows.length
  })
}

function linesOf(activityId: string, { lines }: DemoActivity): Record<string, unknown>[] {
  return lines.map(({ productCode, product, quantity, unitPrice }, at) => ({
    activity_id: activityId,
    line_number: at + 1,
    product_code: productCode,
    product,
    quantity,
    unit_price: unitPrice,
  }))
}

function soonAfter(happenedAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const later = happenedAt.add({ minutes: 25 })
  return Temporal.Instant.compare(later, now) < 0 ? later : now
}

/** Takes a file in as a whole; a rejected row would be a fault of the demo. */
export async function importAll(
  { db }: House,
  actor: Actor,
  kind: string,
  fileName: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<void> {
  const run = await importFile(db, actor, { kind, fileName, stream })
  if (run.state === 'finished' && run.rowsRejected === 0) return
  throw new Error(
    `the demo's ${kind} were not taken in: ${run.state} ${run.failure ?? ''}, ${run.rowsRejected} rejected`,
  )
}

/** A file of a shop whose clerk mistyped two numbers: what a rejected row looks like. */
export async function importFromShop(house: House, seed: number, count: number, now: Temporal.Instant): Promise<void> {
  const rows = [...house.business.customers(seed, Math.min(count, 8))].map(
    ({ externalId, name, phones }) => `${externalId},${name},${phones[0]}`,
  )
  const text = ['客户编号,客户名称,手机', ...rows, ',谢师傅,0571-12', ',曹老板,13', ''].join('\n')
  const planner = house.staff('planner', now)
  const stream = [new TextEncoder().encode(text)]
  await importFile(house.db, planner, { kind: 'customers', fileName: '门店补录客户.csv', stream: bytes(stream) })
}

async function* bytes(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}
