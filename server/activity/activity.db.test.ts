import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { customersOf, givenImports, importText } from '../customers/given.ts'
import type { ImportMapping } from '../imports/contract.ts'
import { importFile, registerImportKind } from '../imports/index.ts'
import { runImport } from '../imports/run-import.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { ordersImport } from './orders-import.ts'
import { type NewActivity, recordActivity } from './record-activity.ts'
import { activitiesOf, activityBrief, linesOf, recentActivities, totalsOf } from './store.ts'

beforeAll(() => {
  givenImports()
  registerImportKind(ordersImport)
})

const HEAD = '订单号,客户编号,时间,产品编码,产品,数量,单价\n'
const orders = (
  actor: Actor,
  text: string,
  mapping: Partial<ImportMapping> = { createCustomers: true, currency: 'CNY' },
) => importText(actor, text, { kind: 'orders', mapping })

async function ordersOf(org: GivenOrganisation) {
  const [customer] = await customersOf(org)
  return as(org.owner, tx => activitiesOf(tx, org.orgId, customer!.id, { limit: 50 }))
}

describe('an orders file', () => {
  test('becomes orders with their lines, also when the lines of one lie apart', async () => {
    const org = await givenOrganisation()
    const run = await orders(
      org.owner,
      `${HEAD}O1,A1,2026/11/2 9:00,X1,滤芯,2,10.50\nO2,A1,2026/11/3 9:00,X2,机油,1,99\nO1,A1,2026/11/2 9:00,X2,机油,1,99\n`,
    )
    expect(run).toMatchObject({ rowsRead: 3, rowsNew: 3, counts: { orders: 2, customersAdded: 1 } })
    const found = await ordersOf(org)
    expect(found).toMatchObject([
      { externalId: 'O2', amount: 99, currency: 'CNY', lineCount: 1 },
      { externalId: 'O1', amount: 120, lineCount: 2, summary: '机油' },
    ])
    expect(String(found[1]!.happenedAt)).toBe('2026-11-02T01:00:00Z')
    const lines = await as(org.owner, tx => linesOf(tx, org.orgId, found[1]!.id, { after: 0, limit: 10 }))
    expect(lines).toMatchObject([
      { lineNumber: 1, productCode: 'X1', product: '滤芯', quantity: 2, unitPrice: 10.5, amount: 21 },
      { lineNumber: 2, product: '机油', amount: 99 },
    ])
  })

  test('goes on past lines that no order has', async () => {
    const org = await givenOrganisation()
    const rows = [
      'O1,A1,2026/11/2 9:00,X1,滤芯,1e20,10',
      'O2,A1,2026/11/2 9:00,X1,滤芯,1,99999999999999',
      'O3,A1,2026/11/2 9:00,X1,滤芯,9999999999,99999',
      'O4,A1,0001-01-01 9:00,X1,滤芯,1,10',
      `${'O'.repeat(5000)},A1,2026/11/2 9:00,X1,滤芯,1,10`,
      'O6,A1,2026/11/2 9:00,X1,滤芯,1,10',
    ]
    const run = await orders(org.owner, `${HEAD}${rows.join('\n')}\n`)
    expect(run).toMatchObject({ state: 'finished', rowsRead: 6, rowsNew: 1, rowsRejected: 5 })
    expect(await ordersOf(org)).toMatchObject([{ externalId: 'O6', amount: 10 }])
  })

  test('without order numbers makes one order of one customer at one time', async () => {
    const org = await givenOrganisation()
    const text =
      '客户编号,时间,产品,数量,单价\nA1,2026-11-02 09:00,滤芯,1,10\nA1,2026-11-02 09:00,滤芯,1,10\nA1,2026-11-02 09:01,滤芯,1,10\n'
    await orders(org.owner, text)
    expect((await ordersOf(org)).map(order => [order.lineCount, order.amount])).toEqual([
      [1, 10],
      [2, 20],
    ])
  })

  test('imported twice, or with its rows in another order, changes nothing', async () => {
    const org = await givenOrganisation()
    const rows = [
      'O1,A1,2026/11/2 9:00,X1,滤芯,2,10.50',
      'O1,A1,2026/11/2 9:00,X2,机油,1,99',
      'O2,A2,2026/11/3 9:00,X2,机油,1,99',
    ]
    const first = await orders(org.owner, `${HEAD}${rows.join('\n')}\n`)
    expect(first).toMatchObject({ rowsNew: 3 })
    const before = await ordersOf(org)
    const again = await orders(org.owner, `${HEAD}${rows.toReversed().join('\n')}\n`)
    expect(again).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 3, counts: { customersAdded: 0 } })
    expect(await ordersOf(org)).toEqual(before)
  })

  test('imported by several at the same moment makes each order once', async () => {
    const org = await givenOrganisation()
    const text = `${HEAD}O1,A1,2026/11/2 9:00,X1,滤芯,2,10.50\nO1,A1,2026/11/2 9:00,X2,机油,1,99\n`
    const runs = await Promise.all(Array.from({ length: 4 }, () => orders(org.owner, text)))
    expect(runs.reduce((sum, run) => sum + run.rowsNew, 0)).toBe(2)
    expect(runs.reduce((sum, run) => sum + run.rowsUnchanged, 0)).toBe(6)
    expect(await ordersOf(org)).toMatchObject([{ lineCount: 2 }])
  })

  test('that states an order anew replaces it as a whole', async () => {
    const org = await givenOrganisation()
    await orders(org.owner, `${HEAD}O1,A1,2026/11/2 9:00,X1,滤芯,2,10.50\nO1,A1,2026/11/2 9:00,X2,机油,1,99\n`)
    const [before] = await ordersOf(org)
    expect(await orders(org.owner, `${HEAD}O1,A1,2026/11/2 9:00,X1,滤芯,3,10\n`)).toMatchObject({ rowsChanged: 1 })
    const [after] = await ordersOf(org)
    expect(after).toMatchObject({ id: before!.id, amount: 30, lineCount: 1 })
    expect(await as(org.owner, tx => linesOf(tx, org.orgId, after!.id, { after: 0, limit: 10 }))).toHaveLength(1)
  })

  test.each([
    ['O1,,2026/11/2,X,滤芯,1,10', 'customer-missing'],
    ['O1,A9,2026/11/2,X,滤芯,1,10', 'customer-unknown'],
    ['O1,A1,2026/11/2,X,滤芯,-1,10', 'quantity-not-positive'],
    ['O1,A1,2026/11/2,X,滤芯,0,10', 'quantity-not-positive'],
    ['O1,A1,2026/11/2,X,滤芯,若干,10', 'quantity-unreadable'],
    ['O1,A1,2026/11/2,X,滤芯,1,0', 'price-not-positive'],
    ['O1,A1,2026/11/2,X,滤芯,1,面议', 'price-unreadable'],
    ['O1,A1,昨天,X,滤芯,1,10', 'time-unreadable'],
    ['O1,A1,2026/11/2,,,1,10', 'product-missing'],
    ['TAKEN,A1,2026/11/2,X,滤芯,1,10', 'order-of-another-customer'],
  ])('has the row “%s” rejected: %s', async (row, reason) => {
    const org = await givenOrganisation()
    await importText(org.owner, 'id,name\nA1,李雷\nA2,韩梅梅\n')
    await orders(org.owner, `${HEAD}TAKEN,A2,2026/11/2,X,滤芯,1,10\n`)
    const run = await orders(org.owner, `${HEAD}${row}\n`, {})
    expect(run).toMatchObject({ rowsNew: 0, rowsRejected: 1 })
    const stored = await as(org.owner, tx =>
      tx.selectFrom('import_rejection').where('import_id', '=', run.id).select('reason').execute(),
    )
    expect(stored).toEqual([{ reason }])
  })

  test('has one order number under two customers only for the first of them', async () => {
    const org = await givenOrganisation()
    const run = await orders(org.owner, `${HEAD}O1,A1,2026/11/2,X,滤芯,1,10\nO1,A2,2026/11/2,X,滤芯,1,10\n`)
    expect(run).toMatchObject({ rowsNew: 1, rowsRejected: 1 })
  })

  test('has day and month in the order that the rest of the file tells', async () => {
    const org = await givenOrganisation()
    await orders(org.owner, `${HEAD}O1,A1,2/11/26 9:00,X,滤芯,1,10\nO2,A1,22/11/26 9:00,X,滤芯,1,10\n`)
    expect((await ordersOf(org)).map(order => String(order.happenedAt))).toEqual([
      '2026-11-22T01:00:00Z',
      '2026-11-02T01:00:00Z',
    ])
  })

  test('stopped while its orders are put in place goes on from there', async () => {
    const org = await givenOrganisation()
    const rows = Array.from({ length: 4500 }, (_, n) => `O${n},A${n % 50},2026/11/2,X,滤芯,1,10`)
    const stop = new AbortController()
    const stream = Readable.from([Buffer.from(`${HEAD}${rows.join('\n')}\n`)])
    const given = { kind: 'orders', fileName: 'o.csv', stream, mapping: { createCustomers: true } } as const
    const stopAtOrders = (run: { id: string; rowsNew: number }) => run.rowsNew > 0 && stop.abort(run.id)
    await expect(importFile(testDatabase(), org.owner, given, stopAtOrders, stop.signal)).rejects.toBeDefined()
    const importId: string = stop.signal.reason
    const runNow = () =>
      as(org.owner, tx => tx.selectFrom('import_run').where('id', '=', importId).selectAll().executeTakeFirstOrThrow())
    expect(await runNow()).toMatchObject({ state: 'running', rows_read: 4500, rows_new: 2000 })
    await runImport(testDatabase(), { orgId: org.orgId, importId })
    expect(await runNow()).toMatchObject({
      state: 'finished',
      rows_new: 4500,
      rows_changed: 0,
      counts: { orders: 4500 },
    })
  })

  test('leaves nothing waiting when it is done', async () => {
    const org = await givenOrganisation()
    await orders(org.owner, `${HEAD}O1,A1,2026/11/2,X,滤芯,1,10\n`)
    expect(await as(org.owner, tx => tx.selectFrom('staged_order_line').selectAll().execute())).toEqual([])
  })
})

