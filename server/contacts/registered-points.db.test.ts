import { describe, expect, test } from 'vitest'
import { addPerson } from '../customers/add-person.ts'
import { endPerson } from '../customers/end-person.ts'
import { givenPerson } from '../customers/given.ts'
import { dialablePoints } from '../customers/index.ts'
import { markContactPoint } from '../customers/mark-contact-point.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { dialContact } from './dial-contact.ts'
import { dramaNumber, givenCustomer } from './given.ts'
import { reserveContact } from './reserve-contact.ts'
import { groundFor } from './verdict-on.ts'

const reserve = (org: GivenOrganisation, agent: Actor, customerId: string) =>
  as(agent, async tx =>
    reserveContact(tx, agent, await groundFor(tx, org.orgId), {
      customerId,
      branchId: org.rootId,
      matterId: newId(),
      campaignId: null,
      purpose: 'care',
      reason: '了解使用情况',
      teamId: org.teamId,
      callerNumber: '4008001234',
      heldUntil: TUESDAY_10_AM.add({ minutes: 15 }),
      agreedAt: null,
    }),
  )

const dial = (agent: Actor, customerId: string, contactPointId?: string) =>
  as(agent, async tx => {
    const given = { customerId, contactPointId, agreedAt: null, heldUntil: agent.now.add({ hours: 1 }) }
    return dialContact(tx, agent, await groundFor(tx, agent.orgId), given)
  })

const points = (org: GivenOrganisation, customerId: string) =>
  as(org.owner, tx => dialablePoints(tx, org.orgId, customerId))

const mark = (org: GivenOrganisation, contactPointId: string, state: 'wrong' | 'never-registered' | 'doubtful') =>
  as(org.owner, tx => markContactPoint(tx, org.owner, { contactPointId, state, note: '旧名单' }))

describe('only registered, current contact points are dialled', () => {
  test.each(['wrong', 'never-registered'] as const)(
    'a customer whose one number is %s is not reserved',
    async state => {
      const org = await givenOrganisation()
      const agent = await org.staff('agent')
      const customerId = await givenCustomer(org)
      const [point] = await points(org, customerId)
      await mark(org, point!.id, state)
      expect((await reserve(org, agent, customerId)).kind).toBe('refused')
    },
  )

  test('a number found never registered between reserving and dialling is not dialled', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org, { phones: [dramaNumber(), dramaNumber()] })
    const [first, second] = await points(org, customerId)
    expect((await reserve(org, agent, customerId)).kind).toBe('reserved')
    await mark(org, first!.id, 'never-registered')
    await expect(dial(agent, customerId, first!.id)).rejects.toThrow('number-not-dialable')
    const dialled = await dial(agent, customerId)
    expect(dialled).toMatchObject({ dialled: true, contact: { contactPointId: second!.id } })
  })

  test('a doubtful number is dialled after the others', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org, { phones: [dramaNumber(), dramaNumber()] })
    const [first, second] = await points(org, customerId)
    await mark(org, first!.id, 'doubtful')
    expect(await reserve(org, agent, customerId)).toMatchObject({ kind: 'reserved', point: { id: second!.id } })
  })

  test('the number of a person in charge no more is not dialled', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org, { phones: [] })
    const personId = await as(org.owner, tx =>
      addPerson(tx, org.owner, givenPerson(customerId, { phones: [dramaNumber()] })),
    )
    const lastDay = Temporal.PlainDate.from('2026-11-17')
    await as(org.owner, tx => endPerson(tx, org.owner, { personId, lastDay, note: '' }))
    expect((await reserve(org, agent, customerId)).kind).toBe('refused')
  })
})
