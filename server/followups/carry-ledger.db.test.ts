import { beforeEach, expect, test } from 'vitest'
import { givenCustomer } from '../contacts/given.ts'
import { groundFor, verdictOn } from '../contacts/index.ts'
import { readSaturation } from '../contacts/read-saturation.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { togetherWith } from './carry-store.ts'
import { dial, givenFollowup, givenListeners, settle, taken } from './given.ts'
import { givenCombining } from './given-carried.ts'
import { releaseLease } from './release-lease.ts'

givenListeners()

let org: GivenOrganisation
let agent: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
})

const WEEK = { kind: 'rolling', seconds: 7 * 86_400 }
const cap = { name: '上限', kind: 'cap', count: 'conversations', window: WEEK, effect: 'delay', layer: 'own' }

/** A call about one follow-up that carries another, of a new customer, dialled. */
async function givenCall() {
  const customerId = await givenCustomer(org)
  const lead = await givenFollowup(org, customerId, { priority: 9 })
  const carried = await givenFollowup(org, customerId, { purpose: 'satisfaction' })
  expect((await taken(agent)).id).toBe(lead)
  await dial(agent, lead)
  return { customerId, lead, carried }
}

/** Another customer at the number of one, and at no other. */
async function sharing(customerId: string): Promise<string> {
  const id = await givenCustomer(org)
  await as(org.owner, async tx => {
    const points = tx.selectFrom('contact_point').selectAll().where('org_id', '=', org.orgId)
    const { dialable: _, ...point } = await points.where('customer_id', '=', customerId).executeTakeFirstOrThrow()
    await tx.deleteFrom('contact_point').where('org_id', '=', org.orgId).where('customer_id', '=', id).execute()
    await tx
      .insertInto('contact_point')
      .values({ ...point, id: newId(), customer_id: id })
      .execute()
  })
  return id
}

const done = (followupId: string) => ({ followupId, how: 'done' as const, answers: { content: 5 }, problem: null })
const completed = { outcome: 'completed', answers: { content: 5 } } as const
const inLedger = () =>
  as(org.owner, tx => tx.selectFrom('contact_carried').where('org_id', '=', org.orgId).select('followup_id').execute())

test('a call of which nobody ever told is about its own matter alone: what it carried is not said to have been spoken about', async () => {
  await givenCombining(org)
  const { lead, carried } = await givenCall()
  expect(await inLedger()).toEqual([{ followup_id: carried }])
  const system: Actor = { ...org.owner, staffId: null, roles: [], now: TUESDAY_10_AM.add({ minutes: 200 }) }
  expect(await as(system, tx => releaseLease(tx, system))).toBe(true)
  expect(await inLedger()).toEqual([])
  for (const id of [lead, carried]) expect(await as(org.owner, tx => togetherWith(tx, org.owner, id))).toEqual([])
})

test('what a call carried is shown against the caps that count it', async () => {
  await givenCombining(org, {}, [{ ...cap, id: 'matter', per: 'matter', limit: 1 }])
  const { customerId, lead, carried } = await givenCall()
  await settle(agent, lead, { ...completed, carried: [done(carried)] })
  const { items } = await as(agent, tx => readSaturation(tx, agent, customerId, 'en'))
  const matters = items.flatMap(one => (one.rule === 'matter' ? [[one.matter?.purpose, one.count, one.full]] : []))
  expect(matters.toSorted()).toEqual([
    ['care', 1, true],
    ['satisfaction', 1, true],
  ])
})

test('what was spoken about in a call with another customer at the same number counts at that number', async () => {
  const ofPurpose = { ...cap, id: 'number', per: 'number', limit: 1, scope: { purposes: ['satisfaction'] } }
  await givenCombining(org, {}, [ofPurpose])
  const { customerId, lead, carried } = await givenCall()
  const other = await sharing(customerId)
  const verdict = async (purpose: string) => {
    const request = { purpose, matterId: null }
    return as(org.owner, async tx => {
      const ground = await groundFor(tx, org.orgId)
      return (await verdictOn(tx, org.owner, ground, other, request)).verdict.reasons.map(({ rule }) => rule)
    })
  }
  await settle(agent, lead, { ...completed, carried: [done(carried)] })
  expect(await verdict('satisfaction')).toContain('number')
  expect(await verdict('care')).not.toContain('number')
})

test('what was spoken about in calls from a number counts for that number, whoever was called', async () => {
  const ofCaller = { ...cap, id: 'caller', per: 'caller-number', limit: 1, scope: { purposes: ['satisfaction'] } }
  await givenCombining(org, {}, [ofCaller])
  const { lead, carried } = await givenCall()
  await settle(agent, lead, { ...completed, carried: [done(carried)] })
  const customerId = await givenCustomer(org)
  const other = await givenFollowup(org, customerId, { purpose: 'satisfaction' })
  const colleague = await org.staff('agent')
  const verdict = (purpose: string) =>
    as(colleague, async tx => {
      const ground = await groundFor(tx, org.orgId)
      const request = { purpose, matterId: other, callerNumber: '4008001234' }
      return (await verdictOn(tx, colleague, ground, customerId, request)).verdict.reasons.map(({ rule }) => rule)
    })
  expect(await verdict('satisfaction')).toContain('caller')
  expect(await verdict('care')).not.toContain('caller')
})
