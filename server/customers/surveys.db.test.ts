import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import { systemActor } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { HOUSE_PACE, type Pace } from '../platform/at-leisure.ts'
import { newId } from '../platform/id.ts'
import { givenVault } from '../privacy/given.ts'
import { addContactPoint } from './add-contact-point.ts'
import { addCustomer, type NewCustomer } from './add-customer.ts'
import { listDuplicates } from './duplicates.ts'
import { givenImports, importText, surveyed, takeBack } from './given.ts'
import { markContactPoint } from './mark-contact-point.ts'
import { mergeCustomers, undoMerge } from './merge-customers.ts'
import { searchCustomers } from './search-customers.ts'
import { pointsOf } from './store.ts'
import { runSurvey, startDueSurveys, startSurvey } from './surveys.ts'
import { verifyContactPoint } from './verify-contact-point.ts'

beforeAll(() => {
  givenVault()
  givenImports()
})

const add = (actor: Actor, given: Partial<NewCustomer> = {}) =>
  as(actor, tx => addCustomer(tx, actor, { name: '李雷', kind: 'person', phones: [], emails: [], ...given }))
const duplicates = (actor: Actor) => as(actor, tx => listDuplicates(tx, actor, { limit: 20 }))

/** A survey that was begun and waits for a worker. */
async function begunIn(org: GivenOrganisation) {
  let id = newId()
  await as(org.owner, tx =>
    startSurvey(tx, org.owner, 'duplicates', async begun => {
      id = begun
    }),
  )
  return { id, actor: await systemActor(testDatabase(), org.orgId, org.owner.now) }
}

/** The surveys of duplicates that are handed to a worker so many minutes later. */
async function dueIn(org: GivenOrganisation, minutes: number): Promise<string[]> {
  const system = await systemActor(testDatabase(), org.orgId, org.owner.now.add({ minutes }))
  const ids: string[] = []
  await as(system, tx =>
    startDueSurveys(tx, system, async (kind, id) => {
      if (kind === 'duplicates') ids.push(id)
    }),
  )
  return ids
}

/** The pace of a house in which people work, one customer after the other, with something that happens in each rest. */
const oneByOne = (inRest: () => void | Promise<void>): Pace => ({
  ...HOUSE_PACE,
  atWork: () => true,
  rest: async () => inRest(),
  least: 1,
  most: 1,
})

