import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { markPointWrong } from '../customers/index.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { cancelContact } from './cancel-contact.ts'
import { contactsReleased, contactsStopped } from './contact-facts.ts'
import * as contract from './contract.ts'
import { dialContact } from './dial-contact.ts'
import { dramaNumber, givenCustomer, givenPolicy } from './given.ts'
import { liftStop } from './lift-stop.ts'
import { lookUpContacts } from './look-up-contacts.ts'
import { type Reservation, type ReserveContact, reserveContact } from './reserve-contact.ts'
import { routes } from './routes.ts'
import { DEFAULT_POLICY } from './rules.ts'
import { settleContact } from './settle-contact.ts'
import { stopContacts } from './stop-contacts.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

let org: GivenOrganisation
beforeAll(async () => {
  org = await givenOrganisation()
})

function request(customerId: string, given: Partial<ReserveContact> = {}): ReserveContact {
  return {
    customerId,
    branchId: org.rootId,
    matterId: newId(),
    campaignId: null,
    purpose: 'care',
    reason: '了解您购买后的使用情况',
    teamId: org.teamId,
    callerNumber: '4008001234',
    heldUntil: TUESDAY_10_AM.add({ minutes: 15 }),
    agreedAt: null,
    ...given,
  }
}

const reserve = (agent: Actor, given: ReserveContact): Promise<Reservation> =>
  as(agent, async tx => reserveContact(tx, agent, await groundFor(tx, agent.orgId), given))

async function dial(agent: Actor, customerId: string, contactPointId?: string) {
  const heldUntil = agent.now.add({ hours: 1 })
  return as(agent, async tx =>
    dialContact(tx, agent, await groundFor(tx, agent.orgId), { customerId, contactPointId, agreedAt: null, heldUntil }),
  )
}

async function called(agent: Actor, customerId: string, conversed: boolean, given: Partial<ReserveContact> = {}) {
  const reservation = await reserve(agent, request(customerId, given))
  if (reservation.kind !== 'reserved') throw new Error(JSON.stringify(reservation))
  await dial(agent, customerId)
  const { contactId } = reservation
  const outcome = conversed ? 'completed' : 'no-answer'
  await as(agent, tx => settleContact(tx, agent, { contactId, outcome, conversed }))
  return contactId
}

const codesOf = (reservation: Reservation) =>
  reservation.kind === 'refused' ? reservation.verdict.reasons.map(reason => reason.code) : reservation.kind

async function answerOf<R extends z.ZodType>(
  endpoint: { path: string; response: R },
  actor: Actor,
  input: { params?: object; query?: object; body?: object },
): Promise<z.input<R>> {
  const route = routes.find(route => (route.endpoint as unknown) === endpoint)
  if (route?.kind !== 'action') throw new Error('not an action')
  const given = { params: {}, query: {}, body: {}, language: 'zh' as const, ...input }
  return z.encode(endpoint.response, (await as(actor, tx => route.handle(tx, actor, given))) as never)
}

