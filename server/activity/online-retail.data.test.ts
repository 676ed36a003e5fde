import { createReadStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { dramaPhonesCsv } from '../../demo/drama-numbers.ts'
import { customersImport } from '../customers/index.ts'
import { importFile, registerImportKind } from '../imports/index.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { givenVault } from '../privacy/given.ts'
import { ordersImport } from './orders-import.ts'

const FOLDER = new URL('../../../shared/data/online-retail/', import.meta.url)
const WHOLE = new URL('online_retail_541909_no_invoice.csv.gz', FOLDER)
const NUMBERED = new URL('online_retail_first240007_with_invoice.csv.gz', FOLDER)
const here = existsSync(WHOLE) && existsSync(NUMBERED)
if (!here) console.warn(`SKIPPED: the real shop is not imported, because ${FOLDER.pathname} is not beside the checkout`)

const mapping = { createCustomers: true, timeZone: 'Europe/London', currency: 'GBP', country: 'GB' }
const MINUTES = 60_000

async function importOrders(org: GivenOrganisation, file: URL) {
  const stream = createReadStream(file).pipe(createGunzip())
  const started = performance.now()
  const run = await importFile(testDatabase(), org.owner, {
    kind: 'orders',
    fileName: 'online-retail.csv',
    stream,
    mapping,
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const memory = Math.round(process.memoryUsage().rss / 1024 ** 2)
  console.info(`${run.rowsRead} rows in ${seconds} s, ${memory} MB resident`)
  return run
}

function inPlace(org: GivenOrganisation) {
  return as(org.owner, async tx => {
    const { rows } = await sql<{ customers: number; orders: number; lines: number; worth: string }>`
      select (select count(*) from customer where org_id = ${org.orgId}) as customers,
        (select count(*) from activity where org_id = ${org.orgId}) as orders,
        count(*) as lines, sum(quantity * unit_price)::text as worth
      from order_line where org_id = ${org.orgId}`.execute(tx)
    return rows[0]!
  })
}

describe.skipIf(!here)('a real shop: Online Retail', () => {
  beforeAll(() => {
    givenVault()
    registerImportKind(customersImport)
    registerImportKind(ordersImport)
  })

  test('the whole file, without order numbers; then its customers’ phones; then both again', {
    timeout: 5 * MINUTES,
  }, async () => {
    const org = await givenOrganisation()
    const run = await importOrders(org, WHOLE)
    expect(run).toMatchObject({ state: 'finished', rowsRead: 541_909, rowsNew: 397_884, rowsRejected: 144_025 })
    const first = await inPlace(org)
    expect(first).toMatchObject({ customers: 4_338, orders: 18_440, lines: 397_884 })
    expect(Number(first.worth).toFixed(2)).toBe('8911407.90')

    const ids = await as(org.owner, tx =>
      tx.selectFrom('customer').where('org_id', '=', org.orgId).select('external_id').orderBy('external_id').execute(),
    )
    const phones = async () => {
      const stream = Readable.from(dramaPhonesCsv(ids.map(row => row.external_id!))).map(text => Buffer.from(text))
      const given = { kind: 'customers', fileName: 'phones.csv', stream, mapping: { country: 'GB' } } as const
      return importFile(testDatabase(), org.owner, given)
    }
    expect(await phones()).toMatchObject({ rowsRead: 4_338, rowsChanged: 4_338, rowsRejected: 0 })
    expect(await phones()).toMatchObject({ rowsRead: 4_338, rowsUnchanged: 4_338 })

    expect(await importOrders(org, WHOLE)).toMatchObject({ rowsUnchanged: 397_884, rowsNew: 0, rowsRejected: 144_025 })
    expect(await inPlace(org)).toEqual(first)
  })

  test('the first half with its order numbers', { timeout: 5 * MINUTES }, async () => {
    const org = await givenOrganisation()
    const run = await importOrders(org, NUMBERED)
    expect(run).toMatchObject({ state: 'finished', rowsRead: 240_007 })
    expect(run.rowsNew + run.rowsRejected).toBe(240_007)
    expect(await inPlace(org)).toMatchObject({ customers: 2_931, orders: 8_589, lines: 168_662 })
  })
})