describe('something recorded by hand', () => {
  async function givenCustomer() {
    const org = await givenOrganisation()
    await importText(org.owner, 'id,name\nA1,李雷\n', { branchId: org.northId })
    const [customer] = await customersOf(org)
    const happenedAt = Temporal.Instant.from('2026-11-10T02:00:00Z')
    const recordBy = (actor: Actor, given: Partial<NewActivity> = {}) =>
      as(actor, tx => recordActivity(tx, actor, { customerId: customer!.id, kind: 'service', happenedAt, ...given }))
    return { org, customerId: customer!.id, recordBy }
  }

  test('is read back with the lines that weigh most', async () => {
    const { org, customerId, recordBy } = await givenCustomer()
    const lines = [1, 2, 3, 4].map(n => ({ product: `件 ${n}`, quantity: 1, unitPrice: n * 10 }))
    const { id } = await recordBy(org.owner, { kind: 'order', externalId: 'O1', currency: 'CNY', lines })
    await recordBy(org.owner, { summary: '保养', happenedAt: Temporal.Instant.from('2026-11-12T02:00:00Z') })
    const brief = await as(org.owner, tx => activityBrief(tx, org.orgId, id))
    expect(brief).toMatchObject({ kind: 'order', amount: 100, summary: '件 4', lineCount: 4 })
    expect(brief!.topLines.map(line => line.product)).toEqual(['件 4', '件 3', '件 2'])
    const recent = await as(org.owner, tx => recentActivities(tx, org.orgId, customerId, 1))
    expect(recent).toMatchObject([{ kind: 'service', summary: '保养' }])
    const totals = await as(org.owner, tx => totalsOf(tx, org.orgId, customerId))
    expect(totals).toMatchObject([
      { kind: 'service', count: 1, amount: 0 },
      { kind: 'order', count: 1, amount: 100, currency: 'CNY' },
    ])
  })

  test('is refused when its number is there, for a customer elsewhere, and to an agent', async () => {
    const { org, recordBy } = await givenCustomer()
    await recordBy(org.owner, { externalId: 'S1' })
    await expect(recordBy(org.owner, { externalId: 'S1' })).rejects.toThrow('activity-known')
    await expect(recordBy(await org.staff('supervisor', org.southId))).rejects.toThrow('not-found')
    await expect(recordBy(await org.staff('agent', org.northId))).rejects.toThrow('forbidden')
  })

  test('is invisible to another organisation', async () => {
    const { org, customerId, recordBy } = await givenCustomer()
    const { id } = await recordBy(org.owner)
    const other = await givenOrganisation()
    expect(await as(other.owner, tx => recentActivities(tx, org.orgId, customerId, 5))).toEqual([])
    expect(await as(other.owner, tx => activityBrief(tx, org.orgId, id))).toBeUndefined()
  })
})
