import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { contactablePoints } from './contactable-points.ts'
import { givenCustomer } from './given.ts'
import { type LookUp, lookUpContacts } from './look-up-contacts.ts'
import { handleSuspectedCall, reportSuspectedCall } from './report-suspected-call.ts'
import { reserveContact } from './reserve-contact.ts'
import { liftNumberStop, stopNumber } from './stop-number.ts'
import { suspectedCallPage } from './suspected-store.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

let org: GivenOrganisation
let hotline: Actor
beforeAll(async () => {
  org = await givenOrganisation()
  hotline = await org.staff('hotline')
})

const look = (given: LookUp, actor = hotline) => as(actor, tx => lookUpContacts(tx, actor, given, 'zh'))
const verdict = (actor: Actor, customerId: string) =>
  as(
    actor,
    async tx =>
      (await verdictOn(tx, actor, await groundFor(tx, actor.orgId), customerId, { purpose: null, matterId: null }))
        .verdict,
  )

async function reserved(agent: Actor, customerId: string) {
  return as(agent, async tx =>
    reserveContact(tx, agent, await groundFor(tx, agent.orgId), {
      customerId,
      branchId: agent.branchId,
      matterId: newId(),
      campaignId: null,
      purpose: 'care',
      reason: '了解使用情况',
      teamId: org.teamId,
      callerNumber: '4008001234',
      heldUntil: agent.now.add({ minutes: 15 }),
      agreedAt: null,
    }),
  )
}

describe('a caller who knows only a part', () => {
  test('is found by pieces of his number in their order, and by his name or customer number', async () => {
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org, { name: '欧阳文山', phones: ['+447700900731'] })
    const other = await givenCustomer(org, { name: '司徒明', phones: ['+441632960731'] })
    await reserved(agent, customerId)
    const found = async (text: string) => {
      const { contacts, customers, by } = await look({ text })
      return { by, contacts: contacts.length, customers: customers.map(({ id }) => id).sort() }
    }
    expect(await found('7700 0731')).toEqual({ by: 'parts', contacts: 1, customers: [customerId] })
    expect(await found('…0731')).toEqual({ by: 'parts', contacts: 1, customers: [customerId, other].sort() })
    expect(await found('1632 0731')).toEqual({ by: 'parts', contacts: 0, customers: [other] })
    expect(await found('+44 7700 900731')).toEqual({ by: 'number', contacts: 1, customers: [customerId] })
    expect(await found('欧阳文山')).toEqual({ by: 'name', contacts: 1, customers: [customerId] })
    expect(await found('欧阳文山 0731')).toEqual({ by: 'name', contacts: 1, customers: [customerId] })
  })

  test('is never told “it was not us” by a part, and no answer holds a whole number', async () => {
    await givenCustomer(org, { phones: ['+447700900732'] })
    const answer = await look({ text: '7700 0732' })
    expect(answer.found).toBe('none')
    expect(answer.sentence).toContain('完整号码')
    expect(JSON.stringify(answer)).not.toContain('900732')
    await expect(look({ text: '73' })).rejects.toThrow('not-enough-heard')
  })

  test('is found in one’s own branches alone', async () => {
    await givenCustomer(org, { branchId: org.southId, phones: ['+447700900733'] })
    const north = await org.staff('hotline', org.northId)
    expect((await look({ text: '7700 0733' }, north)).customers).toEqual([])
    expect((await look({ text: '7700 0733' })).customers).toHaveLength(1)
  })
})

describe('a number that is never to be called', () => {
  test('is stopped though nobody knows it, stands once however often it is said, and can be lifted with a reason', async () => {
    const number = '+447700900741'
    const stop = (note: string) => as(hotline, tx => stopNumber(tx, hotline, { number, source: 'hotline', note }))
    const [first, second] = [await stop('陌生人来电'), await stop('再次来电')]
    expect(second).toMatchObject({ id: first.id, note: '陌生人来电', lastFour: '0741' })
    expect((await look({ number })).numberStopped).toBe(true)
    const approver = await org.staff('approver')
    await as(approver, tx => liftNumberStop(tx, approver, first.id, '机主同意'))
    await expect(as(approver, tx => liftNumberStop(tx, approver, first.id, '再次'))).rejects.toThrow('stop-lifted')
    expect((await look({ number })).numberStopped).toBe(false)
    await expect(as(hotline, tx => liftNumberStop(tx, hotline, first.id, ''))).rejects.toThrow('forbidden')
  })

  test('cannot be reserved or dialled for any customer who holds it; where it was the last, the verdict says why', async () => {
    const agent = await org.staff('agent')
    const both = await givenCustomer(org, { phones: ['+447700900742', '+447700900743'] })
    const never = (number: string) =>
      as(hotline, tx => stopNumber(tx, hotline, { number, source: 'hotline', note: '' }))
    await never('+447700900742')
    expect(await as(agent, tx => contactablePoints(tx, org.orgId, both))).toMatchObject([{ masked: '••• 0743' }])
    expect(await reserved(agent, both)).toMatchObject({ kind: 'reserved', point: { masked: '••• 0743' } })
    await never('+447700900744')
    const later = await givenCustomer(org, { phones: ['+447700900744'] })
    expect(await verdict(agent, later)).toMatchObject({ kind: 'deny', reasons: [{ code: 'number-stopped' }] })
  })

  test('said while a call is being prepared: of the two, either the call comes first or it is not made', async () => {
    const agents = await Promise.all([1, 2, 3, 4].map(() => org.staff('agent')))
    for (const [n, agent] of agents.entries()) {
      const number = `+44770090075${n}`
      const customerId = await givenCustomer(org, { phones: [number] })
      const [reservation] = await Promise.all([
        reserved(agent, customerId),
        as(hotline, tx => stopNumber(tx, hotline, { number, source: 'hotline', note: '' })),
      ])
      expect(['reserved', 'refused', 'busy']).toContain(reservation.kind)
      expect(await verdict(org.at(agent, TUESDAY_10_AM.add({ hours: 1 })), customerId)).toMatchObject({ kind: 'deny' })
    }
  })
})

test('a call that was not ours is registered without its numbers in clear, listed for the privacy officer, and dealt with once', async () => {
  const given = { shown: '+447700900761', called: '+447700900762', said: '自称客服，索要验证码' }
  const id = await as(hotline, tx => reportSuspectedCall(tx, hotline, given))
  await as(hotline, tx => reportSuspectedCall(tx, hotline, { shown: '+447700900761', said: '要求转账' }))
  const officer = await org.staff('privacy-officer')
  const open = () => as(officer, tx => suspectedCallPage(tx, officer, { all: false, limit: 50 }))
  expect(await open()).toMatchObject([
    { said: '要求转账', shownLastFour: '0761', sameNumber: 1 },
    { said: '自称客服，索要验证码', calledLastFour: '0762', sameNumber: 1 },
  ])
  const handle = () => as(officer, tx => handleSuspectedCall(tx, officer, id, '已报 96110'))
  expect(await handle()).toMatchObject({ handling: '已报 96110', handledByName: 'privacy-officer' })
  await expect(handle()).rejects.toThrow('handled-already')
  expect(await open()).toHaveLength(1)
  await expect(as(hotline, tx => handleSuspectedCall(tx, hotline, id, 'x'))).rejects.toThrow('forbidden')
})
