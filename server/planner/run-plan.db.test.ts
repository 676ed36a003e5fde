import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { registerStop } from '../contacts/stop-contacts.ts'
import { dial, givenFollowup, givenListeners, settle, taken } from '../followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { ALWAYS, entryOf, type GivenHours, givenHours, TODAY } from './given-plan.ts'
import { cancelPlan, type Progress, runPlan, startPlan } from './run-plan.ts'
import * as store from './store.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const go = new AbortController().signal

/** Plans everything; answers the progress that was told. */
async function planned(): Promise<Progress[]> {
  const run = await as(org.owner, tx => startPlan(tx, org.owner))
  const told: Progress[] = []
  expect(await runPlan(testDatabase(), { orgId: org.orgId, runId: run.id }, go, at => told.push(at))).toBe(true)
  return told
}

const entry = (id: string, actor = org.owner) => as(actor, tx => entryOf(tx, actor, id))
const inDays = (days: number) => TUESDAY_10_AM.add({ hours: 24 * days })

/** A follow-up of a new customer that is due and lasts for some days from now. */
async function due(days = 20, given: Parameters<typeof givenFollowup>[2] = {}): Promise<string> {
  return givenFollowup(org, await givenCustomer(org), { expiresAt: inDays(days), ...given })
}

const works = (hours: GivenHours) => givenHours(org, agent, hours)

describe('a plan', () => {
  test('gives each waiting follow-up a day on which its team works, and tells how far it is', async () => {
    await works([null, null, ['09:00', '17:00'], ...ALWAYS.slice(3)])
    const id = await due()
    const told = await planned()
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY.add({ days: 2 }), outcome: 'no-work-before' })
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['reading', 'judging', 'planning', 'writing'])
    expect(told.at(-1)).toEqual({ phase: 'writing', done: 1, ofAll: 1 })
    const run = await as(org.owner, tx => store.currentRun(tx, org.orgId))
    expect(run).toMatchObject({ phase: 'done', policyVersion: 0, counts: { due: 1, planned: 1, 'no-work-before': 1 } })
    expect(run!.bound).toBeGreaterThanOrEqual(run!.worth! - 1e-9)
  })

  test('fills a day with what is worth most and says who took the place of the others', async () => {
    // An hour of work leaves 37.5 minutes for calls, enough for some of these and not for all.
    await works([['10:00', '11:00'], ...Array.from({ length: 27 }, () => null)])
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push(await due(20, { priority: n === 0 ? 1 : 9 }))
    await planned()
    const left = await entry(ids[0]!)
    expect(left).toMatchObject({ plannedOn: null, outcome: 'no-room', otherPlannedOn: TODAY })
    expect(left!.otherCustomerName).toBeTruthy()
    const days = await as(org.owner, tx => store.daysOf(tx, org.orgId))
    expect(days[0]).toMatchObject({ day: TODAY, minutes: 37.5 })
    expect(days[0]!.used).toBeLessThanOrEqual(37.5)
    expect(days).toHaveLength(28)
  })

  test('waits until the contact policy releases the customer', async () => {
    await works(ALWAYS)
    const customerId = await givenCustomer(org)
    await spoken(await givenFollowup(org, customerId, { expiresAt: inDays(20) }))
    const next = await givenFollowup(org, customerId, { expiresAt: inDays(20), purpose: 'research' })
    const late = await givenFollowup(org, customerId, { expiresAt: inDays(3), purpose: 'renewal' })
    await planned()
    const found = (await entry(next))!
    expect(found.plannedOn!.since(TODAY).days).toBeGreaterThanOrEqual(6)
    expect(await entry(late)).toMatchObject({ plannedOn: null, outcome: 'released-too-late' })
  })

  test('leaves out whoever does not want to be contacted', async () => {
    await works(ALWAYS)
    const customerId = await givenCustomer(org)
    const id = await givenFollowup(org, customerId, { expiresAt: inDays(20) })
    const wish = { customerId, purpose: 'research', source: 'hotline', note: '', expiresAt: null } as const
    const asked = await givenFollowup(org, customerId, { expiresAt: inDays(20), purpose: 'research' })
    await as(org.owner, tx => registerStop(tx, org.owner, wish))
    await as(org.owner, tx =>
      sql`update followup set state = 'waiting', closed_reason = null, settled_at = null
        where org_id = ${org.orgId} and id = ${asked}`.execute(tx),
    )
    await planned()
    expect(await entry(asked)).toMatchObject({ plannedOn: null, outcome: 'not-allowed' })
    expect(await entry(id)).toMatchObject({ outcome: 'first-day' })
  })

  test('takes the place of the one before, whose rows go', async () => {
    await works(ALWAYS)
    await due()
    await planned()
    await planned()
    const { rows } = await as(org.owner, tx =>
      sql<{ runs: number }>`
      select count(distinct run_id)::int as runs from plan_entry where org_id = ${org.orgId}`.execute(tx),
    )
    expect(rows).toEqual([{ runs: 1 }])
  })

  test('is the same again from the same input', async () => {
    await works([['10:00', '12:00'], ['09:00', '10:00'], ...Array.from({ length: 26 }, () => null)])
    const ids: string[] = []
    for (let n = 0; n < 15; n++) ids.push(await due(1 + (n % 3), { priority: 1 + (n % 9) }))
    await planned()
    const first = await Promise.all(ids.map(id => entry(id)))
    await planned()
    expect(await Promise.all(ids.map(id => entry(id)))).toEqual(first)
  })
})

