import { beforeEach, describe, expect, test } from 'vitest'
import { changeCustomers } from '../customers/change-customers.ts'
import { renameTag } from '../customers/rename-tag.ts'
import { setTag } from '../customers/tags.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { inScopes } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { givenPolicy } from '../policy/given.ts'
import { dialContact } from './dial-contact.ts'
import { dramaNumber, givenCustomer } from './given.ts'
import { onConcern } from './hear-concerns.ts'
import { type Reservation, type ReserveContact, reserveContact } from './reserve-contact.ts'
import type { ContactRequest } from './rules.ts'
import { settleContact } from './settle-contact.ts'
import { groundFor, verdictOn, verdictsOn } from './verdict-on.ts'

let org: GivenOrganisation
beforeEach(async () => {
  org = await givenOrganisation()
})

type Rules = NonNullable<Parameters<typeof givenPolicy>[1]['rules']>
const HOUR = { kind: 'rolling', seconds: 3600 } as const
const cap = (given: Partial<Extract<Rules[number], { kind: 'cap' }>>): Rules[number] => ({
  ...{ id: 'cap', name: '上限', kind: 'cap', count: 'attempts', per: 'person', limit: 1, window: HOUR },
  ...given,
})

function request(customerId: string, given: Partial<ReserveContact> = {}): ReserveContact {
  return {
    ...{ customerId, branchId: org.rootId, matterId: newId(), campaignId: null, purpose: 'care', reason: '回访' },
    ...{ teamId: org.teamId, callerNumber: '4008001234', agreedAt: null },
    heldUntil: TUESDAY_10_AM.add({ minutes: 15 }),
    ...given,
  }
}

const reserve = (agent: Actor, given: ReserveContact): Promise<Reservation> =>
  as(agent, async tx => reserveContact(tx, agent, await groundFor(tx, agent.orgId), given))

async function called(agent: Actor, customerId: string, given: Partial<ReserveContact> = {}, conversed = false) {
  const reservation = await reserve(agent, request(customerId, given))
  if (reservation.kind !== 'reserved') throw new Error(JSON.stringify(reservation))
  const heldUntil = agent.now.add({ hours: 1 })
  await as(agent, async tx =>
    dialContact(tx, agent, await groundFor(tx, agent.orgId), { customerId, agreedAt: null, heldUntil }),
  )
  const settled = {
    contactId: reservation.contactId,
    outcome: conversed ? 'completed' : 'no-answer',
    conversed,
  } as const
  await as(agent, tx => settleContact(tx, agent, settled))
  return reservation
}

const ask = (customerId: string, given: Partial<ContactRequest> = {}, actor = org.owner) =>
  as(actor, async tx => {
    const ground = await groundFor(tx, actor.orgId)
    return (await verdictOn(tx, actor, ground, customerId, { purpose: 'care', matterId: null, ...given })).verdict
  })
const codes = async (customerId: string, given: Partial<ContactRequest> = {}) =>
  (await ask(customerId, given)).reasons.map(({ rule, code }) => `${rule}: ${code}`)
const set = (customerId: string, values: { tags?: string[]; owner_id?: string | null; stage?: string }) =>
  as(org.owner, tx => tx.updateTable('customer').set(values).where('id', '=', customerId).execute())

/** Another customer who is reached at the number of one, and there first. */
async function sharing(customerId: string, given: { branchId?: string; phones?: string[] } = {}): Promise<string> {
  const id = await givenCustomer(org, given)
  await as(org.owner, async tx => {
    const points = tx.selectFrom('contact_point').selectAll()
    const { dialable: _, ...point } = await points.where('customer_id', '=', customerId).executeTakeFirstOrThrow()
    if (!given.phones) await tx.deleteFrom('contact_point').where('customer_id', '=', id).execute()
    const row = { ...point, id: newId(), customer_id: id, rank: 0 }
    await tx.insertInto('contact_point').values(row).execute()
  })
  return id
}

