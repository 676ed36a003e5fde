import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../server/contacts/given.ts'
import { givenFollowup, givenListeners } from '../server/followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../server/people/given.ts'
import { ALWAYS, entryOf, givenHours, TODAY } from '../server/planner/given-plan.ts'
import { startPlan } from '../server/planner/index.ts'
import { currentRun } from '../server/planner/store.ts'
import { setClock } from '../server/platform/clock.ts'
import { planDays } from './plan.ts'

givenListeners()

let org: GivenOrganisation
let id: string
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  await givenHours(org, await org.staff('agent'), ALWAYS)
  id = await givenFollowup(org, await givenCustomer(org), { expiresAt: TUESDAY_10_AM.add({ hours: 240 }) })
})

const planned = (signal: AbortSignal, tell: Parameters<typeof planDays>[3] = () => {}) =>
  planDays(testDatabase(), org.owner, signal, tell)
const entry = () => as(org.owner, tx => entryOf(tx, org.owner, id))

describe('planning from a terminal', () => {
  test('tells how far it is, and ends with the plan in force', async () => {
    const told: string[] = []
    const run = await planned(new AbortController().signal, ({ phase, done, ofAll }) =>
      told.push(`${phase} ${done}/${ofAll}`),
    )
    expect(told[0]).toBe('reading 0/1')
    expect(told.at(-1)).toBe('writing 1/1')
    expect(run).toMatchObject({ phase: 'done', counts: { due: 1, planned: 1 } })
    expect(await entry()).toMatchObject({ plannedOn: TODAY })
  })

  test('stopped on the way is cancelled; the plan in force stays', async () => {
    await planned(new AbortController().signal)
    const before = await as(org.owner, tx => currentRun(tx, org.orgId))
    for (const at of ['judging', 'planning', 'writing']) {
      const stop = new AbortController()
      const run = await planned(stop.signal, ({ phase }) => phase === at && stop.abort())
      expect(['cancelled', 'done']).toContain(run.phase)
      if (at !== 'writing') expect(run.phase).toBe('cancelled')
    }
    const early = new AbortController()
    early.abort()
    expect(await planned(early.signal)).toMatchObject({ phase: 'cancelled' })
    expect(await as(org.owner, tx => currentRun(tx, org.orgId))).toMatchObject({
      phase: 'done',
      counts: before!.counts,
    })
    expect(await entry()).toMatchObject({ plannedOn: TODAY })
  })

  test('is refused while another plan is under way', async () => {
    await as(org.owner, tx => startPlan(tx, org.owner))
    await expect(planned(new AbortController().signal)).rejects.toMatchObject({ reason: { code: 'plan-under-way' } })
  })
})
