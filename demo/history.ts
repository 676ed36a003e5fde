import { recordActivity } from '../server/activity/index.ts'
import { customersByExternalId } from '../server/customers/index.ts'
import { importFile } from '../server/imports/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { inScope } from '../server/platform/database.ts'
import { activitiesOf, ordersFile } from './activities.ts'
import { customersFile, type DemoCustomer, demoCustomers } from './customers.ts'
import type { House } from './house.ts'
import { BRANCHES } from './places.ts'

/** Customers whose activities are written in one transaction. */
const AT_ONCE = 500

/** How much there is of what. */
export interface History {
  customers: number
  orders: number
  otherActivities: number
}

/**
 * Fills the customers and what happened with them before `now`: customers and orders as files through the import, the
 * rest written down one by one, each a little after it happened.
 */
export async function fillHistory(house: House, seed: number, count: number, now: Temporal.Instant): Promise<History> {
  const start = house.staff('planner', house.foundedAt.add({ minutes: 30 }))
  const nameOf = (key: string) => BRANCHES.find(branch => branch.key === key)!.name
  await importAll(house, start, 'customers', '客户资料.csv', customersFile(demoCustomers(seed, count), nameOf))

  const history: History = { customers: count, orders: 0, otherActivities: 0 }
  function* orders() {
    for (const customer of demoCustomers(seed, count)) {
      for (const order of activitiesOf(seed, customer, now)) {
        if (order.kind !== 'order') continue
        history.orders++
        yield { customerNumber: customer.externalId, order }
      }
    }
  }
  const sync = house.staff('planner', now.subtract({ minutes: 20 }))
  await importAll(house, sync, 'orders', '订单明细.csv', ordersFile(orders()))

  for (const some of chunks(demoCustomers(seed, count), AT_ONCE)) {
    history.otherActivities += await recordOthers(house, seed, some, now)
  }
  return history
}

async function recordOthers(house: House, seed: number, customers: DemoCustomer[], now: Temporal.Instant) {
  const planner = house.staff('planner', now)
  const numbers = customers.map(customer => customer.externalId)
  return inScope(house.db, planner, async tx => {
    const known = await customersByExternalId(tx, house.orgId, numbers)
    let count = 0
    for (const customer of customers) {
      for (const activity of activitiesOf(seed, customer, now)) {
        if (activity.kind === 'order') continue
        const { amount, lines: _, ...given } = activity
        const worth = amount === null ? {} : { amount, currency: 'CNY' }
        const customerId = known.get(customer.externalId)!.id
        const writing = { ...planner, now: soonAfter(activity.happenedAt, now) }
        await recordActivity(tx, writing, { ...given, ...worth, customerId })
        count++
      }
    }
    return count
  })
}

function soonAfter(happenedAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const later = happenedAt.add({ minutes: 25 })
  return Temporal.Instant.compare(later, now) < 0 ? later : now
}

async function importAll(
  { db }: House,
  actor: Actor,
  kind: 'customers' | 'orders',
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
  const rows = [...demoCustomers(seed, Math.min(count, 8))].map(
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

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = []
  for (const item of items) {
    chunk.push(item)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