describe('a contact in the ledger', () => {
  test('is reserved for one matter, and another matter waits out the quiet period after a conversation', async () => {
    const [agent, other] = [await org.staff('agent'), await org.staff('agent')]
    const customerId = await givenCustomer(org)
    await called(agent, customerId, true)
    const later = org.at(other, TUESDAY_10_AM.add({ hours: 24 }))
    const refused = await reserve(later, request(customerId))
    expect(codesOf(refused)).toEqual(['quiet-period'])
    expect(refused).toMatchObject({ verdict: { until: TUESDAY_10_AM.add({ hours: 7 * 24 }) } })
  })

  test('that ended without a conversation holds other matters back for the gap between attempts alone', async () => {
    const [agent, other] = [await org.staff('agent'), await org.staff('agent')]
    const customerId = await givenCustomer(org)
    await called(agent, customerId, false)
    const soon = org.at(other, TUESDAY_10_AM.add({ minutes: 30 }))
    expect(codesOf(await reserve(soon, request(customerId)))).toContain('attempt-gap')
    const later = org.at(other, '2026-11-17T14:00:00+08:00')
    expect((await reserve(later, request(customerId))).kind).toBe('reserved')
  })

  test('taken back counts for nothing', async () => {
    const [agent, other] = [await org.staff('agent'), await org.staff('agent')]
    const customerId = await givenCustomer(org)
    const reserved = await reserve(agent, request(customerId))
    expect(codesOf(await reserve(other, request(customerId)))).toContain('live-contact')
    const { contactId } = reserved as { contactId: string }
    await as(agent, tx => cancelContact(tx, agent, contactId))
    expect((await reserve(other, request(customerId))).kind).toBe('reserved')
    await expect(as(agent, tx => cancelContact(tx, agent, contactId))).rejects.toThrow('contact-not-live')
  })

  test('is dialled at the number chosen among the customer’s, and at no other', async () => {
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org, { phones: [dramaNumber(), dramaNumber()] })
    await reserve(agent, request(customerId))
    await expect(dial(agent, customerId, newId())).rejects.toThrow('number-not-dialable')
    const dialling = await dial(agent, customerId)
    expect(dialling).toMatchObject({ dialled: true, contact: { state: 'dialled', dialledAt: agent.now } })
  })

  test('is not dialled when the customer said stop after it was reserved; the verdict is written down', async () => {
    const agent = await org.staff('agent')
    const hotline = await org.staff('hotline')
    const customerId = await givenCustomer(org)
    await reserve(agent, request(customerId))
    const wish = { customerId, purpose: null, source: 'hotline', note: '', expiresAt: null }
    await as(hotline, tx => stopContacts(tx, hotline, wish))
    const dialling = await dial(agent, customerId)
    expect(dialling).toMatchObject({ dialled: false, verdict: { kind: 'deny' } })
    const log = await as(agent, tx =>
      tx
        .selectFrom('verdict')
        .where('customer_id', '=', customerId)
        .select(['moment', 'kind'])
        .orderBy('at')
        .orderBy('id')
        .execute(),
    )
    expect(log).toEqual([
      { moment: 'hand-out', kind: 'allow' },
      { moment: 'dial', kind: 'deny' },
    ])
  })

  test('falls back to the next number when the reserved one turned out wrong', async () => {
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org, { phones: [dramaNumber(), dramaNumber()] })
    const reserved = (await reserve(agent, request(customerId))) as { point: { id: string } }
    await as(org.owner, tx => markPointWrong(tx, org.owner, reserved.point.id))
    const { contact } = await dial(agent, customerId)
    expect(contact.contactPointId).not.toBe(reserved.point.id)
  })
})

describe('when many reserve at once', () => {
  test('one of twelve agents gets the customer, each for another matter', async () => {
    const agents = await Promise.all(Array.from({ length: 12 }, () => org.staff('agent')))
    const customerId = await givenCustomer(org)
    const kinds = await Promise.all(agents.map(agent => reserve(agent, request(customerId)).then(({ kind }) => kind)))
    expect(kinds.filter(kind => kind === 'reserved')).toHaveLength(1)
  })

  test('the constraint alone refuses a second matter in the quiet period, also to one who did not ask the rules', async () => {
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org)
    const contactId = await called(agent, customerId, true)
    const copy = (state: string, reservedAt: Temporal.Instant) =>
      as(agent, async tx => {
        const { id: _, ...row } = await tx
          .selectFrom('contact')
          .where('id', '=', contactId)
          .selectAll()
          .executeTakeFirstOrThrow()
        await tx
          .insertInto('contact')
          .values({ ...row, state, matter_id: newId(), reserved_at: reservedAt })
          .execute()
      })
    await expect(copy('made', TUESDAY_10_AM.add({ hours: 48 }))).rejects.toThrow('contact_one_matter_per_quiet_period')
    await copy('cancelled', TUESDAY_10_AM.add({ hours: 48 }))
  })
})

