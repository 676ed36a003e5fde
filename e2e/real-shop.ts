import { resolve } from 'node:path'
import pg from 'pg'
import { dramaPhonesCsv } from '../demo/drama-numbers.ts'
import { approveCampaign, createCampaign, submitCampaign } from '../server/campaigns/contract.ts'
import { listTeams } from '../server/people/team-contract.ts'
import { runningPostgresUrl } from '../server/platform/embedded-postgres.ts'
import { createScript } from '../server/scripts/contract.ts'
import { type Address, at, emailOf, foundHouse, OWNER, staffHouse } from './house.ts'

/**
 * The real shop of docs/real-data.md, in a product that runs already:
 *
 *     node_modules/.bin/node e2e/real-shop.ts found <address>         its organisation, staff and team
 *     node_modules/.bin/node e2e/real-shop.ts phones <data folder>    a customers file with a fictitious phone for each
 *     node_modules/.bin/node e2e/real-shop.ts campaign <address>      care calls after an order, approved
 *     node_modules/.bin/node e2e/real-shop.ts counts <data folder>    everything that was imported and planned, counted
 */
export async function foundShop(house: Address): Promise<void> {
  await foundHouse(house, { organisation: 'Online Retail', country: 'GB', timeZone: 'Europe/London' })
  const staff = [
    { name: 'Paul Planner', login: 'planner', role: 'planner' },
    { name: 'Anna Approver', login: 'approver', role: 'approver' },
    { name: 'Grace Agent', login: 'agent', role: 'agent' },
  ] as const
  await staffHouse(house, staff, 'Care')
}

/** "Care call 3 to 10 days after an order", planned by one and approved by another. */
export async function runShopCampaign(house: Address): Promise<void> {
  const [owner, planner, approver] = await Promise.all([OWNER, emailOf('planner'), emailOf('approver')].map(house.as))
  const teamId = (await owner!(listTeams)).items[0]!.id
  const script = await planner!(createScript, {
    body: {
      name: 'Care after an order',
      opening: 'Hello {customer}, this is {agent} of {company}. May I take {minutes} minutes: {reason}?',
      minutes: 2,
      questions: [
        { id: 'score', text: 'How do you rate your order?', kind: 'scale', min: 0, max: 10, required: true },
        {
          id: 'missing',
          text: 'Is anything missing or broken?',
          kind: 'yes-no',
          problemIf: { operator: 'any-of', value: [true] },
        },
      ],
    },
  })
  const campaign = await planner!(createCampaign, {
    body: {
      name: 'Care 3 to 10 days after an order',
      purposes: ['care'],
      reasonForCustomer: 'how you are getting on with your order',
      trigger: { kind: 'order', fromDay: 3, toDay: 10 },
      teamId,
      scriptId: script.id,
      callerNumber: '020 7946 0000',
      validFrom: '2011-12-01',
      validUntil: '2011-12-31',
    },
  })
  const params = { id: campaign.id }
  const { version } = await planner!(submitCampaign, { params })
  await approver!(approveCampaign, { params, body: { version } })
}

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
  const [what, where = ''] = process.argv.slice(2)
  if (what === 'found') await foundShop(at(where))
  else if (what === 'phones') process.stdout.write(await phonesOfShop(resolve(where)))
  else if (what === 'campaign') await runShopCampaign(at(where))
  else console.log(await countShop(resolve(where)))
}
