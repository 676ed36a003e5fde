import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { addPerson } from '../customers/add-person.ts'
import { givenPerson } from '../customers/given.ts'
import { givenFollowup, givenListeners } from '../followups/given.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import { addBranch } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { setClock } from '../platform/clock.ts'
import { givenPolicy as givenContent } from '../policy/given.ts'
import { explainCustomer, explainFollowup } from './explain-plan.ts'
import { ALWAYS, type GivenHours, givenHours, givenPlan, TODAY } from './given-plan.ts'
import { listEntries } from './list-entries.ts'
import { readLoad } from './read-load.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  setClock(TUESDAY_10_AM)
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const inDays = (days: number) => TUESDAY_10_AM.add({ hours: 24 * days })
const due = (customerId: string, given: Parameters<typeof givenFollowup>[2] = {}) =>
  givenFollowup(org, customerId, { expiresAt: inDays(20), ...given })
const entries = (query: Partial<Parameters<typeof listEntries>[2]> = {}, actor = org.owner) =>
  as(actor, tx => listEntries(tx, actor, { day: TODAY, limit: 50, ...query }, 'en'))
const load = (actor = org.owner, to = TODAY.add({ days: 1 })) =>
  as(actor, tx => readLoad(tx, actor, { from: TODAY, to }))
const explanation = (id: string, actor = org.owner) => as(actor, tx => explainFollowup(tx, actor, id, 'en'))

/** Lets two purposes of a customer share a contact. */
const lettingLiveTogether = () =>
  givenContent(org, {
    rules: [{ ...{ id: 'together', name: '合并', kind: 'combine' }, most: 2, never: [], first: [] }],
  })

/** An hour of work leaves 37.5 minutes for calls today; there are no other days. */
const ONE_HOUR: GivenHours = [['10:00', '11:00'], ...Array.from({ length: 27 }, () => null)]

describe('the load', () => {
  test('is what the team has to do and can do by day, by class, and of today what remains', async () => {
    await givenHours(org, agent, [['10:00', '12:00'], ['10:00', '11:00'], ...ALWAYS.slice(2)])
    await due(await givenCustomer(org), { purpose: 'problem-solving' })
    await due(await givenCustomer(org), { purpose: 'renewal' })
    await givenPlan(org)
    const [team] = (await load()).teams
    expect(team!.days.map(({ day, minutes }) => [day.toString(), minutes])).toEqual([
      ['2026-11-17', 75],
      ['2026-11-18', 37.5],
    ])
    expect(team!.days[0]).toMatchObject({ contacts: 2, byUrgency: { promised: 1, service: 0, offer: 1 } })
    expect(team!.days[0]!.used).toBeGreaterThan(0)
    const later = await load(org.at(org.owner, TUESDAY_10_AM.add({ hours: 1 })))
    expect(later.teams[0]!.days.map(({ minutes }) => minutes)).toEqual([37.5, 37.5])
  })

  test('is empty without a plan, and shown for six weeks at most', async () => {
    expect(await load()).toEqual({ teams: [], more: false })
    await expect(load(org.owner, TODAY.add({ days: 42 }))).rejects.toThrow('invalid-input')
    await expect(load(org.owner, TODAY.subtract({ days: 1 }))).rejects.toThrow('invalid-input')
  })

  test('of the branches above is nothing to a partner, whatever he may do in his own', async () => {
    await givenHours(org, agent, ALWAYS)
    await due(await givenCustomer(org))
    await givenPlan(org)
    const partner = { parentId: org.rootId, name: '合作方', kind: 'partner' as const }
    const { id } = await as(org.owner, tx => addBranch(tx, org.owner, partner))
    expect((await load(await org.staff('supervisor', org.northId))).teams).toHaveLength(1)
    expect((await load(await org.staff('supervisor', id))).teams).toEqual([])
  })
})