describe('a survey of all customers', () => {
  test('shows what it found with its time, and meanwhile what the one before found', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    for (const name of ['甲', '乙']) await add(owner, { name, phones: [name === '甲' ? '13800134412' : '13800135523'] })
    expect(await duplicates(owner)).toEqual({ items: [], more: false, survey: { asOf: null, running: null } })
    await surveyed(org, 'duplicates')
    expect((await duplicates(owner)).survey).toEqual({ asOf: owner.now, running: null })
    const twice = { name: '王芳', kind: 'organisation' as const }
    const ids = [await add(owner, twice), await add(owner, twice)].sort()
    expect((await duplicates(owner)).items).toEqual([])
    const later = org.at(owner, owner.now.add({ hours: 1 }))
    let id = ''
    const begin = () =>
      as(later, tx =>
        startSurvey(tx, later, 'duplicates', async begun => {
          id = begun
        }),
      )
    expect(await begin()).toMatchObject({ asOf: owner.now, running: { startedAt: later.now } })
    const first = id
    await begin()
    expect(id).toBe(first)
    await runSurvey(testDatabase(), await systemActor(testDatabase(), org.orgId, later.now), { kind: 'duplicates', id })
    const { items, survey } = await duplicates(owner)
    expect(survey).toEqual({ asOf: later.now, running: null })
    expect(items.map(pair => [pair.first.id, pair.second.id].sort())).toEqual([ids])
    const { rows } = await as(owner, tx =>
      sql`select distinct survey_id as id from customer_pair where org_id = ${org.orgId}`.execute(tx),
    )
    expect(rows).toEqual([{ id }])
  })

  test('leaves out who was merged since, and shows pairs of one’s own branches though others stand between them', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    const ids: string[] = []
    for (const branchId of [org.northId, org.southId, org.northId]) {
      const id = await add(owner, { name: String(ids.length), branchId })
      await as(owner, tx => addContactPoint(tx, owner, { customerId: id, kind: 'phone', value: '13800134412' }))
      ids.push(id)
    }
    await surveyed(org, 'duplicates')
    const north = await org.staff('supervisor', org.northId)
    expect((await duplicates(north)).items.map(pair => [pair.first.id, pair.second.id])).toEqual([[ids[0], ids[2]]])
    expect((await duplicates(owner)).items).toHaveLength(3)
    await as(owner, tx => mergeCustomers(tx, owner, { survivorId: ids[0]!, goneId: ids[2]!, taken: [], note: '' }))
    expect((await duplicates(north)).items).toEqual([])
    expect((await duplicates(owner)).items.map(pair => [pair.first.id, pair.second.id])).toEqual([[ids[0], ids[1]]])
  })

  test('begins by itself when it is due: the first, after changes, each day', async () => {
    const org = await givenOrganisation()
    const begun = async (minutes: number) => {
      const system = await systemActor(testDatabase(), org.orgId, org.owner.now.add({ minutes }))
      const kinds: { kind: 'duplicates' | 'list-check'; id: string; actor: Actor }[] = []
      await as(system, tx =>
        startDueSurveys(tx, system, async (kind, id) => {
          kinds.push({ kind, id, actor: system })
        }),
      )
      return kinds.filter(one => one.kind === 'duplicates')
    }
    const [first] = await begun(0)
    expect(await begun(1)).toEqual([])
    await runSurvey(testDatabase(), first!.actor, first!)
    expect((await duplicates(org.owner)).survey.asOf).toEqual(org.owner.now)
    expect(await begun(20)).toEqual([])
    const changer = org.at(org.owner, org.owner.now.add({ minutes: 41 }))
    await add(changer, { name: '新' })
    expect(await begun(4)).toEqual([])
    const [after] = await begun(42)
    await runSurvey(testDatabase(), after!.actor, after!)
    expect(await begun(60)).toEqual([])
    expect(await begun(60 * 26)).toHaveLength(1)
  })

  test('that fails leaves what was shown', async () => {
    const org = await givenOrganisation()
    await surveyed(org, 'duplicates')
    for (const name of ['甲', '乙']) await add(org.owner, { name })
    const { id, actor } = await begunIn(org)
    const failing = oneByOne(() => {
      throw new Error('the disk is full')
    })
    await expect(runSurvey(testDatabase(), actor, { kind: 'duplicates', id }, undefined, failing)).rejects.toThrow(
      'full',
    )
    expect((await duplicates(org.owner)).survey).toEqual({ asOf: org.owner.now, running: null })
  })

  test('finds the same whether people work or not, and goes on where it stood after the server was stopped', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    for (let at = 0; at < 12; at++) {
      const branchId = at % 2 ? org.northId : org.southId
      const kind = at % 3 ? 'person' : 'organisation'
      const id = await add(owner, { name: `客户${at % 4}`, kind, branchId })
      const value = `1380013${at % 5 ? 4412 : 5523}`
      await as(owner, tx => addContactPoint(tx, owner, { customerId: id, kind: 'phone', value }))
    }
    const found = async () =>
      (await duplicates(owner)).items
        .map(({ first, second, reasons }) => [first.id, second.id, [...reasons].sort()])
        .sort()
    await surveyed(org, 'duplicates')
    const atOnce = await found()
    expect(atOnce.length).toBeGreaterThan(8)
    // Three walks through twelve customers and points, and what is forgotten of the survey before.
    const rests = 3 * 12 + atOnce.length
    const largestGroup = 10
    for (const stopAfter of [1, 5, 14, 16, 25]) {
      const { id, actor } = await begunIn(org)
      const stopping = new AbortController()
      let before = 0
      const stopped = oneByOne(() => {
        if (++before === stopAfter) stopping.abort(new Error('the server stops'))
      })
      await expect(
        runSurvey(testDatabase(), actor, { kind: 'duplicates', id }, stopping.signal, stopped),
      ).rejects.toThrow('the server stops')
      expect((await duplicates(owner)).survey.running).not.toBeNull()
      expect(await dueIn(org, 1)).toEqual([id])
      let after = 0
      const goingOn = oneByOne(() => {
        after++
      })
      await runSurvey(testDatabase(), actor, { kind: 'duplicates', id }, undefined, goingOn)
      expect(after).toBeLessThanOrEqual(rests - stopAfter + largestGroup)
      expect(await found()).toEqual(atOnce)
    }
  })

  test('whose server was killed is taken over by another, and its first worker lets it go', async () => {
    const org = await givenOrganisation()
    for (const name of ['甲', '乙', '丙']) await add(org.owner, { name, kind: 'organisation' })
    const { id, actor } = await begunIn(org)
    const survey = { kind: 'duplicates', id } as const
    const asleep = Promise.withResolvers<void>()
    const woken = Promise.withResolvers<void>()
    const sleeper = oneByOne(() => {
      asleep.resolve()
      return woken.promise
    })
    const first = runSurvey(testDatabase(), actor, survey, undefined, sleeper)
    await asleep.promise
    expect(await dueIn(org, 1)).toEqual([])
    expect(await dueIn(org, 3)).toEqual([id])
    await runSurvey(testDatabase(), actor, survey)
    woken.resolve()
    await first
    expect((await duplicates(org.owner)).survey).toEqual({ asOf: org.owner.now, running: null })
  })

  test('is started by those who may change customers', async () => {
    const org = await givenOrganisation()
    const quality = await org.staff('quality')
    await expect(as(quality, tx => startSurvey(tx, quality, 'duplicates', async () => {}))).rejects.toThrow('forbidden')
  })
})

