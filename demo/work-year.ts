import { CONFIRMING_SCRIPT } from '../server/cases/rules.ts'
import type { Calendar, Policy } from '../server/contacts/rules.ts'
import { customersByExternalId } from '../server/customers/index.ts'
import { inScope, type Tx } from '../server/platform/database.ts'
import { keepBuiltInScript } from '../server/scripts/index.ts'
import type { DemoCustomer } from './business.ts'
import { chunks } from './chunks.ts'
import type { KnownCustomer } from './dues.ts'
import type { House } from './house.ts'
import type { PlannedCampaign } from './plan-campaigns.ts'
import { insertRows } from './row-store.ts'
import { Slots } from './slots.ts'
import { type Year, yearOf } from './year.ts'
import type { YearRows } from './year-rows.ts'
import { activitiesOfCustomers, markPointsWrong, pointsOfCustomers } from './year-store.ts'

/** Customers whose year is written in one transaction. */
const AT_ONCE = 1000
const TABLES = ['contact', 'mail', 'followup', 'attempt', 'case_file', 'case_event', 'do_not_contact'] as const

export interface WorkYear {
  house: House
  seed: number
  customers: number
  policy: Policy
  calendar: Calendar
  campaigns: readonly PlannedCampaign[]
  /** The first worked day, to which the year leads. */
  end: Temporal.Instant
  now: Temporal.Instant
}

/**
 * Writes the year before the worked days, set by set, because the product's own actions take some forty milliseconds a
 * call: the same rows they would have written, under the same constraints. Answers how many calls there were.
 */
export async function workYear(given: WorkYear): Promise<number> {
  const { house, seed, calendar, policy, campaigns, end, now } = given
  const owner = house.staff('owner', house.foundedAt)
  const confirmingScriptId = await inScope(house.db, owner, tx => keepBuiltInScript(tx, owner, CONFIRMING_SCRIPT))
  const slots = new Slots(calendar, house.agents)
  const year: Year = { house, seed, policy, campaigns, confirmingScriptId, slots, end }
  let calls = 0
  for (const some of chunks(house.business.customers(seed, given.customers), AT_ONCE)) {
    calls += await inScope(house.db, owner, async tx => {
      const rows = (await knownCustomers(tx, year, some, now)).map(known => yearOf(year, known))
      await writeYear(tx, house.orgId, rows)
      return rows.reduce((sum, { attempt }) => sum + attempt.length, 0)
    })
  }
  return calls
}

async function knownCustomers(tx: Tx, { house, seed }: Year, some: DemoCustomer[], now: Temporal.Instant) {
  const { orgId, business } = house
  const found = await customersByExternalId(
    tx,
    orgId,
    some.map(customer => customer.externalId),
  )
  const ids = [...found.values()].map(({ id }) => id)
  const points = await pointsOfCustomers(tx, orgId, ids)
  const activityIds = await activitiesOfCustomers(tx, orgId, ids)
  return some.map((customer): KnownCustomer => {
    const { id } = found.get(customer.externalId)!
    const activities = business.activities(seed, customer, now).flatMap(activity => {
      const activityId = activityIds.get(`${activity.kind} ${activity.externalId}`)
      return activityId ? [{ ...activity, id: activityId }] : []
    })
    const of = (kind: 'phone' | 'email') => (points.get(id) ?? []).filter(point => point.kind === kind)
    return {
      customer,
      id,
      branchId: house.branchIds[customer.branch]!,
      points: of('phone'),
      addresses: of('email'),
      activities,
    }
  })
}

async function writeYear(tx: Tx, orgId: string, years: readonly YearRows[]): Promise<void> {
  for (const table of TABLES) {
    const rows = years.flatMap(year => year[table])
    await insertRows(tx, orgId, table, rows)
  }
  await markPointsWrong(
    tx,
    orgId,
    years.flatMap(year => year.wrongPoints),
  )
}