describe('do not contact', () => {
  test('is told at once, holds for its purpose, and can be lifted by an approver with a note', async () => {
    const [hotline, approver] = [await org.staff('hotline'), await org.staff('approver')]
    const customerId = await givenCustomer(org)
    const told: unknown[] = []
    contactsStopped.listen(async (_tx, _actor, fact) => void told.push(fact))
    contactsReleased.listen(async (_tx, _actor, fact) => void told.push(fact))
    const wish = { customerId, purpose: 'win-back', source: 'hotline', note: '来电要求', expiresAt: null }
    const stop = await as(hotline, tx => stopContacts(tx, hotline, wish))
    expect(stop).toMatchObject({ purpose: 'win-back', createdByName: 'hotline', liftedAt: null })
    expect(told).toEqual([{ customerIds: [customerId], purpose: 'win-back', expiresAt: null }])
    const ask = (purpose: string) =>
      answerOf(contract.readVerdict, hotline, { params: { id: customerId }, query: { purpose } })
    expect(await ask('win-back')).toMatchObject({ kind: 'deny', sentence: '不能联系。' })
    expect(await ask('care')).toMatchObject({ kind: 'allow' })
    await expect(as(hotline, tx => liftStop(tx, hotline, stop.id, '客户同意'))).rejects.toThrow('forbidden')
    await as(approver, tx => liftStop(tx, approver, stop.id, '客户来电同意'))
    expect(await ask('win-back')).toMatchObject({ kind: 'allow' })
    expect(told.at(-1)).toEqual({ customerId })
    await expect(as(approver, tx => liftStop(tx, approver, stop.id, '再次'))).rejects.toThrow('stop-lifted')
  })

  test('is refused for a customer of another branch, and with an expiry in the past', async () => {
    const north = await org.staff('hotline', org.northId)
    const customerId = await givenCustomer(org, { branchId: org.southId })
    const wish = { customerId, purpose: null, source: 'hotline', note: '', expiresAt: null }
    await expect(as(north, tx => stopContacts(tx, north, wish))).rejects.toThrow('not-found')
    const hotline = await org.staff('hotline')
    const past = { ...wish, expiresAt: TUESDAY_10_AM }
    await expect(as(hotline, tx => stopContacts(tx, hotline, past))).rejects.toThrow('expiry-in-the-past')
  })
})

test('the same question is answered for another time and channel, as if nothing happened until then', async () => {
  const hotline = await org.staff('hotline')
  const customerId = await givenCustomer(org, { emails: ['xiaoming@example.com'] })
  const ask = (query: object) => answerOf(contract.readVerdict, hotline, { params: { id: customerId }, query })
  const on = (local: string) => Temporal.Instant.from(`${local}+08:00`)
  expect(await ask({})).toMatchObject({ kind: 'allow' })
  expect(await ask({ at: on('2026-11-17T23:30') })).toMatchObject({ kind: 'defer', until: '2026-11-18T01:00:00.000Z' })
  expect(await ask({ at: on('2026-11-19T15:00'), channel: 'email' })).toMatchObject({ kind: 'allow' })
})

describe('the policy', () => {
  test('is the product’s default until another is in force', async () => {
    const own = await givenOrganisation()
    const inForce = async () => (await as(own.owner, tx => groundFor(tx, own.orgId))).policy
    expect(await inForce()).toMatchObject({ version: 0, capConversations: 3, gapDays: 7 })
    await givenPolicy(own, { capDays: 10 })
    expect(await inForce()).toMatchObject({ version: 1, capDays: 10, workdayWindows: DEFAULT_POLICY.workdayWindows })
  })

  test('goes by the hours where the customer is, and warns of a year without holidays', async () => {
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org)
    const move = (set: { time_zone: string; country: string }) =>
      as(org.owner, tx => tx.updateTable('customer').set(set).where('id', '=', customerId).execute())
    await move({ time_zone: 'Europe/London', country: 'GB' })
    const { verdict, timeZone } = await as(agent, async tx =>
      verdictOn(tx, agent, await groundFor(tx, agent.orgId), customerId, { purpose: null, matterId: null }),
    )
    expect(timeZone).toBe('Europe/London')
    expect(verdict.until?.toString()).toBe('2026-11-17T09:00:00Z')
    expect(verdict.warnings.map(warning => warning.code)).toEqual(['year-not-loaded'])
  })
})

