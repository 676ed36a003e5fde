import { resolve } from 'node:path'
import pg from 'pg'
import { dramaPhonesCsv } from '../demo/drama-numbers.ts'
import { runningPostgresUrl } from '../server/platform/embedded-postgres.ts'

/**
 * What the real shop (docs/real-data.md) has come to in a running product, asked of its database:
 *
 *     node_modules/.bin/node e2e/real-shop.ts counts <data folder>    everything that was imported and planned, counted
 *     node_modules/.bin/node e2e/real-shop.ts phones <data folder>    a customers file with a fictitious phone for each
 */
export interface ShopCounts {
  customers: number
  withPhone: number
  orders: number
  lines: number
  /** Quantity times price over all lines, in pounds. */
  worth: string
  followups: number
  settled: number
}

export async function countShop(dataFolder: string): Promise<ShopCounts> {
  const [counts] = await ask<ShopCounts>(
    dataFolder,
    `select (select count(*)::int from customer) as customers,
      (select count(distinct customer_id)::int from contact_point) as "withPhone",
      (select count(*)::int from activity where kind = 'order') as orders,
      count(*)::int as lines, round(sum(quantity * unit_price), 2)::text as worth,
      (select count(*)::int from followup) as followups,
      (select count(*)::int from followup where settled_at is not null) as settled
    from order_line`,
  )
  return counts!
}

/** The second file: the first has no phones, so each customer is given one that rings nobody. */
export async function phonesOfShop(dataFolder: string): Promise<string> {
  const customers = await ask<{ id: string }>(
    dataFolder,
    'select external_id as id from customer order by external_id collate "C"',
  )
  return [...dramaPhonesCsv(customers.map(({ id }) => id))].join('')
}

async function ask<Row>(dataFolder: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: runningPostgresUrl(dataFolder) })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

if (import.meta.main) {
  const [what, folder = 'data'] = process.argv.slice(2)
  if (what === 'phones') process.stdout.write(await phonesOfShop(resolve(folder)))
  else console.log(await countShop(resolve(folder)))
}