describe('a verdict on what stands in the database', () => {
  test('counts the number, whoever of the house shares it, and takes another of his', async () => {
    await givenPolicy(org, { rules: [cap({ per: 'number' })] })
    const agent = await org.staff('agent')
    const other = dramaNumber()
    const first = await givenCustomer(org)
    const second = await sharing(first, { branchId: org.southId })
    const third = await sharing(first, { phones: [other] })
    await called(agent, first)
    expect(await codes(second)).toEqual(['cap: attempt-cap'])
    const reserved = await reserve(agent, request(third))
    expect(reserved).toMatchObject({ kind: 'reserved', point: { masked: `••• ${other.slice(-4)}` } })
  })

  test('counts the calling number over all it has called', async () => {
    const window = { kind: 'tumbling', seconds: 3600 } as const
    await givenPolicy(org, { rules: [cap({ per: 'caller-number', limit: 2, window, layer: 'carrier' })] })
    const agent = await org.staff('agent')
    for (const minutes of [0, 20]) {
      await called(org.at(agent, TUESDAY_10_AM.add({ minutes })), await givenCustomer(org))
    }
    const later = org.at(org.owner, TUESDAY_10_AM.add({ minutes: 50 }))
    const free = await givenCustomer(org)
    const held = await ask(free, { callerNumber: '4008001234' }, later)
    expect(held).toMatchObject({ kind: 'defer', until: TUESDAY_10_AM.add({ hours: 1 }) })
    expect(held.reasons[0]).toMatchObject({ rule: 'cap', facts: { layer: 'carrier', count: 2 } })
    expect((await ask(free, { callerNumber: '4008009999' }, later)).kind).toBe('allow')
  })

  test('knows tags, stage, owner, branch and those above it', async () => {
    const hour = { window: HOUR, limit: 1 }
    await givenPolicy(org, {
      rules: [
        cap({ id: 'south', scope: { branchIds: [org.southId] }, ...hour }),
        cap({ id: 'all', scope: { branchIds: [org.rootId] }, limit: 5 }),
        cap({ id: 'loyal', scope: { stages: ['loyalty'] }, ...hour }),
        { id: 'key', name: '大客户', kind: 'speaker', owner: true, roles: [], scope: { tags: ['大客户'] } },
      ],
    })
    const agent = await org.staff('agent')
    const south = await givenCustomer(org, { branchId: org.southId })
    const root = await givenCustomer(org)
    for (const customerId of [south, root]) await called(agent, customerId)
    expect(await codes(south)).toEqual(['south: attempt-cap'])
    expect(await codes(root)).toEqual([])
    await as(org.owner, tx =>
      tx.updateTable('customer').set({ stage: 'loyalty', stage_since: TUESDAY_10_AM }).where('id', '=', root).execute(),
    )
    expect(await codes(root)).toEqual(['loyal: attempt-cap'])

    const key = await givenCustomer(org)
    await set(key, { tags: ['大客户'], owner_id: agent.staffId })
    const other = await org.staff('agent')
    expect(await reserve(other, request(key))).toMatchObject({ kind: 'refused', verdict: { staffOnly: true } })
    expect((await reserve(agent, request(key))).kind).toBe('reserved')
  })

  test('goes on meaning a tag that is called otherwise', async () => {
    const { owner } = org
    await givenPolicy(org, {
      rules: [{ id: 'key', name: '大客户', kind: 'speaker', owner: true, roles: [], scope: { tags: ['大客户'] } }],
    })
    const customerId = await givenCustomer(org)
    await as(owner, async tx => {
      await setTag(tx, owner, { name: '大客户', colour: 'teal' })
      await changeCustomers(tx, owner, { ids: [customerId], change: { addTags: ['大客户'] } }, async () => {})
      await renameTag(tx, owner, { name: '大客户', to: '战略客户', merge: false }, async () => {})
    })
    const agent = await org.staff('agent')
    expect(await reserve(agent, request(customerId))).toMatchObject({ kind: 'refused', verdict: { staffOnly: true } })
  })

  test('knows consents, good hours, holds, open problems and overrides', async () => {
    const selling = { purposeClasses: ['marketing' as const] }
    await givenPolicy(org, {
      rules: [
        { id: 'consent', name: '同意', kind: 'consent', need: 'explicit', scope: selling },
        { id: 'solve', name: '先解决', kind: 'solve-first', scope: selling },
        { id: 'own', name: '方便时段', kind: 'own-hours' },
        cap({ scope: { purposes: ['care'] } }),
      ],
    })
    const customerId = await givenCustomer(org)
    const [orgId, at] = [org.orgId, TUESDAY_10_AM]
    expect(await codes(customerId, { purpose: 'win-back' })).toEqual(['consent: no-consent'])
    const word = { evidence_kind: 'text', evidence: '来电同意', source: 'staff', recorded_at: at, given: true }
    await as(org.owner, tx =>
      tx
        .insertInto('consent')
        .values({ ...word, org_id: orgId, customer_id: customerId, purpose_class: 'marketing', channel: 'phone', at })
        .execute(),
    )
    expect(await codes(customerId, { purpose: 'win-back' })).toEqual([])

    const dueAt = at.add({ hours: 24 })
    const concern = { id: newId(), customerId }
    await as(org.owner, tx => onConcern(tx, org.owner, { ...concern, dueAt }))
    expect(await ask(customerId, { purpose: 'win-back' })).toMatchObject({ kind: 'defer', until: dueAt })
    await as(org.owner, tx => onConcern(tx, org.owner, { ...concern, dueAt: null }))
    expect((await ask(customerId, { purpose: 'win-back' })).kind).toBe('allow')

    const hours = { not_before: '11:00', not_after: null, source: 'customer', windows: '[]', updated_at: at }
    await as(org.owner, tx =>
      tx
        .insertInto('good_hours')
        .values({ ...hours, org_id: orgId, customer_id: customerId })
        .execute(),
    )
    expect(await ask(customerId)).toMatchObject({ kind: 'defer', until: at.add({ hours: 1 }) })
    await as(org.owner, tx => tx.deleteFrom('good_hours').where('customer_id', '=', customerId).execute())

    const hold = { customer_id: customerId, reason: '住院', set_by: org.owner.staffId!, set_at: at }
    await as(org.owner, tx =>
      tx
        .insertInto('contact_hold')
        .values({ ...hold, org_id: orgId, until: at.add({ hours: 2 }) })
        .execute(),
    )
    expect(await codes(customerId)).toEqual(['hold: on-hold'])
    await as(org.owner, tx => tx.deleteFrom('contact_hold').where('customer_id', '=', customerId).execute())

    const agent = await org.staff('agent')
    await called(agent, customerId)
    expect(await codes(customerId)).toEqual(['cap: attempt-cap'])
    const [asker, approver] = [await org.staff('planner'), await org.staff('approver')]
    const override = { customer_id: customerId, passes: ['cap'], reason: '客户来电催促', asked_by: asker.staffId! }
    const decided = { decision: 'approved', decided_by: approver.staffId, decided_at: at }
    const { id } = await as(org.owner, tx =>
      tx
        .insertInto('contact_override')
        .values({ ...override, ...decided, org_id: orgId, asked_at: at, expires_at: at.add({ hours: 2 }) })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    expect(await ask(customerId)).toMatchObject({ kind: 'allow', override: id })
    await called(agent, customerId)
    expect(await codes(customerId)).toEqual(['cap: attempt-cap'])
    const log = await as(org.owner, tx =>
      tx
        .selectFrom('verdict')
        .where('override_id', '=', id)
        .select(['moment', 'channel', 'purposes', 'staff_id'])
        .execute(),
    )
    expect(log).toContainEqual({ moment: 'hand-out', channel: 'phone', purposes: ['care'], staff_id: agent.staffId })
  })

  test('an exempted contact stands outside the quiet period, is counted, and the exemption is used up', async () => {
    const exemption = {
      ...{
        id: 'recall',
        name: '安全召回',
        reason: '制动隐患',
        scope: { purposes: ['care' as const] },
        limit: 1,
        days: 30,
      },
      ...{ passes: ['quiet-period', 'attempt-gap'], until: '2026-12-31' },
    }
    await givenPolicy(org, { exemptions: [exemption] })
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org)
    await called(agent, customerId, { purpose: 'renewal' }, true)
    expect(await codes(customerId, { purpose: 'renewal' })).toEqual([
      'quiet-period: quiet-period',
      'attempt-gap: attempt-gap',
    ])
    const exempted = await called(agent, customerId)
    expect(exempted).toMatchObject({ verdict: { kind: 'allow', exemption: 'recall' } })
    expect((await ask(customerId)).kind).toBe('defer')
  })

  test('is the same for one and for many, in the order asked', async () => {
    const agent = await org.staff('agent')
    const customers = await Promise.all(Array.from({ length: 6 }, () => givenCustomer(org)))
    await called(agent, customers[2]!, {}, true)
    const asked = customers.map(customerId => ({ customerId, request: { purpose: 'care', matterId: null } }))
    const kinds: string[] = []
    await as(org.owner, async tx => {
      for await (const found of verdictsOn(tx, org.owner, await groundFor(tx, org.orgId), asked)) {
        for (const { ruling } of found) kinds.push(ruling.kind)
      }
    })
    expect(kinds).toEqual(['allow', 'allow', 'defer', 'allow', 'allow', 'allow'])
    expect(kinds).toEqual(await Promise.all(customers.map(async id => (await ask(id)).kind)))
  })
})

