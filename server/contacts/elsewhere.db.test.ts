import { beforeEach, describe, expect, test } from 'vitest'
import { addContactPoint } from '../customers/add-contact-point.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { elsewherePage } from './elsewhere-page.ts'
import { dramaNumber, givenCustomer } from './given.ts'
import { type ElsewhereReport, expireUnreported, reportElsewhere } from './report-elsewhere.ts'
import { reserveContact } from './reserve-contact.ts'
import { stopsOf } from './stop-store.ts'
import { groundFor } from './verdict-on.ts'

let org: GivenOrganisation
let partner: Actor
beforeEach(async () => {
  org = await givenOrganisation()
  partner = await org.staff('agent')
})

type Asked = Partial<Parameters<typeof askElsewhere>[2]>

function ask(asked: Asked, actor = partner) {
  const given = {
    ...{ purpose: 'care' as const, reason: '了解您购买后的使用情况', campaignId: null, agreedAt: null },
    ...{ callerNumber: '4008001234', by: '合作商外呼系统 · 8012' },
    ...asked,
  }
  return as(actor, tx => askElsewhere(tx, actor, given, 'zh'))
}

const report = (contactId: string, given: Partial<ElsewhereReport>, actor = partner) =>
  as(actor, tx => reportElsewhere(tx, actor, contactId, { outcome: 'completed', conversed: true, note: '', ...given }))
const list = (state: 'all' | 'open' | 'unreported', actor = org.owner) =>
  as(actor, tx => elsewherePage(tx, actor, { state, limit: 50, language: 'zh' }))
const later = (actor: Actor, given: Temporal.DurationLike) => org.at(actor, actor.now.add(given))

/** What the product's own desk is told at the same moment. */
function reserve(customerId: string, actor: Actor) {
  const matter = { matterId: newId(), campaignId: null, purpose: 'care' as const, reason: '回访', agreedAt: null }
  const by = { branchId: org.rootId, teamId: org.teamId, callerNumber: '4008001234' }
  const heldUntil = actor.now.add({ minutes: 15 })
  return as(actor, async tx =>
    reserveContact(tx, actor, await groundFor(tx, org.orgId), { customerId, heldUntil, ...matter, ...by }),
  )
}

describe('a dial outside the product', () => {
  test('is registered before it is made and counts for everybody at once', async () => {
    const customerId = await givenCustomer(org)
    const first = await ask({ customerId })
    expect(first).toMatchObject({ allowed: true, customerId, verdict: { kind: 'allow' } })
    expect(first.reportUntil).toEqual(partner.now.add({ minutes: 60 }))
    const colleague = await org.staff('agent')
    expect(await reserve(customerId, colleague)).toMatchObject({
      kind: 'refused',
      verdict: { reasons: [{ code: 'live-contact' }, { code: 'quiet-period' }, { code: 'attempt-gap' }] },
    })
    expect(await ask({ customerId })).toMatchObject({ allowed: false, contactId: null, verdict: { kind: 'defer' } })
    expect((await list('open')).items).toMatchObject([
      { customerId, staffName: '合作商外呼系统 · 8012', state: 'dialled', reportUntil: first.reportUntil },
    ])
  })

  test('leaves every decision in the log, whatever it was', async () => {
    const customerId = await givenCustomer(org)
    const [yes, no] = [await ask({ customerId }), await ask({ customerId })]
    const log = await as(org.owner, tx =>
      tx.selectFrom('verdict').select(['id', 'kind', 'moment']).where('org_id', '=', org.orgId).orderBy('id').execute(),
    )
    expect(log).toEqual([
      { id: yes.evidenceId, kind: 'allow', moment: 'elsewhere' },
      { id: no.evidenceId, kind: 'defer', moment: 'elsewhere' },
    ])
  })

  test('goes only to a number that is registered for the customer, and shows one that he can check', async () => {
    const [own, shared] = [dramaNumber(), dramaNumber()]
    const customerId = await givenCustomer(org, { phones: [own, shared] })
    const other = await givenCustomer(org)
    await as(org.owner, tx => addContactPoint(tx, org.owner, { customerId: other, kind: 'phone', value: shared }))
    await expect(ask({ number: shared })).rejects.toThrow('number-of-several')
    await expect(ask({ number: dramaNumber() })).rejects.toThrow('number-of-nobody')
    await expect(ask({})).rejects.toThrow('say-whom')
    await expect(ask({ customerId, callerNumber: '13800138000' })).rejects.toThrow('caller-number-is-mobile')
    expect(await ask({ customerId, number: dramaNumber() })).toMatchObject({
      allowed: false,
      verdict: { kind: 'deny', reasons: [{ code: 'number-not-registered' }] },
    })
    expect(await ask({ number: own })).toMatchObject({ allowed: true, customerId, masked: `••• ${own.slice(-4)}` })
  })

  test('is reported back: spoken to, not dialled after all, a wrong number, a wish to be left alone', async () => {
    const [spoken, spared, wrong, done] = await Promise.all([1, 2, 3, 4].map(() => givenCustomer(org)))
    const contact = async (customerId: string) => (await ask({ customerId })).contactId!
    await report(await contact(spoken!), {})
    await report(await contact(spared!), { outcome: 'not-dialled', conversed: false })
    await report(await contact(wrong!), { outcome: 'wrong-number', conversed: false })
    await report(await contact(done!), { outcome: 'asked-not-to-call', note: '不要再打' })
    const tomorrow = later(partner, { hours: 24 })
    expect((await ask({ customerId: spoken! }, tomorrow)).verdict.reasons).toMatchObject([{ code: 'quiet-period' }])
    expect(await ask({ customerId: spared! })).toMatchObject({ allowed: true })
    expect((await ask({ customerId: wrong! }, tomorrow)).verdict.reasons).toMatchObject([
      { code: 'no-dialable-number' },
    ])
    expect(await as(org.owner, tx => stopsOf(tx, org.orgId, done!))).toMatchObject([
      { source: 'agent', note: '不要再打' },
    ])
  })

  test('that nobody reports expires into a list, and is taken late, once', async () => {
    const customerId = await givenCustomer(org)
    const { contactId } = await ask({ customerId })
    const afterwards = later(org.owner, { minutes: 61 })
    expect((await list('unreported', afterwards)).items).toEqual([])
    await as(afterwards, tx => expireUnreported(tx, afterwards))
    expect((await list('unreported', afterwards)).items).toMatchObject([{ id: contactId, outcome: 'unreported' }])
    const late = later(partner, { hours: 24 })
    await report(contactId!, { outcome: 'no-answer', conversed: false }, late)
    expect((await list('unreported', afterwards)).items).toEqual([])
    await expect(report(contactId!, {}, late)).rejects.toThrow('reported-already')
    expect(await ask({ customerId }, late)).toMatchObject({ allowed: true })
  })

  test('asked for by twenty at once, is allowed to one', async () => {
    const customerId = await givenCustomer(org)
    const partners = await Promise.all(Array.from({ length: 20 }, () => org.staff('agent')))
    const answers = await Promise.allSettled(partners.map(actor => ask({ customerId }, actor)))
    const allowed = answers.filter(answer => answer.status === 'fulfilled' && answer.value.allowed)
    expect(allowed).toHaveLength(1)
    const reasons = answers.flatMap(answer => (answer.status === 'rejected' ? [answer.reason.message] : []))
    expect(new Set(reasons)).toEqual(new Set(reasons.length > 0 ? ['customer-busy'] : []))
  })
})