describe('“was that you?”', () => {
  test('is answered by the full number, however it is written, in words for the customer and without the number', async () => {
    const agent = await org.staff('agent')
    const hotline = await org.staff('hotline')
    const number = dramaNumber()
    const customerId = await givenCustomer(org, { phones: [number] })
    await called(agent, customerId, false)
    const written = `00${number.slice(1, 3)} ${number.slice(3, 7)} ${number.slice(7)}`
    const answer = await answerOf(contract.lookUpContacts, hotline, { body: { number: written } })
    expect(answer).toMatchObject({ found: 'registered' })
    expect(answer.contacts).toMatchObject([
      {
        staffName: 'agent',
        teamName: '回访组',
        callerNumber: '4008001234',
        outcomeText: '无人接听',
        masked: `••• ${number.slice(-4)}`,
      },
    ])
    expect(answer.sentence).toBe(
      '是的，今天 10:00，东方机械回访组的agent用 4008001234 给您打电话，原因是：了解您购买后的使用情况。登记的结果是：无人接听。',
    )
    expect(JSON.stringify(answer)).not.toContain(number.slice(3))
    const english = await as(hotline, tx => lookUpContacts(tx, hotline, { number }, 'en'))
    expect(english.sentence).toMatch(/^Yes: today at 10:00, agent of 回访组, 东方机械, called you from 4008001234\./)
    const audit = await as(hotline, tx =>
      tx.selectFrom('audit_entry').where('staff_id', '=', hotline.staffId).select(['action', 'facts']).execute(),
    )
    expect(audit.map(entry => entry.action)).toEqual(['contacts.looked-up', 'contacts.looked-up'])
    expect(JSON.stringify(audit)).not.toContain(number.slice(3))
  })

  test('is answered by a part of the name and the last four digits', async () => {
    const agent = await org.staff('agent')
    const number = dramaNumber()
    const customerId = await givenCustomer(org, { name: '欧阳天明', phones: [number] })
    await called(agent, customerId, true)
    const look = (name: string) =>
      answerOf(contract.lookUpContacts, agent, { body: { lastFour: number.slice(-4), name } })
    expect(await look('天明')).toMatchObject({ found: 'registered', contacts: [{ customerName: '欧阳天明' }] })
    expect(await look('李四')).toMatchObject({ found: 'none', contacts: [] })
  })

  test('with no registered call warns of fraud; a call by a branch out of sight is not taken for fraud', async () => {
    const number = dramaNumber()
    const north = await org.staff('hotline', org.northId)
    expect(await answerOf(contract.lookUpContacts, north, { body: { number } })).toMatchObject({ found: 'none' })
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org, { phones: [number], branchId: org.southId })
    await called(agent, customerId, true, { branchId: org.southId })
    const answer = await answerOf(contract.lookUpContacts, north, { body: { number } })
    expect(answer).toMatchObject({ found: 'elsewhere', contacts: [] })
    await expect(answerOf(contract.lookUpContacts, north, { body: { number: 'hello' } })).rejects.toThrow(
      'number-not-readable',
    )
  })

  test('a customer’s contacts are listed page by page, newest first', async () => {
    const agent = await org.staff('agent')
    const customerId = await givenCustomer(org)
    const matterId = newId()
    for (const hours of [0, 4, 24]) {
      await called(org.at(agent, TUESDAY_10_AM.add({ hours })), customerId, false, { matterId })
    }
    const page = (cursor?: string | null) =>
      answerOf(contract.listContactsOfCustomer, agent, {
        params: { id: customerId },
        query: { limit: 2, cursor: cursor ?? undefined },
      })
    const first = await page()
    const second = await page(first.next)
    const days = [...first.items, ...second.items].map(item => item.at.slice(0, 13))
    expect(days).toEqual(['2026-11-18T02', '2026-11-17T06', '2026-11-17T02'])
    expect(second.next).toBeNull()
  })
})