test('verdicts read by turns in two transactions come in the order asked', async () => {
  const agent = await org.staff('agent')
  const customers = await Promise.all(Array.from({ length: 7 }, () => givenCustomer(org)))
  for (const n of [0, 3, 4]) await called(agent, customers[n]!, {}, true)
  const asked = customers.map(customerId => ({ customerId, request: { purpose: 'care', matterId: null } }))
  const inPairs = async function* () {
    for (let from = 0; from < asked.length; from += 2) yield asked.slice(from, from + 2)
  }
  const found: [string, string][] = []
  await inScopes(testDatabase(), org.owner, 2, async readers => {
    const ground = await groundFor(readers[0], org.orgId)
    for await (const some of verdictsOn(readers, org.owner, ground, inPairs())) {
      for (const { customerId, ruling } of some) found.push([customerId, ruling.kind])
    }
  })
  const kinds = ['defer', 'allow', 'allow', 'defer', 'defer', 'allow', 'allow']
  expect(found).toEqual(customers.map((id, n) => [id, kinds[n]]))
})

describe('when many reserve at once', () => {
  const agents = (count: number) => Promise.all(Array.from({ length: count }, () => org.staff('agent')))

  test('no number is called more often than its cap allows, though it belongs to many customers', async () => {
    await givenPolicy(org, { rules: [cap({ per: 'number', limit: 2 })] })
    const customers = [await givenCustomer(org)]
    for (let n = 1; n < 8; n++) customers.push(await sharing(customers[0]!))
    const staff = await agents(8)
    const kinds = await Promise.all(staff.map(async (agent, n) => (await reserve(agent, request(customers[n]!))).kind))
    expect(kinds.filter(kind => kind === 'reserved')).toHaveLength(2)
  })

  test('no calling number calls more often than its cap allows', async () => {
    await givenPolicy(org, { rules: [cap({ per: 'caller-number', limit: 3, layer: 'carrier' })] })
    const customers = await Promise.all(Array.from({ length: 8 }, () => givenCustomer(org)))
    const staff = await agents(8)
    const kinds = await Promise.all(staff.map(async (agent, n) => (await reserve(agent, request(customers[n]!))).kind))
    expect(kinds.filter(kind => kind === 'reserved')).toHaveLength(3)
  })

  test('over and over, caps per person, number and calling number all hold', async () => {
    await givenPolicy(org, {
      rules: [
        cap({ id: 'person', limit: 2 }),
        cap({ id: 'number', per: 'number', limit: 3 }),
        cap({ id: 'caller', per: 'caller-number', limit: 7, layer: 'carrier' }),
      ],
    })
    const customers = [await givenCustomer(org)]
    for (let n = 1; n < 4; n++) customers.push(await sharing(customers[0]!, n < 3 ? {} : { phones: [dramaNumber()] }))
    const staff = await agents(6)
    await Promise.all(
      staff.map(async (agent, n) => {
        for (let round = 0; round < 6; round++) {
          await called(agent, customers[(n + round) % 4]!).catch(error => expect(String(error)).toMatch(/refused|busy/))
        }
      }),
    )
    const rows = await as(org.owner, tx =>
      tx
        .selectFrom('contact')
        .where('org_id', '=', org.orgId)
        .where('state', '<>', 'cancelled')
        .select(['customer_id', 'identifier_id'])
        .execute(),
    )
    const most = (of: (row: (typeof rows)[number]) => string) =>
      Math.max(...Object.values(Object.groupBy(rows, of)).map(list => list!.length))
    expect(most(row => row.customer_id)).toBeLessThanOrEqual(2)
    expect(most(row => row.identifier_id)).toBeLessThanOrEqual(3)
    expect(rows.length).toBeLessThanOrEqual(7)
    expect(rows.length).toBeGreaterThanOrEqual(3)
  })
})
