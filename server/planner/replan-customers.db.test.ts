import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { givenFollowup, givenListeners } from '../followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { entryOf, TODAY } from './given-plan.ts'
import { replanCustomers } from './replan-customers.ts'
import { runPlan, startPlan } from './run-plan.ts'
import * as store from './store.ts'

givenListeners()

const expiresAt = TUESDAY_10_AM.add({ hours: 24 * 20 })

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
  await as(org.owner, tx =>
    sql`insert into shift (org_id, staff_id, day, windows, note, changed_by, changed_at)
      select ${org.orgId}, ${agent.staffId}, ${TODAY}::date + n, '[{"from":"10:00","to":"11:00"}]'::jsonb, '',
        ${org.owner.staffId}, now() from generate_series(0, 27) n`.execute(tx),
  )
})

async function planned(): Promise<void> {
  const run = await as(org.owner, tx => startPlan(tx, org.owner))
  await runPlan(testDatabase(), { orgId: org.orgId, runId: run.id }, new AbortController().signal)
}
const replanned = (customerId: string) => as(org.owner, tx => replanCustomers(tx, org.owner, [customerId]))
const entry = (id: string) => as(org.owner, tx => entryOf(tx, org.owner, id))
const loads = () => as(org.owner, tx => store.daysOf(tx, org.orgId))
const totalOf = (days: readonly store.DayRow[]) => days.reduce((sum, { used }) => sum + used, 0)

test('a new matter of one customer is planned at once, and nobody else moves', async () => {
  const [other, customerId] = [await givenCustomer(org), await givenCustomer(org)]
  const there = await givenFollowup(org, other, { expiresAt })
  await planned()
  const before = await entry(there)
  const added = await givenFollowup(org, customerId, { expiresAt, purpose: 'problem-solving' })
  expect(await entry(added)).toBeUndefined()
  await replanned(customerId)
  expect(await entry(added)).toMatchObject({ plannedOn: TODAY, outcome: 'first-day' })
  expect(await entry(there)).toEqual(before)
})

test('what was promised finds its day though the team is full, an offer does not', async () => {
  for (let n = 0; n < 9; n++) {
    await givenFollowup(org, await givenCustomer(org), { expiresAt: TUESDAY_10_AM.add({ hours: 5 }) })
  }
  await planned()
  const today = { expiresAt: TUESDAY_10_AM.add({ hours: 6 }) }
  const [promised, offered] = [await givenCustomer(org), await givenCustomer(org)]
  const problem = await givenFollowup(org, promised, { ...today, purpose: 'problem-solving' })
  const offer = await givenFollowup(org, offered, { ...today, purpose: 'renewal', priority: 1 })
  await replanned(promised)
  await replanned(offered)
  expect(await entry(problem)).toMatchObject({ plannedOn: TODAY })
  expect(await entry(offer)).toMatchObject({ plannedOn: null, outcome: 'no-room' })
})

test('planned again with nothing new, a day is worked no more and no less', async () => {
  const customerId = await givenCustomer(org)
  const id = await givenFollowup(org, customerId, { expiresAt })
  await planned()
  const before = totalOf(await loads())
  const was = await entry(id)
  await Promise.all(Array.from({ length: 5 }, () => replanned(customerId)))
  expect(totalOf(await loads())).toBeCloseTo(before, 6)
  expect(await entry(id)).toEqual(was)
  await as(org.owner, tx =>
    sql`update followup set state = 'done', settled_at = now() where org_id = ${org.orgId} and id = ${id}`.execute(tx),
  )
  await replanned(customerId)
  expect(totalOf(await loads())).toBeCloseTo(0, 6)
  expect(await entry(id)).toBeUndefined()
})

test('without a plan nothing is done', async () => {
  const customerId = await givenCustomer(org)
  const id = await givenFollowup(org, customerId, { expiresAt })
  await replanned(customerId)
  expect(await entry(id)).toBeUndefined()
})

test('of today only the hours that remain are counted', async () => {
  const customerId = await givenCustomer(org)
  const id = await givenFollowup(org, customerId, { expiresAt })
  await planned()
  expect(await entry(id)).toMatchObject({ plannedOn: TODAY })
  const evening = org.at(org.owner, TUESDAY_10_AM.add({ minutes: 58 }))
  await as(org.owner, tx => replanCustomers(tx, evening, [customerId]))
  expect(await entry(id)).toMatchObject({ plannedOn: TODAY.add({ days: 1 }), outcome: 'no-work-before' })
})

test('several customers are planned again at once as they are one by one', async () => {
  const customers: string[] = []
  for (let n = 0; n < 5; n++) {
    customers.push(await givenCustomer(org))
    await givenFollowup(org, customers[n]!, { expiresAt, priority: 9 - n })
  }
  await planned()
  const before = await loads()
  await as(org.owner, tx => replanCustomers(tx, org.owner, customers))
  const after = await loads()
  expect(after.map(({ contacts, promised, service }) => [contacts, promised, service])).toEqual(
    before.map(({ contacts, promised, service }) => [contacts, promised, service]),
  )
  expect(totalOf(after)).toBeCloseTo(totalOf(before), 6)
})
