import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { givenFollowup, givenListeners } from '../followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { addBranch, addTeam } from '../people/index.ts'
import { setClock } from '../platform/clock.ts'
import { ALWAYS, givenHours, givenPlan, TODAY } from './given-plan.ts'
import { beginIfDue } from './jobs.ts'
import { readPlan } from './read-plan.ts'
import { cancelPlan, startPlan } from './run-plan.ts'
import { endRun, noteProgress } from './store.ts'

givenListeners()

let org: GivenOrganisation
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
})

/** At a time of the Tuesday or the days after it, where the organisation is. */
function at(time: string, days = 0) {
  const moment = TODAY.add({ days }).toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: time })
  return org.at(org.owner, moment.toInstant())
}
const begun = (time: string, days = 0) => as(org.owner, tx => beginIfDue(tx, { ...at(time, days), staffId: null }))
const current = (actor = org.owner) => as(actor, tx => readPlan(tx, actor, 'en'))

describe('the nightly plan', () => {
  test('begins in the night of the organisation, once', async () => {
    expect(await begun('10:00')).toBeUndefined()
    const id = await begun('02:05', 1)
    expect(id).toBeDefined()
    expect(await begun('02:10', 1)).toBeUndefined()
    expect((await current()).latest).toMatchObject({ id, startedByName: null, firstDay: TODAY.add({ days: 1 }) })
  })

  test('does not come after one that somebody made in the same night', async () => {
    const night = at('03:00', 1)
    const { id } = await as(org.owner, tx => startPlan(tx, night))
    await as(org.owner, tx => endRun(tx, night, id, { phase: 'done' }))
    expect(await begun('03:05', 1)).toBeUndefined()
    expect(await begun('02:05', 2)).toBeDefined()
  })
})

describe('a run whose process died', () => {
  test('is begun again at any hour, but not for ever', async () => {
    const first = await as(org.owner, tx => startPlan(tx, org.owner))
    expect(await begun('10:05')).toBeUndefined()
    const second = await begun('10:11')
    expect(second).toBeDefined()
    expect(second).not.toBe(first.id)
    expect(await begun('10:25')).toBeUndefined()
    expect((await current()).latest).toMatchObject({ id: second, phase: 'failed' })
  })
})

describe('what is read of the plan', () => {
  test('says how far a run is, how fast and how long it will yet take', async () => {
    const run = await as(org.owner, tx => startPlan(tx, org.owner))
    const told = { phase: 'judging', ofAll: 100 } as const
    for (const [seconds, done] of [
      [1, 0],
      [11, 40],
    ] as const) {
      const now = TUESDAY_10_AM.add({ seconds })
      await as(org.owner, tx => noteProgress(tx, org.orgId, run.id, { ...told, done, now }))
    }
    const { latest, inForce, stale } = await current()
    expect(latest).toMatchObject({
      phase: 'judging',
      done: 40,
      ofAll: 100,
      ratePerSecond: 4,
      secondsLeft: 15,
      counts: null,
    })
    expect([inForce, stale]).toEqual([null, []])
    await as(org.owner, tx => cancelPlan(tx, org.owner, run.id))
    expect((await current()).latest).toMatchObject({ phase: 'cancelled', secondsLeft: null })
  })

  test('says what became of everything that was due, and why it may no longer fit', async () => {
    await givenHours(org, await org.staff('agent'), ALWAYS)
    await givenFollowup(org, await givenCustomer(org), { expiresAt: TUESDAY_10_AM.add({ hours: 480 }) })
    await givenPlan(org)
    const { inForce, stale, today } = await current()
    expect(inForce!.counts).toMatchObject({ due: 1, planned: 1, byOutcome: { 'first-day': 1, carried: 0 } })
    expect([stale, today]).toEqual([[], TODAY])
    expect((await current(at('09:00', 1))).stale).toEqual([
      { code: 'day-passed', sentence: expect.stringContaining('plan now') },
    ])
  })

  test('of the whole organisation is neither begun nor cancelled by a partner', async () => {
    const partner = { parentId: org.rootId, name: '合作方', kind: 'partner' as const }
    const { id } = await as(org.owner, tx => addBranch(tx, org.owner, partner))
    const supervisor = await org.staff('supervisor', id)
    const run = await as(org.owner, tx => startPlan(tx, org.owner))
    await expect(as(supervisor, tx => cancelPlan(tx, supervisor, run.id))).rejects.toThrow('plan-of-the-house')
    await as(org.owner, tx => cancelPlan(tx, org.owner, run.id))
    await expect(as(supervisor, tx => startPlan(tx, supervisor))).rejects.toThrow('plan-of-the-house')
  })

  test('is to a partner what it holds for his own teams, and nothing of the whole', async () => {
    const { id: branchId } = await as(org.owner, tx =>
      addBranch(tx, org.owner, { parentId: org.rootId, name: '合作方', kind: 'partner' }),
    )
    const supervisor = await org.staff('supervisor', branchId)
    const helper = await org.staff('partner-agent', branchId)
    // He sees the new branch too.
    org = { ...org, owner: await org.staff('owner') }
    const team = { name: '合作方一组', branchId, memberIds: [helper.staffId!] }
    const { id: teamId } = await as(org.owner, tx => addTeam(tx, org.owner, team))
    await givenHours(org, await org.staff('agent'), ALWAYS)
    await givenHours(org, helper, ALWAYS)
    const lasting = { expiresAt: TUESDAY_10_AM.add({ hours: 480 }) }
    for (const given of [{}, {}, { teamId }])
      await givenFollowup(org, await givenCustomer(org), { ...given, ...lasting })
    await givenPlan(org)
    const own = await current(supervisor)
    expect(own).toMatchObject({ ofOwnTeams: true, inForce: { worth: null, bound: null, done: 0, ofAll: 0 } })
    expect(own.inForce!.counts).toMatchObject({ due: 1, planned: 1, byOutcome: { 'first-day': 1 } })
    const whole = await current()
    expect(whole).toMatchObject({ ofOwnTeams: false, inForce: { counts: { due: 3, planned: 3 } } })
    expect(whole.inForce!.worth).toBeGreaterThan(0)
    await as(org.owner, tx => startPlan(tx, org.owner))
    const running = { phase: 'reading', done: 0, ofAll: 0, ratePerSecond: null, counts: null }
    expect((await current(supervisor)).latest).toMatchObject(running)
  })

  test('is for who reads follow-ups', async () => {
    const agent = await org.staff('agent')
    await expect(current(agent)).rejects.toThrow('forbidden')
    await expect(as(agent, tx => startPlan(tx, agent))).rejects.toThrow('forbidden')
  })
})
