import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordConsent } from '../customers/record-consent.ts'
import { as, type GivenOrganisation, givenOrganisation, TUESDAY_10_AM, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { newId } from '../platform/id.ts'
import { givenPolicy } from '../policy/given.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'
import { givenCustomer } from './given.ts'
import { called, drafted, type Rules, twiceAWeek } from './given-replay.ts'
import { onConcern } from './hear-concerns.ts'
import { holdCustomer, liftHold } from './hold-customer.ts'
import { replayExport } from './replay-export.ts'
import { heldByDraft, readReplays, startReplay } from './replay-policy.ts'
import { groundOf, verdictOn } from './verdict-on.ts'

const days = (n: number) => ({ hours: 24 * n })

describe('a draft is tried on the contacts of the last month', () => {
  test('beside the policy in force; who sees all its branches sees what it would have held back', async () => {
    const org = await givenOrganisation()
    const [agent, planner] = [await org.staff('agent'), await org.staff('planner')]
    const [often, once] = [await givenCustomer(org, { name: '李芳' }), await givenCustomer(org)]
    const matterId = newId()
    for (const n of [5, 4, 3, 2, 1])
      await called(org, org.at(agent, agent.now.subtract(days(n))), { customerId: often, matterId })
    await called(org, agent, { customerId: once })
    await expect(as(planner, tx => startReplay(tx, planner, 'zh'))).rejects.toThrow('not-found')

    await drafted(org, planner, [...DEFAULT_CONTENT.rules, twiceAWeek])
    const afterwards = org.at(planner, agent.now.add({ minutes: 5 }))
    const run = await as(afterwards, tx => startReplay(tx, afterwards, 'en'))
    expect(run).toMatchObject({
      ...{ phase: 'done', done: 6, ofAll: 6, outdated: false, isMine: true },
      from: afterwards.now.subtract(days(30)),
      found: {
        ...{ contacts: 6, stopped: 3, stoppedAnyway: 0 },
        byRule: [{ rule: 'twice-a-week', name: 'Twice a week', contacts: 3, alone: 3 }],
        notKnown: [{ code: 'appointments-not-known' }],
      },
    })
    const page = (cursor?: string) =>
      as(afterwards, tx => heldByDraft(tx, afterwards, run.id, { anyway: false, limit: 2, cursor, language: 'zh' }))
    const first = await page()
    const second = await page(first.next!)
    const items = [...first.items, ...second.items]
    expect(second.next).toBeNull()
    expect(items.map(({ customerName, at }) => [customerName, at.until(agent.now).total('hours')])).toEqual([
      ['李芳', 24],
      ['李芳', 48],
      ['李芳', 72],
    ])
    expect(items[0]!.until).toEqual(agent.now.add(days(4)))
    expect(items[0]!.reasons).toEqual([expect.stringContaining('2 次')])
    const anyway = { anyway: true, limit: 50, language: 'zh' } as const
    expect(await as(afterwards, tx => heldByDraft(tx, afterwards, run.id, anyway))).toEqual({ items: [], next: null })

    const criteria = { replayId: run.id, anyway: false, rule: 'twice-a-week' }
    expect(await as(afterwards, tx => replayExport.count(tx, afterwards, criteria))).toBe(3)
    const cells = await Array.fromAsync(
      replayExport.rows(testDatabase(), criteria, { actor: afterwards, language: 'en', fullNumbers: false }),
    )
    expect(cells.map(([, name, , , channel, at, , rules]) => [name, channel, at, rules])).toEqual(
      items.map(({ customerName, at }) => [customerName, 'Phone', at, 'Twice a week']),
    )
    const approver = await org.staff('approver')
    expect((await as(approver, tx => readReplays(tx, approver, 'zh'))).done?.found?.byRule[0]?.name).toBe(
      '一周最多两次',
    )
    const north = await org.staff('approver', org.northId)
    expect(await as(north, tx => readReplays(tx, north, 'zh'))).toEqual({ own: null, done: null })
    await expect(as(north, tx => heldByDraft(tx, north, run.id, anyway))).rejects.toThrow('not-found')
    const hotline = await org.staff('agent')
    await expect(as(hotline, tx => startReplay(tx, hotline, 'zh'))).rejects.toThrow('forbidden')
    await drafted(org, planner, [twiceAWeek])
    expect((await as(approver, tx => readReplays(tx, approver, 'zh'))).done).toMatchObject({
      id: run.id,
      outdated: true,
    })
  })
})

describe('each contact is judged by what held at its instant', () => {
  let org: GivenOrganisation
  beforeAll(async () => {
    org = await givenOrganisation()
  })

  /** All kinds of rules whose past is known. */
  const STRICT: Rules = [
    { id: 'day', name: '时段', kind: 'hours', workday: [{ from: '09:00', to: '18:00' }], restDay: [], holiday: [] },
    { id: 'asked', name: '须同意', kind: 'consent', need: 'explicit', scope: { purposeClasses: ['marketing'] } },
    { id: 'solve', name: '先解决', kind: 'solve-first', scope: { purposeClasses: ['marketing'] } },
    {
      id: 'who',
      name: '谁来谈',
      kind: 'speaker',
      owner: false,
      roles: ['supervisor'],
      scope: { purposes: ['referral'] },
    },
    { ...twiceAWeek, id: 'weekly', limit: 3 },
    { ...twiceAWeek, id: 'talks', count: 'conversations', limit: 1, window: { kind: 'calendar', unit: 'week' } },
    { ...twiceAWeek, id: 'line', per: 'number', limit: 4, window: { kind: 'tumbling', seconds: 4 * 86_400 } },
    {
      ...twiceAWeek,
      id: 'from',
      per: 'caller-number',
      limit: 5,
      layer: 'carrier',
      window: { kind: 'tumbling', seconds: 86_400 },
    },
    { id: 'gap', name: '间隔', kind: 'gap', after: 'attempts', per: 'person', next: 'any', seconds: 30 * 3600 },
  ]
  const LEAVES = [
    {
      ...{ id: 'recall', name: '召回', reason: '安全', scope: { purposes: ['care'] }, passes: ['weekly'] },
      ...{ limit: 1, days: 20, until: '2027-12-31' },
    },
  ]

  test('as the verdict under that draft was then, found on the ledger itself', { timeout: 120_000 }, async () => {
    const [agent, planner, approver] = [
      await org.staff('agent'),
      await org.staff('planner'),
      await org.staff('approver'),
    ]
    const hotline = await org.staff('hotline')
    await givenPolicy(org, { rules: [] })
    const content = await drafted(org, planner, STRICT, LEAVES)
    const customers: string[] = []
    for (let n = 0; n < 6; n++) customers.push(await givenCustomer(org, { branchId: n % 2 ? org.northId : org.rootId }))
    // Two of them share a telephone, and another two.
    for (const [one, other] of [
      [0, 3],
      [1, 4],
    ]) {
      await as(org.owner, tx =>
        sql`
          update contact_point p set identifier_id = o.identifier_id from contact_point o
          where o.org_id = ${org.orgId} and o.customer_id = ${customers[one!]!} and p.org_id = o.org_id
            and p.customer_id = ${customers[other!]!}`.execute(tx),
      )
    }
    const random = numbersFrom(7)
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
    const expected = new Map<string, { kind: string; until: string | null }>()
    const concerns = new Map<string, string>()
    const holds = new Map<string, string>()
    let now = TUESDAY_10_AM.subtract(days(29))
    while (Temporal.Instant.compare(now, TUESDAY_10_AM) < 0) {
      now = now.add({ minutes: 20 + Math.floor(random() * 400) })
      const customerId = pick(customers)
      const at = (actor: Actor) => org.at(actor, now)
      await pick<() => Promise<unknown>>([
        ...Array.from({ length: 6 }, () => async () => {
          const call = { customerId, purpose: pick(['care', 'renewal'] as const), matterId: customers[0]! }
          const callerNumber = pick(['4008001234', '4008001235'])
          let then: { kind: string; until: string | null } | undefined
          const conversed = random() < 0.4
          const id = await called(org, at(agent), { ...call, callerNumber, conversed }, async () => {
            const request = {
              ...call,
              campaignId: null,
              callerNumber,
              staff: { id: agent.staffId, roles: agent.roles },
            }
            then = await as(at(agent), async tx => {
              const ground = await groundOf(tx, org.orgId, { version: 0, ...content })
              const { verdict } = await verdictOn(tx, at(agent), ground, customerId, request)
              return { kind: verdict.kind, until: verdict.until?.toString() ?? null }
            })
          })
          if (id) expected.set(id, then!)
        }),
        async () => {
          const given = random() < 0.7
          const expiresAt = given && random() < 0.5 ? now.add(days(3)) : null
          const word = {
            customerId,
            purposeClass: 'marketing',
            channels: ['phone'],
            given,
            at: now,
            expiresAt,
          } as const
          const evidence = { evidenceKind: 'text', evidence: '客户说' } as const
          await as(at(org.owner), tx => recordConsent(tx, at(org.owner), { ...word, ...evidence }))
        },
        async () => {
          const id = concerns.get(customerId) ?? newId()
          const over = concerns.has(customerId) && random() < 0.6
          if (over) concerns.delete(customerId)
          else concerns.set(customerId, id)
          const dueAt = over ? null : now.add({ hours: 10 + Math.floor(random() * 90) })
          await as(at(agent), tx => onConcern(tx, at(agent), { id, customerId, dueAt }))
        },
        async () => {
          const held = holds.get(customerId)
          if (held) {
            holds.delete(customerId)
            await as(at(hotline), tx => liftHold(tx, at(hotline), held, '好了')).catch(() => {})
            return
          }
          const until = now.add({ hours: 30 })
          const { id } = await as(at(hotline), tx =>
            holdCustomer(tx, at(hotline), { customerId, until, reason: '出差' }),
          )
          holds.set(customerId, id)
        },
        async () => {
          // Asked for and approved of the rules of the draft, as they will be when it holds.
          const passes = [pick(['weekly', 'gap', 'asked', 'line'])]
          await as(at(hotline), tx =>
            sql`
              insert into contact_override (org_id, customer_id, passes, reason, asked_by, asked_at, expires_at, decision,
                decided_by, decided_at)
              values (${org.orgId}, ${customerId}, ${passes}::text[], '特殊', ${hotline.staffId}, ${now}, ${now.add({ hours: 60 })},
                'approved', ${approver.staffId}, ${now})`.execute(tx),
          )
        },
      ])()
    }
    const end = org.at(planner, TUESDAY_10_AM.add({ hours: 12 }))
    const run = await as(end, tx => startReplay(tx, end, 'zh'))
    expect(run.found!.contacts).toBe(expected.size)
    const found = new Map<string, { kind: string; until: string | null }>()
    for (const anyway of [false, true]) {
      const given = { anyway, limit: 500, language: 'zh' } as const
      const { items } = await as(end, tx => heldByDraft(tx, end, run.id, given))
      for (const { contactId, until } of items)
        found.set(contactId, { kind: until ? 'defer' : 'deny', until: until?.toString() ?? null })
    }
    const stopped = new Map([...expected].filter(([, { kind }]) => kind !== 'allow'))
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(stopped))
    expect([expected.size > 40, stopped.size > 15, stopped.size < expected.size]).toEqual([true, true, true])
  })
})

/** Numbers from 0 to below 1 that are the same each time (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
