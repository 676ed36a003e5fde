import { beforeEach, describe, expect, test } from 'vitest'
import { addContactPoint } from '../customers/add-contact-point.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenPolicy as givenContent } from '../policy/given.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { elsewherePage } from './elsewhere-page.ts'
import { dramaNumber, givenCustomer } from './given.ts'
import { lookUpContacts } from './look-up-contacts.ts'
import { type ElsewhereReport, expireUnreported, reportElsewhere } from './report-elsewhere.ts'
import { setMailSender } from './set-mail-sender.ts'
import { stopNumber } from './stop-number.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

let org: GivenOrganisation
let system: Actor
let count = 0
const address = () => `wang.${++count}@example.org`

beforeEach(async () => {
  org = await givenOrganisation()
  system = await org.staff('agent')
  await as(org.owner, tx => setMailSender(tx, org.owner, { address: 'service@example.com' }))
})

type Asked = Partial<Parameters<typeof askElsewhere>[2]>

function ask(asked: Asked, actor = system) {
  const given = {
    ...{
      channel: 'email' as const,
      purpose: 'care' as const,
      reason: '保养到期提醒',
      campaignId: null,
      agreedAt: null,
    },
    ...{ callerNumber: 'news@example.com', by: '邮件系统' },
    ...asked,
  }
  return as(actor, tx => askElsewhere(tx, actor, given, 'zh'))
}

const byPhone = (customerId: string, actor = system) =>
  ask({ customerId, channel: 'phone', callerNumber: '4008001234' }, actor)
const report = (contactId: string, given: Partial<ElsewhereReport>, actor = system) =>
  as(actor, tx => reportElsewhere(tx, actor, contactId, { outcome: 'sent', conversed: false, note: '', ...given }))
const later = (given: Temporal.DurationLike) => org.at(system, system.now.add(given))

async function verdict(customerId: string, channel: 'phone' | 'email', actor = system) {
  const request = { purpose: 'care', matterId: null, channel }
  const found = await as(actor, async tx => verdictOn(tx, actor, await groundFor(tx, org.orgId), customerId, request))

  return { kind: found.verdict.kind, codes: found.verdict.reasons.map(({ code }) => code) }
}

