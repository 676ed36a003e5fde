import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PURPOSES } from '../campaigns/rules.ts'
import { PolicyContent } from '../policy/rule-contract.ts'
import { compilePolicy } from './compile-rules.ts'
import { type Saturation, saturationsOf } from './saturation-rules.ts'
import { askedOf } from './scope-rules.ts'
import { BLANK, type PastContact, type Standing } from './standing-rules.ts'
import { mayContact } from './verdict-rules.ts'

const [NORTH, SPRING] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000004'] as const
const NOW = Temporal.ZonedDateTime.from('2026-11-17T10:00[Asia/Shanghai]')
const [NUMBERS, MATTERS] = [
  ['n1', 'n2'],
  ['m1', 'm2', 'm3'],
]
const HOUR = 3_600_000

const seconds = fc.integer({ min: 1, max: 96 }).map(hours => hours * 3600)
const window = fc.oneof(
  fc.record({ kind: fc.constant('rolling' as const), seconds }),
  fc.record({ kind: fc.constant('tumbling' as const), seconds }),
  fc.record({ kind: fc.constant('calendar' as const), unit: fc.constantFrom('day', 'week', 'month') }),
  fc.record({ kind: fc.constant('day-part' as const), cuts: fc.constant(['12:00', '18:00']) }),
  fc.record({ kind: fc.constant('ever' as const) }),
)
const scope = fc.constantFrom(
  ...[{}, {}, {}, { purposeClasses: ['marketing'] }, { purposes: ['care', 'festival'] }],
  ...[
    { tags: ['大客户'] },
    { tags: ['其他'] },
    { branchIds: [NORTH] },
    { campaignIds: [SPRING] },
    { channels: ['sms'] },
  ],
)
const dates = fc.constantFrom(
  ...[{}, {}, {}, { from: '2026-11-18' }, { from: '2026-11-17', until: '2026-11-17' }, { until: '2026-11-16' }],
)
const cap = fc.record({
  kind: fc.constant('cap'),
  count: fc.constantFrom('attempts', 'conversations'),
  per: fc.constantFrom('person', 'person', 'number', 'matter', 'caller-number'),
  limit: fc.integer({ min: 1, max: 3 }),
  window,
  effect: fc.constantFrom('delay', 'delay', 'block'),
  layer: fc.constantFrom('own', 'own', 'carrier'),
})
const content = fc.array(fc.tuple(cap, scope, dates), { minLength: 1, maxLength: 5 }).map(caps =>
  PolicyContent.parse({
    exemptions: [],
    rules: caps.map(([rule, scope, dates], n) => ({ id: `r${n}`, name: `r${n}`, ...rule, scope, ...dates })),
  }),
)
const matter = {
  matterId: fc.constantFrom(...MATTERS),
  purpose: fc.constantFrom('care', 'cross-sell', 'satisfaction'),
  campaignId: fc.constantFrom(null, SPRING),
}
const contact = fc.record({
  at: fc.integer({ min: 0, max: 200 }).map(ago => NOW.epochMilliseconds - ago * HOUR),
  conversed: fc.boolean(),
  numberId: fc.constantFrom(...NUMBERS),
  ...matter,
  carried: fc.array(fc.record(matter), { maxLength: 2 }),
})
const standing = fc.array(contact, { maxLength: 8 }).map(
  (contacts): Standing => ({
    ...BLANK,
    branchIds: [NORTH],
    tags: ['大客户'],
    numbers: NUMBERS,
    contacts: contacts
      .map(
        (one, n): PastContact => ({
          ...one,
          id: `c${n}`,
          liveUntil: 0,
          channel: 'phone',
          quietUntil: 0,
          exemption: null,
        }),
      )
      .sort((a, b) => b.at - a.at),
  }),
)

function given(content: PolicyContent, standing: Standing) {
  const policy = compilePolicy({ ...content, version: 1 }, 'Asia/Shanghai', new Map())
  const place = policy.placeOf('Asia/Shanghai', 'CN')
  return { policy, content, place, standing, at: NOW.epochMilliseconds, today: NOW.toPlainDate() }
}

/** Which rules object now to a contact with these words, and when each alone releases. */
function objecting(
  { policy, place, standing, at }: ReturnType<typeof given>,
  request: { purpose: string | null; campaignId: string | null; matterId: string | null; numberId: string },
): Map<string, number> {
  const { objections } = mayContact(policy, place, standing, request, at)
  return new Map(objections.flatMap(one => (one.at === at ? [[one.rule.id, one.release] as const] : [])))
}

describe('how much of a cap is taken', () => {
  test('is all of it exactly when the verdict holds a contact back by that rule, until the same instant', () => {
    fc.assert(
      fc.property(content, standing, (content, standing) => {
        const told = given(content, standing)
        for (const row of saturationsOf(told)) {
          const request = {
            purpose: row.purposes?.[0] ?? null,
            campaignId: row.cap.scope.campaignIds?.[0] ?? null,
            matterId: row.matterId,
            numberId: row.numberId ?? NUMBERS[0]!,
          }
          const release = objecting(told, request).get(row.cap.id)
          expect(row.free > 0).toBe(release !== undefined)
          if (row.cap.effect === 'delay' && release !== undefined) expect(row.free).toBe(release)
          if (row.free > 0) expect(row.count).toBeGreaterThanOrEqual(row.cap.limit)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('leaves no cap out that holds back any contact with him', () => {
    const words = fc.record({
      purpose: fc.constantFrom(null, ...PURPOSES),
      campaignId: fc.constantFrom(null, SPRING),
      matterId: fc.constantFrom(null, ...MATTERS),
      numberId: fc.constantFrom(...NUMBERS),
    })
    fc.assert(
      fc.property(content, standing, words, (content, standing, request) => {
        const told = given(content, standing)
        const asked = askedOf(request)
        const isMeant = ({ numberId, matterId, purposes }: Saturation) =>
          (numberId === null || numberId === request.numberId) &&
          (matterId === null || matterId === request.matterId) &&
          (purposes === null || purposes.some(one => asked.purposes.includes(one)))
        const full = saturationsOf(told).filter(row => row.free > 0 && isMeant(row))
        for (const id of objecting(told, request).keys()) {
          if (id.startsWith('r')) expect(full.map(row => row.cap.id)).toContain(id)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('is told of calls and conversations apart, the fullest first', () => {
    const rule = { per: 'person', window: { kind: 'rolling', seconds: 7 * 86_400 }, kind: 'cap', limit: 3 }
    const content = PolicyContent.parse({
      exemptions: [],
      rules: [
        { ...rule, id: 'talks', name: '通话', count: 'conversations' },
        { ...rule, id: 'calls', name: '拨打', count: 'attempts' },
      ],
    })
    const past = (hours: number, conversed: boolean): PastContact => ({
      ...{ id: `c${hours}`, numberId: 'n1', matterId: 'm1', at: NOW.epochMilliseconds - hours * HOUR, conversed },
      ...{ liveUntil: 0, purpose: 'care', campaignId: null, channel: 'phone', quietUntil: 0, exemption: null },
    })
    const told = given(content, {
      ...BLANK,
      numbers: NUMBERS,
      contacts: [past(1, false), past(20, true), past(150, false)],
    })
    expect(saturationsOf(told).map(({ cap, count, free }) => [cap.id, count, free])).toEqual([
      ['calls', 3, NOW.epochMilliseconds + 18 * HOUR],
      ['talks', 1, 0],
    ])
  })
})
