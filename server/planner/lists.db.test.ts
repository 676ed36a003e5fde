import { beforeEach, expect, test } from 'vitest'
import { givenRunning } from '../campaigns/given.ts'
import { givenCustomer } from '../contacts/given.ts'
import { givenFollowup, givenListeners, givenOrder } from '../followups/given.ts'
import { planFollowups } from '../followups/plan-followups.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { setClock } from '../platform/clock.ts'
import { explainCustomer } from './explain-plan.ts'
import { givenPlan, TODAY } from './given-plan.ts'
import { listEntries } from './list-entries.ts'

givenListeners()

let org: GivenOrganisation
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
})

test('what has no day comes page by page, each once, also where many are worth the same', async () => {
  const expiresAt = TUESDAY_10_AM.add({ hours: 48 })
  const given: string[] = []
  for (const [n, priority] of [3, 9, 3, 3, 9, 3, 1].entries()) {
    const purpose = n === 6 ? ('problem-solving' as const) : ('renewal' as const)
    given.push(await givenFollowup(org, await givenCustomer(org), { expiresAt, priority, purpose }))
  }
  // Nobody works, so nothing has a day.
  await givenPlan(org)
  const listed = async (of: { teamId?: string; outcome?: 'no-work' }) => {
    const found: { followupId: string; urgency: string; value: number }[] = []
    for (let cursor: string | undefined; ; ) {
      const asked = { ...of, cursor, limit: 2 }
      const { items, next } = await as(org.owner, tx => listEntries(tx, org.owner, asked, 'en'))
      found.push(...items)
      if (!next) return found
      cursor = next
    }
  }
  const found = await listed({})
  for (const of of [
    { teamId: org.teamId },
    { outcome: 'no-work' },
    { teamId: org.teamId, outcome: 'no-work' },
  ] as const)
    expect(await listed(of)).toEqual(found)
  expect(found.map(({ followupId }) => followupId).sort()).toEqual(given.toSorted())
  expect(found[0]).toMatchObject({ followupId: given[6], urgency: 'promised' })
  const worth = found.slice(1).map(({ value }) => value)
  expect(worth).toEqual(worth.toSorted((a, b) => b - a))
  expect(new Set(worth).size).toBe(2)
})

test('a follow-up of a campaign whose time is over is in no plan for that reason', async () => {
  await givenRunning(org, { validUntil: TODAY.add({ days: 1 }) })
  const customerId = await givenCustomer(org)
  await givenOrder(org, customerId, TUESDAY_10_AM.subtract({ hours: 24 * 4 }))
  await as(org.owner, tx => planFollowups(tx, org.owner))
  await givenPlan(org)
  const absence = async (days: number) => {
    const actor = org.at(org.owner, TUESDAY_10_AM.add({ hours: 24 * days }))
    setClock(actor.now)
    await givenPlan(org, actor)
    return (await as(actor, tx => explainCustomer(tx, actor, customerId, 'en')))[0]!.absence
  }
  expect(await absence(1)).toBeNull()
  expect(await absence(2)).toBe('campaign-not-running')
})