describe('the contacts of a day', () => {
  test('come page by page, the most urgent and worth most first', async () => {
    await givenHours(org, agent, ALWAYS)
    const given = { offer: 'renewal', problem: 'problem-solving' } as const
    const low = await due(await givenCustomer(org), { purpose: given.offer, priority: 1 })
    const high = await due(await givenCustomer(org), { purpose: given.offer, priority: 9 })
    const urgent = await due(await givenCustomer(org), { purpose: given.problem, priority: 1 })
    await givenPlan(org)
    const first = await entries({ limit: 2 })
    expect(first.items.map(({ followupId }) => followupId)).toEqual([urgent, high])
    const second = await entries({ limit: 2, cursor: first.next! })
    expect(second.items.map(({ followupId }) => followupId)).toEqual([low])
    expect(second.next).toBeNull()
    expect((await entries({ urgency: 'promised' })).items.map(({ followupId }) => followupId)).toEqual([urgent])
    expect(first.items[0]).toMatchObject({ urgency: 'promised', outcome: 'first-day', carries: [], move: null })
  })

  test('carry what goes with them, and tell minutes and worth of all of it', async () => {
    await givenHours(org, agent, ALWAYS)
    await lettingLiveTogether()
    const customerId = await givenCustomer(org)
    const alone = await due(await givenCustomer(org), { purpose: 'research' })
    const [one, two] = [await due(customerId, { purpose: 'research' }), await due(customerId, { purpose: 'care' })]
    await givenPlan(org)
    const { items } = await entries()
    expect(items).toHaveLength(2)
    const [single, both] = [
      items.find(({ followupId }) => followupId === alone)!,
      items.find(item => item.customerId === customerId)!,
    ]
    expect([both.followupId, ...both.carries.map(({ followupId }) => followupId)].sort()).toEqual([one, two].sort())
    expect(both.value).toBeGreaterThan(1.5 * single.value)
    expect(both.minutes).toBeGreaterThan(single.minutes)
    const carried = both.carries[0]!.followupId
    expect(await explanation(carried)).toMatchObject({
      outcome: 'carried',
      together: [{ followupId: both.followupId, leads: true }],
    })
    expect(await explanation(both.followupId)).toMatchObject({ together: [{ followupId: carried, leads: false }] })
  })

  test('are apart for different persons in charge of one customer, and together for one', async () => {
    await givenHours(org, agent, ALWAYS)
    await lettingLiveTogether()
    const customerId = await givenCustomer(org)
    for (const duty of ['purchasing', 'operator'])
      await as(org.owner, tx => addPerson(tx, org.owner, givenPerson(customerId, { duties: [duty] })))
    const [sale, offer] = [
      await due(customerId, { purpose: 'renewal' }),
      await due(customerId, { purpose: 'win-back' }),
    ]
    const machine = await due(customerId, { purpose: 'care' })
    await givenPlan(org)
    const together = async (id: string) => (await explanation(id)).together.map(({ followupId }) => followupId)
    expect([await together(sale), await together(offer), await together(machine)]).toEqual([[offer], [sale], []])
  })

  test('are those of one’s own branches', async () => {
    await givenHours(org, agent, ALWAYS)
    const id = await due(await givenCustomer(org))
    await givenPlan(org)
    const south = await org.staff('planner', org.southId)
    expect((await entries({}, south)).items).toEqual([])
    await expect(explanation(id, south)).rejects.toThrow('not-found')
    await expect(entries({}, agent)).rejects.toThrow('forbidden')
  })
})

describe('an explanation', () => {
  test('names who took the room, and says that it expires', async () => {
    await givenHours(org, agent, ONE_HOUR)
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push(await due(await givenCustomer(org), { priority: n === 0 ? 1 : 9 }))
    await givenPlan(org)
    const found = await explanation(ids[0]!)
    expect(found).toMatchObject({ plannedOn: null, outcome: 'no-room', expires: true, nearTo: null, absence: null })
    expect(found.displacedBy!.plannedOn).toEqual(TODAY)
    expect(found.sentences[0]).toBe('It has no day in the plan.')
    expect(found.sentences.join(' ')).toContain(found.displacedBy!.customerName)
    const { items } = await entries({ day: undefined, outcome: 'no-room' })
    expect(items.map(({ followupId }) => followupId)).toContain(ids[0])
    expect(items.find(({ followupId }) => followupId === ids[0])!.other).toEqual(found.displacedBy)
  })

  test('tells of a follow-up that is in no plan why', async () => {
    await givenHours(org, agent, ALWAYS)
    const first = await due(await givenCustomer(org))
    expect(await explanation(first)).toMatchObject({ absence: 'no-plan', outcome: null, expires: false })
    await givenPlan(org)
    expect(await explanation(first)).toMatchObject({ absence: null, outcome: 'first-day', plannedOn: TODAY })
    const second = await due(await givenCustomer(org))
    expect(await explanation(second)).toMatchObject({ absence: 'came-later' })
    await as(org.owner, tx =>
      sql`update followup set state = 'done', settled_at = now() where org_id = ${org.orgId} and id = ${second}`.execute(
        tx,
      ),
    )
    expect(await explanation(second)).toMatchObject({ absence: 'not-waiting' })
  })

  test('of a customer has all that waits for him, the next first', async () => {
    await givenHours(org, agent, ALWAYS)
    const customerId = await givenCustomer(org)
    const later = await due(customerId, { purpose: 'research', dueAt: inDays(10) })
    const first = await due(customerId, { purpose: 'satisfaction' })
    await givenPlan(org)
    const hotline = await org.staff('hotline')
    const found = await as(hotline, tx => explainCustomer(tx, hotline, customerId, 'zh'))
    expect(found.map(({ followupId }) => followupId)).toEqual([first, later])
    expect(found[0]!.sentences[0]).toContain('11月17日')
  })

  test('says the year of its expiry only when it is another one', async () => {
    await givenHours(org, agent, ALWAYS)
    const [soon, late] = [
      await due(await givenCustomer(org), { expiresAt: inDays(20) }),
      await due(await givenCustomer(org), { expiresAt: inDays(60) }),
    ]
    await givenPlan(org)
    const end = async (id: string) => (await explanation(id)).sentences.at(-1)
    expect(await end(soon)).toBe('It expires Mon 7 Dec, 10:00.')
    expect(await end(late)).toBe('It expires Sat, 16 Jan 2027, 10:00.')
  })
})
