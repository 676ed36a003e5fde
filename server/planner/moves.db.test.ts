import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { changeCustomer } from '../customers/change-customer.ts'
import { dial, givenFollowup, givenListeners, settle, taken } from '../followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { givenAbilities } from '../people/given-abilities.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { givenPolicy } from '../policy/given.ts'
import { explainFollowup } from './explain-plan.ts'
import { ALWAYS, entryOf, type GivenHours, givenHours, givenPlan, TODAY } from './given-plan.ts'
import { listMoves, moveContacts, removeMove } from './move-contacts.ts'
import { previewMove } from './preview-move.ts'
import { daysOf } from './store.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const inDays = (days: number) => TUESDAY_10_AM.add({ hours: 24 * days })
const due = async (given: Parameters<typeof givenFollowup>[2] = {}, customerId?: string) =>
  givenFollowup(org, customerId ?? (await givenCustomer(org)), { expiresAt: inDays(20), ...given })
const move = (followupIds: string[], days: number) => ({ kind: 'move', followupIds, day: TODAY.add({ days }) }) as const
const swap = (...followupIds: string[]) => ({ kind: 'swap', followupIds }) as const
type Moving = Parameters<typeof previewMove>[2]
const preview = (moving: Moving, actor = org.owner) => as(actor, tx => previewMove(tx, actor, moving, 'en'))
const save = (moving: Moving, actor = org.owner) =>
  as(actor, tx => moveContacts(tx, actor, { moving, reason: 'the customer asked' }))
const moves = (actor = org.owner) => as(actor, tx => listMoves(tx, actor, { limit: 50 }))
const entry = (id: string) => as(org.owner, tx => entryOf(tx, org.owner, id))
const dayOf = async (id: string) => (await entry(id))?.plannedOn?.since(TODAY).days
const loads = () => as(org.owner, tx => daysOf(tx, org.orgId))

/** An hour of work leaves 37.5 minutes for calls a day. */
const HOURS: GivenHours = ALWAYS.map(() => ['10:00', '11:00'] as const)

/** Plans more than today has room for; answers one of those that come later. */
async function oneOnALaterDay(): Promise<string> {
  await givenHours(org, agent, HOURS)
  for (let n = 0; n < 12; n++) await due()
  await givenPlan(org)
  const { rows } = await as(org.owner, tx =>
    sql<{ id: string }>`select followup_id as id from plan_entry
      where org_id = ${org.orgId} and planned_on > ${TODAY}::date limit 1`.execute(tx),
  )
  return rows[0]!.id
}

describe('a contact', () => {
  test('is pushed to a later day, and the next plan keeps it', async () => {
    await givenHours(org, agent, ALWAYS)
    const id = await due()
    await givenPlan(org)
    expect(await dayOf(id)).toBe(0)
    expect(await save(move([id], 3))).toMatchObject([{ followupId: id, kept: true, movedByName: 'owner' }])
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY.add({ days: 3 }), outcome: 'moved' })
    await givenPlan(org)
    expect(await entry(id)).toMatchObject({ plannedOn: TODAY.add({ days: 3 }), outcome: 'moved' })
    const { sentences, move: moved } = await as(org.owner, tx => explainFollowup(tx, org.owner, id, 'en'))
    expect(sentences[1]).toBe('owner set this day: the customer asked')
    expect(moved).toMatchObject({ kept: true, reason: 'the customer asked' })
  })

  test('is pulled to an earlier day though that is full, and the next plan makes room', async () => {
    const later = await oneOnALaterDay()
    await save(move([later], 0))
    expect(await dayOf(later)).toBe(0)
    await givenPlan(org)
    expect(await dayOf(later)).toBe(0)
    const [today] = await loads()
    expect(today!.used).toBeLessThanOrEqual(today!.minutes)
  })

  test('swaps its day with another', async () => {
    await givenHours(org, agent, ALWAYS)
    const [one, two] = [await due(), await due({ dueAt: TUESDAY_10_AM.subtract({ hours: 1 }) })]
    await givenPlan(org)
    await save(move([two], 5))
    expect(await preview(swap(one, two))).toMatchObject({ possible: true })
    await save(swap(one, two))
    expect([await dayOf(one), await dayOf(two)]).toEqual([5, 0])
  })

  test('let go of is planned as if it had not been moved', async () => {
    await givenHours(org, agent, ALWAYS)
    const id = await due()
    await givenPlan(org)
    const [moved] = await save(move([id], 3))
    await as(org.owner, tx => removeMove(tx, org.owner, moved!.id))
    expect(await dayOf(id)).toBe(0)
    expect((await moves()).items).toEqual([])
    await expect(as(org.owner, tx => removeMove(tx, org.owner, moved!.id))).rejects.toThrow('not-found')
  })

  test('takes with it what it carries', async () => {
    await givenHours(org, agent, ALWAYS)
    const customerId = await givenCustomer(org)
    await givenPolicy(org, {
      rules: [{ id: 'together', name: '合并', kind: 'combine', most: 2, never: [], first: [] }],
    })
    const [one, two] = [await due({ purpose: 'research' }, customerId), await due({ purpose: 'care' }, customerId)]
    await givenPlan(org)
    const before = await loads()
    const { contacts } = await preview(move([one, two], 4))
    expect(contacts).toHaveLength(1)
    expect(contacts[0]!.carries).toHaveLength(1)
    await save(move([one, two], 4))
    expect([await dayOf(one), await dayOf(two)]).toEqual([4, 4])
    const after = await loads()
    expect(after[4]!.used).toBeCloseTo(before[0]!.used, 6)
    expect(after[0]!.used).toBeCloseTo(0, 6)
  })
})