describe('a mail outside the product', () => {
  test('goes from a sender of the house to an address of the customer, and is registered before it is sent', async () => {
    const [own, other] = [address(), address()]
    const customerId = await givenCustomer(org, { emails: [own] })
    const withoutAddress = await givenCustomer(org)
    await expect(ask({ customerId, callerNumber: 'news@example.net' })).rejects.toThrow('sender-not-ours')
    await expect(ask({ customerId, callerNumber: 'news' })).rejects.toThrow('address-unreadable')
    await expect(ask({ address: other })).rejects.toThrow('address-of-nobody')
    expect((await ask({ customerId, address: other })).verdict.reasons).toMatchObject([
      { code: 'address-not-registered' },
    ])
    expect((await ask({ customerId: withoutAddress })).verdict.reasons).toMatchObject([{ code: 'no-address' }])
    expect(await ask({ address: own.toUpperCase() })).toMatchObject({
      allowed: true,
      customerId,
      masked: expect.stringMatching(/^•••.+@$/),
    })
    const { items } = await as(org.owner, tx =>
      elsewherePage(tx, org.owner, { state: 'open', limit: 9, language: 'zh' }),
    )
    expect(items).toMatchObject([{ customerId, channel: 'email', callerNumber: 'news@example.com', state: 'dialled' }])
    const log = await as(org.owner, tx =>
      tx.selectFrom('verdict').select(['kind', 'channel']).where('org_id', '=', org.orgId).orderBy('id').execute(),
    )
    expect(log).toEqual([
      ...[
        { kind: 'deny', channel: 'email' },
        { kind: 'deny', channel: 'email' },
        { kind: 'allow', channel: 'email' },
      ],
    ])
  })

  test('counts with calls in the caps over all channels, and not in those of calls alone', async () => {
    await givenContent(org, {
      rules: [
        {
          id: 'all',
          name: 'all',
          kind: 'cap',
          count: 'attempts',
          per: 'person',
          limit: 2,
          window: { kind: 'rolling', seconds: 86_400 },
        },
        {
          ...{
            id: 'calls',
            name: 'calls',
            kind: 'cap',
            count: 'attempts',
            per: 'person',
            limit: 1,
            window: { kind: 'ever' },
          },
          ...{ scope: { channels: ['phone'] } },
        },
      ],
    })
    const customerId = await givenCustomer(org, { emails: [address()] })
    await report((await ask({ customerId })).contactId!, {})
    expect(await verdict(customerId, 'phone')).toEqual({ kind: 'allow', codes: [] })
    await report((await byPhone(customerId)).contactId!, { outcome: 'no-answer' })
    expect(await verdict(customerId, 'phone')).toEqual({ kind: 'deny', codes: ['attempt-cap', 'cap-closes'] })
    expect(await verdict(customerId, 'email')).toEqual({ kind: 'defer', codes: ['attempt-cap'] })
    expect(await verdict(customerId, 'email', later({ hours: 25 }))).toEqual({ kind: 'allow', codes: [] })
  })

  test('is one contact under way with the customer, whichever the channel', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    await ask({ customerId })
    expect(await verdict(customerId, 'phone', later({ minutes: 1 }))).toMatchObject({
      ...{ kind: 'defer', codes: ['live-contact', 'attempt-gap', 'outside-hours'] },
    })
  })

  test('is reported by what becomes of mails: it leaves no quiet period, a wrong address is used no more', async () => {
    const [sent, bounced, spared] = [address(), address(), address()]
    const ids = await Promise.all([sent, bounced, spared].map(email => givenCustomer(org, { emails: [email] })))
    const [toSent, toBounced, toSpared] = await Promise.all(ids.map(customerId => ask({ customerId })))
    await expect(report(toSent!.contactId!, { outcome: 'completed' })).rejects.toThrow('outcome-of-another-channel')
    await expect(report(toSent!.contactId!, { conversed: true })).rejects.toThrow('outcome-of-another-channel')
    await report(toSent!.contactId!, {})
    await report(toBounced!.contactId!, { outcome: 'bounced' })
    await report(toSpared!.contactId!, { outcome: 'not-dialled' })
    const tomorrow = later({ hours: 24 })
    expect(await verdict(ids[0]!, 'phone', tomorrow)).toEqual({ kind: 'allow', codes: [] })
    expect(await verdict(ids[1]!, 'email', tomorrow)).toEqual({ kind: 'deny', codes: ['no-address'] })
    expect(await verdict(ids[1]!, 'phone', tomorrow)).toEqual({ kind: 'allow', codes: [] })
    expect(await verdict(ids[2]!, 'email')).toEqual({ kind: 'allow', codes: [] })
    await expect(byPhone(ids[0]!, tomorrow).then(call => report(call.contactId!, {}, tomorrow))).rejects.toThrow(
      'outcome-of-another-channel',
    )
  })

  test('that nobody reports expires into the list like a call', async () => {
    const { contactId } = await ask({ customerId: await givenCustomer(org, { emails: [address()] }) })
    const afterwards = org.at(org.owner, org.owner.now.add({ minutes: 61 }))
    await as(afterwards, tx => expireUnreported(tx, afterwards))
    const page = await as(afterwards, tx =>
      elsewherePage(tx, afterwards, { state: 'unreported', limit: 9, language: 'zh' }),
    )
    expect(page.items).toMatchObject([{ id: contactId, channel: 'email', outcome: 'unreported' }])
    await report(contactId!, {}, later({ hours: 3 }))
  })

  test('is never written to an address that asked for no more mail, whoever holds it; calls go on', async () => {
    const [shared, unknown] = [address(), address()]
    const one = await givenCustomer(org, { emails: [shared] })
    const other = await givenCustomer(org)
    const point = { customerId: other, kind: 'email' as const, value: shared }
    await as(org.owner, tx => addContactPoint(tx, org.owner, point))
    await report((await ask({ customerId: one })).contactId!, { outcome: 'asked-not-to-write', note: '退订' })
    const tomorrow = later({ hours: 24 })
    for (const customerId of [one, other]) {
      expect(await verdict(customerId, 'email', tomorrow)).toEqual({ kind: 'deny', codes: ['address-stopped'] })
      expect(await verdict(customerId, 'phone', tomorrow)).toEqual({ kind: 'allow', codes: [] })
    }
    const hotline = await org.staff('hotline')
    const stop = { number: unknown, source: 'hotline', note: '' }
    expect(await as(hotline, tx => stopNumber(tx, hotline, stop))).toMatchObject({ kind: 'email' })
    const holder = await givenCustomer(org, { emails: [unknown] })
    expect(await verdict(holder, 'email')).toEqual({ kind: 'deny', codes: ['address-stopped'] })
  })

  test('is found at the hotline by the address that got it, and what is not registered was not ours', async () => {
    const own = address()
    const customerId = await givenCustomer(org, { name: '王芳', emails: [own] })
    await report((await ask({ customerId })).contactId!, {})
    const hotline = await org.staff('hotline')
    const look = (text: string) => as(hotline, tx => lookUpContacts(tx, hotline, { text }, 'zh'))
    const found = await look(own.toUpperCase())
    expect(found).toMatchObject({ found: 'registered', by: 'address', numberStopped: false })
    expect(found.contacts).toMatchObject([
      { customerId, channel: 'email', masked: expect.stringMatching(/^•••.+@$/), outcomeText: '已发出' },
    ])
    expect(found.sentence).toContain('从 news@example.com 给您发过邮件')
    expect(found.customers).toMatchObject([{ id: customerId, name: '王芳' }])
    const none = await look(address())
    expect(none).toMatchObject({ found: 'none', by: 'address', contacts: [], customers: [] })
    expect(none.sentence).toContain('那封邮件不是我们发的')
  })

  test('asked for by twenty at once, with calls among them, is allowed to one', async () => {
    const customerId = await givenCustomer(org, { phones: [dramaNumber()], emails: [address()] })
    const actors = await Promise.all(Array.from({ length: 20 }, () => org.staff('agent')))
    const answers = await Promise.allSettled(
      actors.map((actor, n) => (n % 2 ? byPhone(customerId, actor) : ask({ customerId }, actor))),
    )
    expect(answers.filter(one => one.status === 'fulfilled' && one.value.allowed)).toHaveLength(1)
    const reasons = answers.flatMap(one => (one.status === 'rejected' ? [one.reason.message] : []))
    expect(new Set(reasons)).toEqual(new Set(reasons.length > 0 ? ['customer-busy'] : []))
  })
})
