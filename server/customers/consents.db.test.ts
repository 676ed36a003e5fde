import { beforeAll, describe, expect, test } from 'vitest'
import { as, givenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { addCustomer } from './add-customer.ts'
import { consentsOf } from './consent-store.ts'
import { givenImports } from './given.ts'
import { currentConsents, type GivenConsent, recordConsent } from './record-consent.ts'

beforeAll(() => givenImports())

async function givenOne() {
  const org = await givenOrganisation()
  const customerId = await as(org.owner, tx =>
    addCustomer(tx, org.owner, { name: '李雷', kind: 'person', branchId: org.northId, phones: [], emails: [] }),
  )
  const say = (given: Partial<GivenConsent> = {}, actor: Actor = org.owner) =>
    as(actor, tx =>
      recordConsent(tx, actor, {
        customerId,
        purposeClass: 'marketing',
        channels: ['phone'],
        given: true,
        at: actor.now,
        expiresAt: null,
        evidenceKind: 'text',
        evidence: '2026 年购机协议第 7 条',
        ...given,
      }),
    )
  const standing = async (channel: string, at = org.owner.now) =>
    (await as(org.owner, tx => currentConsents(tx, org.orgId, customerId, at))).find(
      one => one.purposeClass === 'marketing' && one.channel === channel,
    )?.standing
  return { org, customerId, say, standing }
}

describe('consents', () => {
  test('count by the last word for each purpose and channel; the history stays whole', async () => {
    const { org, customerId, say, standing } = await givenOne()
    expect(await standing('phone')).toBe('never-asked')
    const day = (n: number) => org.owner.now.subtract({ hours: 24 * n })
    await say({ at: day(10), channels: ['phone', 'sms'] })
    await say({ at: day(5), given: false, evidenceKind: 'call', evidence: '通话中要求不再推销' })
    expect([await standing('phone'), await standing('sms')]).toEqual(['withdrawn', 'given'])
    expect(await standing('phone', day(7))).toBe('given')
    const all = await as(org.owner, tx => consentsOf(tx, org.orgId, customerId, { limit: 50 }))
    expect(all.map(one => [one.channel, one.given]).toSorted()).toEqual([
      ['phone', false],
      ['phone', true],
      ['sms', true],
    ])
    expect(all[0]).toMatchObject({ recordedByName: 'owner', source: 'staff' })
  })

  test('expire, and an older word written down later does not count for more', async () => {
    const { org, say, standing } = await givenOne()
    const { now } = org.owner
    await say({ at: now.subtract({ hours: 48 }), expiresAt: now.add({ hours: 1 }) })
    await say({ at: now.subtract({ hours: 96 }), given: false })
    expect(await standing('phone')).toBe('given')
    expect(await standing('phone', now.add({ hours: 1 }))).toBe('expired')
  })

  test.each([
    ['of the future', (now: Temporal.Instant) => ({ at: now.add({ hours: 2 }) }), 'consent-in-the-future'],
    ['that ends before it begins', (now: Temporal.Instant) => ({ expiresAt: now }), 'consent-expiry-crossed'],
    [
      'withdrawn with an expiry',
      (now: Temporal.Instant) => ({ given: false, expiresAt: now.add({ hours: 1 }) }),
      'consent-expiry-crossed',
    ],
  ])('%s are refused', async (_, given, reason) => {
    const { org, say } = await givenOne()
    await expect(say(given(org.owner.now))).rejects.toThrow(reason)
  })

  test('are refused to agents, and not found from another branch or organisation', async () => {
    const { org, say } = await givenOne()
    await expect(say({}, await org.staff('agent', org.northId))).rejects.toThrow('forbidden')
    await expect(say({}, await org.staff('supervisor', org.southId))).rejects.toThrow('not-found')
    await expect(say({}, (await givenOrganisation()).owner)).rejects.toThrow('not-found')
  })
})