describe('a move is not possible', () => {
  const problemOf = async (moving: Moving) => (await preview(moving)).contacts[0]!.problem?.code

  test('to a day out of the plan, before it is due, after its last, or of what is not planned', async () => {
    await givenHours(org, agent, ALWAYS)
    const id = await due({ expiresAt: inDays(10) })
    const later = await due({ dueAt: inDays(5) })
    await givenPlan(org)
    expect(await problemOf(move([id], -1))).toBe('day-not-planned')
    expect(await problemOf(move([id], 28))).toBe('day-not-planned')
    expect(await problemOf(move([id], 11))).toBe('expired-by-then')
    expect(await problemOf(move([later], 4))).toBe('not-due-then')
    expect((await preview(move([await due()], 4))).possible).toBe(false)
    expect((await preview(swap(id))).contacts[0]!.problem!.code).toBe('not-in-plan')
  })

  test('before the contact policy releases the customer, and tells the first day that it does', async () => {
    await givenHours(org, agent, ALWAYS)
    const customerId = await givenCustomer(org)
    const first = await due({}, customerId)
    expect((await taken(agent)).id).toBe(first)
    await dial(agent, first)
    await settle(agent, first, { outcome: 'partial' })
    const next = await due({ purpose: 'research' }, customerId)
    await givenPlan(org)
    const planned = (await entry(next))!.plannedOn!
    const { contacts } = await preview(move([next], 1))
    expect(contacts[0]).toMatchObject({ problem: { code: 'not-allowed-then' }, releasedOn: planned })
    await expect(save(move([next], 1))).rejects.toMatchObject({ reason: { code: 'move-not-possible' } })
    expect((await entry(next))!.plannedOn).toEqual(planned)
  })

  test('for some of a selection: then none is moved', async () => {
    await givenHours(org, agent, ALWAYS)
    const [good, bad] = [await due(), await due({ expiresAt: inDays(2) })]
    await givenPlan(org)
    await expect(save(move([good, bad], 5))).rejects.toMatchObject({ facts: { problems: 1 } })
    expect(await dayOf(good)).toBe(0)
    expect((await moves()).items).toEqual([])
  })

  test('when one chosen is in hand by now: then none is moved, and it is said', async () => {
    await givenHours(org, agent, ALWAYS)
    const [one, two] = [await due(), await due()]
    await givenPlan(org)
    const inHand = (await taken(agent)).id
    const other = inHand === one ? two : one
    const found = await preview(move([one, two], 3))
    expect(found).toMatchObject({ possible: false, contacts: [{ followupId: other, problem: null }] })
    expect(found.sentences.join(' ')).toContain('no longer in the plan')
    await expect(save(move([one, two], 3))).rejects.toMatchObject({ facts: { problems: 1 } })
    expect(await dayOf(other)).toBe(0)
    expect(await save(move([other], 3))).toHaveLength(1)
  })

  test('without a plan, and for who may not plan', async () => {
    const id = await due()
    await expect(preview(move([id], 1))).rejects.toMatchObject({ reason: { code: 'no-plan-to-change' } })
    await expect(preview(move([id], 1), agent)).rejects.toThrow('forbidden')
    await expect(save(move([id], 1), agent)).rejects.toThrow('forbidden')
  })
})

describe('the consequences', () => {
  test('are told before it is saved, and nothing is changed by telling them', async () => {
    const id = await oneOnALaterDay()
    const [before, was] = [await loads(), await dayOf(id)]
    const found = await preview(move([id], 0))
    expect(found.possible).toBe(true)
    const today = found.days.find(({ day }) => day.equals(TODAY))!
    expect(today.usedAfter).toBeGreaterThan(today.usedBefore)
    expect(today).toMatchObject({ over: true, minutes: 37.5 })
    expect(found.displaced.length).toBeGreaterThan(0)
    expect(found.displaced.map(({ followupId }) => followupId)).not.toContain(id)
    expect(found.valueAfter).toBeGreaterThan(found.valueBefore)
    expect(found.sentences.join(' ')).toContain('yield')
    expect(await loads()).toEqual(before)
    expect(await dayOf(id)).toBe(was)
    expect((await moves()).items).toEqual([])
  })

  test('name no mail of the day: it takes no time of the team, so it need not yield', async () => {
    const id = await oneOnALaterDay()
    await as(org.owner, tx =>
      sql`update plan_entry set channel = 'email' where org_id = ${org.orgId} and planned_on = ${TODAY}::date`.execute(
        tx,
      ),
    )
    const found = await preview(move([id], 0))
    expect(found.days.find(({ day }) => day.equals(TODAY))).toMatchObject({ over: true })
    expect(found.displaced).toEqual([])
  })

  test('of a contact pushed later are worth less, and leave its day', async () => {
    await givenHours(org, agent, ALWAYS)
    const id = await due()
    await givenPlan(org)
    const found = await preview(move([id], 7))
    expect(found.valueAfter).toBeLessThan(found.valueBefore)
    const [from, to] = found.days
    expect(from).toMatchObject({ day: TODAY, usedAfter: 0, over: false })
    expect(to!.usedAfter).toBeCloseTo(from!.usedBefore, 6)
  })
})