describe('a run', () => {
  test('is one at a time, however many begin', async () => {
    const planner = await org.staff('planner')
    const begun = await Promise.allSettled(
      [org.owner, planner, org.owner].map(actor => as(actor, tx => startPlan(tx, actor))),
    )
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(as(planner, tx => startPlan(tx, planner))).rejects.toMatchObject({
      reason: { code: 'plan-under-way' },
    })
  })

  test('that is cancelled on the way leaves the plan in force as it was, and no rows', async () => {
    await works(ALWAYS)
    const id = await due()
    await planned()
    const before = await entry(id)
    const run = await as(org.owner, tx => startPlan(tx, org.owner))
    let cancelled: Promise<unknown> | undefined
    const kept = await runPlan(testDatabase(), { orgId: org.orgId, runId: run.id }, go, ({ phase }) => {
      if (phase === 'planning') cancelled ??= as(org.owner, tx => cancelPlan(tx, org.owner, run.id))
    })
    await cancelled
    expect(kept).toBe(false)
    expect(await entry(id)).toEqual(before)
    expect(await as(org.owner, tx => store.runOf(tx, org.orgId, run.id))).toMatchObject({ phase: 'cancelled' })
    await expect(as(org.owner, tx => cancelPlan(tx, org.owner, run.id))).rejects.toMatchObject({
      reason: { code: 'plan-has-ended' },
    })
  })

  test('that was lost with its process is given up after ten minutes', async () => {
    const run = await as(org.owner, tx => startPlan(tx, org.owner))
    const later = org.at(org.owner, org.owner.now.add({ minutes: 11 }))
    const next = await as(later, tx => startPlan(tx, later))
    expect(next.id).not.toBe(run.id)
    expect(await as(org.owner, tx => store.runOf(tx, org.orgId, run.id))).toMatchObject({ phase: 'failed' })
  })

  test('shows nothing of other organisations and branches', async () => {
    await works(ALWAYS)
    const id = await due()
    await planned()
    const other = await givenOrganisation()
    expect(await entry(id, other.owner)).toBeUndefined()
    expect(await entry(id, await org.staff('planner', org.southId))).toBeUndefined()
  })
})

/** Speaks to the customer of a follow-up now. */
async function spoken(id: string): Promise<void> {
  expect((await taken(agent)).id).toBe(id)
  await dial(agent, id)
  await settle(agent, id, { outcome: 'partial' })
}