describe('the list of customers without a phone', () => {
  /** Names of the customers without a phone, by the list and by their points. */
  async function without(org: GivenOrganisation) {
    const { items } = await as(org.owner, tx => searchCustomers(tx, org.owner, { hasPhone: false, limit: 50 }))
    const { items: others } = await as(org.owner, tx => searchCustomers(tx, org.owner, { hasPhone: true, limit: 50 }))
    const { rows } = await as(org.owner, tx =>
      sql<{ name: string; phones: number }>`
        select name, (select count(*) from contact_point p where p.org_id = c.org_id and p.customer_id = c.id
          and p.kind = 'phone' and p.state <> 'wrong') as phones from customer c where org_id = ${org.orgId} order by name_key`.execute(
        tx,
      ),
    )
    expect(items.map(one => one.name)).toEqual(rows.filter(row => row.phones === 0).map(row => row.name))
    expect(others.map(one => one.name)).toEqual(rows.filter(row => row.phones > 0).map(row => row.name))
    return items.map(one => one.name)
  }

  test('is right whatever happens to their numbers', async () => {
    const org = await givenOrganisation()
    const { owner } = org
    await importText(owner, 'id,name,phone,email\nA1,a,13800134412,\nA2,b,,b@example.com\nA3,c,,\n')
    expect(await without(org)).toEqual(['b', 'c'])
    const run = await importText(owner, 'id,phone\nA3,13800135523\n')
    expect(await without(org)).toEqual(['b'])
    await takeBack(org, run.id)
    expect(await without(org)).toEqual(['b', 'c'])
    const d = await add(owner, { name: 'd' })
    await as(owner, tx => addContactPoint(tx, owner, { customerId: d, kind: 'phone', value: '13800136634' }))
    const e = await add(owner, { name: 'e', phones: ['13800137745'] })
    expect(await without(org)).toEqual(['b', 'c'])
    const [point] = await as(owner, tx => pointsOf(tx, org.orgId, e))
    await as(owner, tx => markContactPoint(tx, owner, { contactPointId: point!.id, state: 'wrong', note: '' }))
    expect(await without(org)).toEqual(['b', 'c', 'e'])
    await as(owner, tx => verifyContactPoint(tx, owner, { contactPointId: point!.id, how: 'call', note: '' }))
    expect(await without(org)).toEqual(['b', 'c'])
    const merge = await as(owner, tx => mergeCustomers(tx, owner, { survivorId: d, goneId: e, taken: [], note: '' }))
    expect(await without(org)).toEqual(['b', 'c'])
    await as(owner, tx => undoMerge(tx, owner, merge.id))
    expect(await without(org)).toEqual(['b', 'c'])
    await as(owner, tx => sql`delete from contact_point where customer_id = ${e}`.execute(tx))
    await surveyed(org, 'duplicates')
    expect(await without(org)).toEqual(['b', 'c', 'e'])
  })
})