describe('a move to a day on which few are able', () => {
  const cantonese = async () => {
    const customerId = await givenCustomer(org)
    await as(org.owner, tx => changeCustomer(tx, org.owner, customerId, { language: 'yue' }))
    return due({}, customerId)
  }

  test('warns when it is more than they can work, though the team has time, and tells what of theirs would yield', async () => {
    const speaker = await org.staff('agent')
    await givenAbilities(org, speaker, { languages: ['yue'] })
    await givenHours(org, agent, ALWAYS)
    await givenHours(org, speaker, [['10:00', '11:00'], ['10:00', '18:00'], ...ALWAYS.slice(2).map(() => null)])
    const needing: string[] = []
    for (let n = 0; n < 12; n++) needing.push(await cantonese())
    const plain = await due()
    await givenPlan(org)
    const days = new Map(await Promise.all(needing.map(async id => [id, await dayOf(id)] as const)))
    const tomorrow = needing.filter(id => days.get(id) === 1)
    expect(tomorrow.length).toBeGreaterThan(1)

    const found = await preview(move(tomorrow, 0))
    const today = found.days.filter(({ day }) => day.equals(TODAY))
    expect(today.map(({ needs, over }) => ({ needs, over }))).toEqual([
      { needs: [], over: false },
      { needs: ['language:yue'], over: true },
    ])
    expect(today[1]).toMatchObject({ minutes: 37.5 })
    const yielding = found.displaced.map(({ followupId }) => followupId)
    expect(yielding.length).toBeGreaterThan(0)
    for (const id of yielding) expect(days.get(id)).toBe(0)
    expect(yielding).not.toContain(plain)
    expect(found.sentences.join(' ')).toMatch(/who have Cantonese will be at \d{3}% of what they can do/)
  })

  test('says nothing of them when others are moved', async () => {
    const speaker = await org.staff('agent')
    await givenAbilities(org, speaker, { languages: ['yue'] })
    for (const one of [agent, speaker]) await givenHours(org, one, ALWAYS)
    const [plain] = [await due(), await cantonese()]
    await givenPlan(org)
    const { days, displaced } = await preview(move([plain], 3))
    expect(days.map(({ needs }) => needs)).toEqual([[], []])
    expect(displaced).toEqual([])
  })
})

describe('moves', () => {
  test('are those of one’s own branches, and end with their follow-up', async () => {
    await givenHours(org, agent, ALWAYS)
    const id = await due()
    await givenPlan(org)
    const [moved] = await save(move([id], 3))
    const south = await org.staff('planner', org.southId)
    expect((await moves(south)).items).toEqual([])
    await expect(as(south, tx => removeMove(tx, south, moved!.id))).rejects.toThrow('not-found')
    await expect(save(move([id], 4), south)).rejects.toThrow('not-found')
    expect((await moves()).items).toHaveLength(1)
    await as(org.owner, tx =>
      sql`update followup set state = 'done', settled_at = now() where org_id = ${org.orgId} and id = ${id}`.execute(
        tx,
      ),
    )
    expect((await moves()).items).toEqual([])
  })

  test('of many who move contacts of one team over the same days at once are all kept', async () => {
    await givenHours(org, agent, ALWAYS)
    const ids = await Promise.all(Array.from({ length: 6 }, () => due()))
    await givenPlan(org)
    const before = (await loads()).reduce((sum, { used }) => sum + used, 0)
    await Promise.all(ids.map((id, n) => save(move([id], 1 + ((n * 5) % 6)))))
    expect((await moves()).items.every(({ kept }) => kept)).toBe(true)
    expect((await loads()).reduce((sum, { used }) => sum + used, 0)).toBeCloseTo(before, 6)
  })

  test('of two who move the same contact at once, the later stands, and the load counts it once', async () => {
    await givenHours(org, agent, ALWAYS)
    const id = await due()
    await givenPlan(org)
    const before = (await loads()).reduce((sum, { used }) => sum + used, 0)
    await Promise.all([2, 3, 4, 5].map(days => save(move([id], days))))
    const after = await loads()
    expect(after.reduce((sum, { used }) => sum + used, 0)).toBeCloseTo(before, 6)
    expect((await moves()).items).toMatchObject([{ followupId: id, kept: true }])
  })
})
