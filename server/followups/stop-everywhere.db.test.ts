import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { askElsewhere } from '../contacts/ask-elsewhere.ts'
import { dramaNumber, givenCustomer } from '../contacts/given.ts'
import { holdCustomer } from '../contacts/hold-customer.ts'
import { expireUnreported, reportElsewhere } from '../contacts/report-elsewhere.ts'
import { stopContacts } from '../contacts/stop-contacts.ts'
import { stopNumber } from '../contacts/stop-number.ts'
import { type GivenConsent, recordConsent } from '../customers/record-consent.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { type LiveChanges, openLiveChanges } from '../platform/live.ts'
import { givenPolicy } from '../policy/given.ts'
import { readDesk } from './desk.ts'
import { dial, givenFollowup, givenListeners, settle, take, taken } from './given.ts'
import { followupById } from './store.ts'

givenListeners()

let live: LiveChanges
beforeAll(async () => {
  live = await openLiveChanges(inject('appUrl'))
})
afterAll(() => live.close())

let org: GivenOrganisation
let agent: Actor
let colleague: Actor
let hotline: Actor
let customerId: string
let number: string
/** In the agent's hands, and waiting for anybody of the team. */
let inHand: string
let waiting: string
beforeEach(async () => {
  org = await givenOrganisation()
  agent = await org.staff('agent')
  colleague = await org.staff('agent')
  hotline = await org.staff('hotline')
  number = dramaNumber()
  customerId = await givenCustomer(org, { phones: [number] })
  const expiresAt = org.owner.now.add({ hours: 24 * 20 })
  inHand = await givenFollowup(org, customerId, { priority: 9, expiresAt })
  waiting = await givenFollowup(org, customerId, { expiresAt })
})

const seen = async (id: string) => (await as(org.owner, tx => followupById(tx, org.owner, id)))!
const wish = (more: object = {}) => ({
  customerId,
  purpose: null,
  source: 'hotline',
  note: '',
  expiresAt: null,
  ...more,
})

/** What the desk hears at once when something is done. */
async function heardWhen(act: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = []
  const told = Promise.withResolvers<void>()
  const end = live.subscribe(org.orgId, topic => {
    heard.push(topic)
    if (topic === 'contacts') told.resolve()
  })
  await act()
  await told.promise
  end()
  return heard
}

/** That nobody calls him: the agent's screen says why, dialling is refused, and no colleague is handed the other one. */
async function expectNobodyCalls(by: Actor, code: string, becomes: object): Promise<void> {
  const { sheet } = await as(by, tx => readDesk(tx, by, 'zh'))
  expect(sheet?.followup.id).toBe(inHand)
  expect(sheet?.verdict.kind).not.toBe('allow')
  const said = sheet?.verdict.reasons.find(reason => reason.code === code)
  expect(said?.sentence).toMatch(/\S/)
  const refused = await dial(by, inHand)
  expect(refused).toMatchObject({ dialled: false })
  expect(await seen(inHand)).toMatchObject({ attempts: 0, handedTo: null, ...becomes })
  expect((await take(org.at(colleague, by.now))).followup).toBeNull()
  expect((await take(by)).followup).toBeNull()
  expect(await seen(waiting)).toMatchObject({ attempts: 0, handedTo: null })
}

const CLOSED = { state: 'closed', closedReason: 'do-not-contact' }

describe('a customer who says stop while an agent has him on the screen is called by nobody any more', () => {
  test('told to the hotline: every queue is empty of him in the same transaction', async () => {
    await taken(agent)
    expect(await heardWhen(() => as(hotline, tx => stopContacts(tx, hotline, wish())))).toContain('contacts')
    expect(await seen(waiting)).toMatchObject(CLOSED)
    await expectNobodyCalls(agent, 'do-not-contact', CLOSED)
  })

  test('for the purpose of this call alone', async () => {
    await taken(agent)
    await heardWhen(() => as(hotline, tx => stopContacts(tx, hotline, wish({ purpose: 'care' }))))
    expect(await seen(waiting)).toMatchObject(CLOSED)
    await expectNobodyCalls(agent, 'do-not-contact-purpose', CLOSED)
  })

  test('for a time: what waits is held until then', async () => {
    const until = agent.now.add({ hours: 48 })
    await taken(agent)
    await heardWhen(() => as(hotline, tx => stopContacts(tx, hotline, wish({ expiresAt: until }))))
    await expectNobodyCalls(agent, 'do-not-contact-until', { state: 'waiting' })
  })

  test('of his number, by whoever answers it', async () => {
    await taken(agent)
    const given = { number, source: 'hotline', note: '' }
    expect(await heardWhen(() => as(hotline, tx => stopNumber(tx, hotline, given)))).toContain('contacts')
    await expectNobodyCalls(agent, 'number-stopped', CLOSED)
    expect(await seen(waiting)).toMatchObject(CLOSED)
  })

  test('to a partner who rang him outside the product and reports it later', async () => {
    const boss = org.owner
    const asked = { customerId, purpose: 'care' as const, reason: '关怀', campaignId: null, agreedAt: null }
    const call = { ...asked, callerNumber: '4008001234', by: '合作商外呼系统' }
    const { contactId } = await as(boss, tx => askElsewhere(tx, boss, call, 'zh'))
    const later = (hours: number, who: Actor) => org.at(who, boss.now.add({ hours }))
    await as(later(4, boss), tx => expireUnreported(tx, later(4, boss)))
    await taken(later(24 * 8, agent))
    const report = { outcome: 'asked-not-to-call', conversed: true, note: '' } as const
    const partner = later(24 * 8, boss)
    await heardWhen(() => as(partner, tx => reportElsewhere(tx, partner, contactId!, report)))
    expect(await seen(waiting)).toMatchObject(CLOSED)
    await expectNobodyCalls(later(24 * 8, agent), 'do-not-contact', CLOSED)
  })

  test('to another agent, at the end of a call about something else', async () => {
    await taken(agent)
    await dial(agent, inHand)
    await heardWhen(() => settle(agent, inHand, { outcome: 'asked-not-to-call' }))
    expect(await seen(waiting)).toMatchObject(CLOSED)
    expect((await take(colleague)).followup).toBeNull()
  })

  test('by withdrawing the consent that the policy needs', async () => {
    const consent = { id: 'consent', name: '须未撤回同意', kind: 'consent', need: 'not-withdrawn' } as const
    await givenPolicy(org, { rules: [consent] })
    await taken(agent)
    const withdrawn: GivenConsent = {
      ...{ customerId, purposeClass: 'service', channels: ['phone'], given: false, at: agent.now, expiresAt: null },
      ...{ evidenceKind: 'call', evidence: '来电撤回' },
    }
    await heardWhen(() => as(org.owner, tx => recordConsent(tx, org.owner, withdrawn)))
    await expectNobodyCalls(agent, 'consent-withdrawn', { state: 'waiting' })
  })

  test('by being put on hold', async () => {
    const until = agent.now.add({ hours: 48 })
    await taken(agent)
    await heardWhen(() => as(hotline, tx => holdCustomer(tx, hotline, { customerId, until, reason: '住院' })))
    await expectNobodyCalls(agent, 'on-hold', { state: 'waiting' })
  })
})
