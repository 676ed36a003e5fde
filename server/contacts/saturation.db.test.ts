import { beforeAll, expect, test } from 'vitest'
import { givenImports, importText } from '../customers/given.ts'
import { registerImportKind } from '../imports/index.ts'
import { as, givenOrganisation } from '../people/given.ts'
import { contactsImport } from './contacts-import.ts'
import { givenCustomer, givenPolicy } from './given.ts'
import { readSaturation } from './read-saturation.ts'
import { reserveContact } from './reserve-contact.ts'
import { groundFor, verdictOn } from './verdict-on.ts'

beforeAll(() => {
  givenImports()
  registerImportKind(contactsImport)
})

test('a customer’s page tells how often he was contacted against each cap, and when the next contact has a place', async () => {
  const org = await givenOrganisation()
  await givenPolicy(org, { capDays: 7, capAttempts: 3, capConversations: 2, gapDays: 0, attemptGapMinutes: 0 })
  const agent = await org.staff('agent')
  const customerId = await givenCustomer(org, { phones: ['+447700900101'] })
  const told = (actor = agent) => as(actor, tx => readSaturation(tx, actor, customerId, 'en'))
  const pairs = async () =>
    (await told()).items.map(({ counting, count, limit, full }) => [counting, count, limit, full])
  expect(await pairs()).toEqual([
    ['conversations', 0, 2, false],
    ['attempts', 0, 3, false],
  ])
  await importText(
    org.owner,
    '号码,联系时间,结果,目的\n+447700900101,2026-11-10T06:02:00Z,无人接听,关怀\n+447700900101,2026-11-16 09:00,完成,关怀\n',
    { kind: 'contacts' },
  )
  expect(await pairs()).toEqual([
    ['attempts', 2, 3, false],
    ['conversations', 1, 2, false],
  ])
  const where = { branchId: org.rootId, teamId: org.teamId, callerNumber: '4008001234' }
  const matter = {
    matterId: crypto.randomUUID(),
    campaignId: null,
    purpose: 'care' as const,
    reason: '回访',
    agreedAt: null,
  }
  const reserved = await as(agent, async tx => {
    const heldUntil = agent.now.add({ minutes: 15 })
    return reserveContact(tx, agent, await groundFor(tx, org.orgId), { customerId, heldUntil, ...matter, ...where })
  })
  expect(reserved.kind).toBe('reserved')
  const { items } = await told()
  expect(items).toMatchObject([
    { counting: 'conversations', count: 2, limit: 2, full: true },
    {
      counting: 'attempts',
      count: 3,
      limit: 3,
      full: true,
      sentence: expect.stringContaining('3 of 3 attempts within 7 days'),
    },
  ])
  const attempts = items.find(one => one.counting === 'attempts')!
  expect(attempts.nextAt).toEqual(Temporal.Instant.from('2026-11-17T06:02:00Z'))
  const request = { purpose: 'care', matterId: null }
  const { verdict } = await as(agent, async tx =>
    verdictOn(tx, agent, await groundFor(tx, org.orgId), customerId, request),
  )
  expect(verdict.reasons.map(reason => reason.rule)).toEqual(expect.arrayContaining(items.map(item => item.rule)))
  const foreign = await org.staff('hotline', org.northId)
  await expect(told(foreign)).rejects.toThrow('not-found')
})
