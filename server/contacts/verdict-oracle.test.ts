import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PURPOSES } from '../campaigns/rules.ts'
import { PolicyContent, type PolicyRule } from '../policy/rule-contract.ts'
import { compilePolicy } from './compile-rules.ts'
import { type ClerkCase, clerk } from './given-clerk.ts'
import { BLANK } from './standing-rules.ts'
import { type VerdictCode, verdictReasons } from './verdict-reasons.ts'
import { mayContact } from './verdict-rules.ts'

const [NORTH, ROOT, ELSEWHERE, SPRING] = [1, 2, 3, 4].map(n => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
]
const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000]

// Clocks that change by an hour, by half an hour, at midnight, and not at all.
const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Beirut',
  'America/Havana',
]
// Days around changes of these clocks, leap days, the Spring Festival with its make-up days, the end of a year.
const DAYS = ['2026-03-06', '2026-03-27', '2026-04-03', '2026-09-04', '2026-10-23', '2026-10-30', '2026-06-10']
const MORE_DAYS = ['2028-02-26', '2024-02-28', '2026-02-13', '2026-12-29']
const SPRING_FESTIVAL = [
  ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map(day => [`2026-02-${day}`, 'holiday'] as const),
  ...['2026-02-14', '2026-02-28'].map(day => [day, 'make-up-workday'] as const),
]

const clock = (halfHours: number) => `${String(halfHours >> 1).padStart(2, '0')}:${halfHours % 2 ? '30' : '00'}`
const windows = (least: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2 * least, maxLength: 6 }).map(edges => {
    const sorted = edges.toSorted((a, b) => a - b).map(clock)
    return Array.from({ length: sorted.length >> 1 }, (_, n) => ({ from: sorted[2 * n]!, to: sorted[2 * n + 1]! }))
  })
const sometimes = <T>(arbitrary: fc.Arbitrary<T>, oneIn = 4) =>
  fc.option(arbitrary, { freq: oneIn - 1, nil: undefined })

const scope = fc.record(
  {
    branchIds: fc.constantFrom([NORTH], [ROOT], [ELSEWHERE]),
    campaignIds: fc.constant([SPRING]),
    purposeClasses: fc.constantFrom(['marketing' as const], ['service' as const, 'research' as const]),
    purposes: fc.constantFrom(['care' as const], ['win-back' as const, 'referral' as const]),
    channels: fc.constantFrom(['phone' as const], ['sms' as const], ['email' as const]),
    tags: fc.constantFrom(['大客户'], ['其他']),
    stages: fc.constantFrom(['loyalty'], ['reach']),
    countries: fc.constantFrom(['CN'], ['GB']),
  },
  { requiredKeys: [] },
)
const mostlyAll = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: scope })

const seconds = (unit: number, most: number) => fc.integer({ min: 1, max: most }).map(n => (n * unit) / SECOND)
const countWindow = (unit: number, most: number) =>
  fc.oneof(
    fc.record({ kind: fc.constant('rolling'), seconds: seconds(unit, most) }),
    fc.record({ kind: fc.constant('tumbling'), seconds: seconds(unit, most) }),
    fc.record({ kind: fc.constant('calendar'), unit: fc.constantFrom('day', 'week', 'month') }),
    fc.record({
      kind: fc.constant('day-part'),
      cuts: fc.array(fc.integer({ min: 0, max: 48 }).map(clock), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('ever') }),
  )
const count = fc.constantFrom('attempts', 'conversations')

function ruleOf(unit: number, most: number): fc.Arbitrary<object> {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('hours'),
        workday: windows(1),
        restDay: windows(0),
        holiday: windows(0),
        weekdays: fc.dictionary(fc.constantFrom('1', '3', '6'), windows(0), { maxKeys: 1 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('cap'),
        count,
        per: fc.constantFrom('person', 'person', 'number', 'matter', 'caller-number'),
        limit: fc.integer({ min: 1, max: 3 }),
        counted: fc.constantFrom('such', 'such', 'all'),
        window: countWindow(unit, most),
        effect: fc.constantFrom('delay', 'delay', 'delay', 'block'),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('gap'),
        after: count,
        per: fc.constantFrom('person', 'person', 'number', 'matter'),
        next: fc.constantFrom('other-matter', 'same-matter', 'any'),
        seconds: seconds(unit, most),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'own-hours' }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('consent'), need: fc.constantFrom('explicit', 'not-withdrawn') }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'solve-first' }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('speaker'),
        owner: fc.boolean(),
        roles: fc.constantFrom([], ['supervisor']),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('combine'),
        most: fc.integer({ min: 1, max: 2 }),
        never: fc.constantFrom([], [['care', 'win-back']]),
      }),
    },
  )
}

/** @param days local days of the organisation in which rules may begin and end */
function policyOf(unit: number, most: number): fc.Arbitrary<(today: Temporal.PlainDate) => PolicyContent> {
  const effective = fc.record({
    from: sometimes(fc.integer({ min: -2, max: 3 }), 8),
    until: sometimes(fc.integer({ min: 0, max: 4 }), 8),
  })
  const rules = fc.array(
    fc.tuple(ruleOf(unit, most), mostlyAll, fc.constantFrom('own', 'own', 'own', 'carrier'), effective),
    { minLength: 1, maxLength: 6 },
  )
  const exemption = fc.record({
    scope: mostlyAll,
    agreedOnly: fc.boolean(),
    passes: fc.uniqueArray(fc.constantFrom('r0', 'r1', 'r2', 'r3', 'quiet-period'), { minLength: 1, maxLength: 4 }),
    limit: fc.integer({ min: 1, max: 2 }),
    days: fc.integer({ min: 1, max: 3 }),
    until: fc.integer({ min: -1, max: 5 }),
  })
  return fc.tuple(rules, fc.array(exemption, { maxLength: 2 })).map(([rules, exemptions]) => today => {
    const dayOf = (ahead: number | undefined) => (ahead === undefined ? null : today.add({ days: ahead }).toString())
    return PolicyContent.parse({
      rules: rules.map(([rule, scope, layer, { from, until }], n) => ({
        ...{ ...rule, id: `r${n}`, name: `r${n}`, scope, layer, from: dayOf(from), until: dayOf(until) },
      })),
      exemptions: exemptions.map((one, n) => ({
        ...{ ...one, id: `e${n}`, name: `e${n}`, reason: '召回', source: '', until: dayOf(one.until) },
      })),
    })
  })
}

function standingOf(most: number) {
  const ago = fc.integer({ min: 0, max: most })
  const ahead = fc.integer({ min: 1, max: most })
  const contact = fc.record({
    matterId: fc.constantFrom('mine', 'other'),
    numberId: fc.constantFrom('n1', 'n2', 'a1'),
    ago,
    quiet: sometimes(ahead),
    conversed: fc.boolean(),
    live: sometimes(ahead, 6),
    purpose: fc.constantFrom('care', 'win-back'),
    campaignId: fc.constantFrom(null, SPRING),
    channel: fc.constantFrom('phone' as const, 'phone' as const, 'sms' as const, 'email' as const),
    exemption: fc.constantFrom(null, null, null, 'e0'),
    carried: sometimes(
      fc.array(
        fc.record({
          matterId: fc.constantFrom('mine', 'other', 'third'),
          purpose: fc.constantFrom('care', 'win-back'),
          campaignId: fc.constantFrom(null, SPRING),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      3,
    ),
  })
  return fc.record({
    contacts: fc.array(contact, { maxLength: 6 }),
    elsewhere: fc.array(contact, { maxLength: 3 }),
    fromCaller: fc.array(contact, { maxLength: 4 }),
    stops: fc.array(fc.record({ purpose: fc.constantFrom(null, 'care', 'referral'), until: sometimes(ahead, 2) }), {
      maxLength: 1,
    }),
    holds: fc.array(ahead, { maxLength: 1 }),
    concerns: fc.array(ahead, { maxLength: 2 }),
    consents: fc.array(
      fc.record({
        purposeClass: fc.constantFrom('service', 'marketing'),
        channel: fc.constantFrom('phone', 'sms', 'email'),
        given: fc.boolean(),
        until: sometimes(ahead, 2),
      }),
      { maxLength: 3 },
    ),
    ownHours: sometimes(
      fc.record({
        windows: windows(1).chain(all =>
          fc.constantFrom(
            [],
            all.flatMap(one => [2, 3, 5, 6].map(weekday => ({ ...one, weekday }))),
          ),
        ),
        notBefore: sometimes(fc.constant('08:30')),
        notAfter: sometimes(fc.constant('20:00')),
      }),
      2,
    ),
    override: sometimes(
      fc.record({
        passes: fc.subarray(['r0', 'r1', 'r2', 'quiet-period']),
        purpose: fc.constantFrom(null, 'care'),
        until: ahead,
      }),
      5,
    ),
    numbers: fc.constantFrom(['n1'], ['n1'], ['n1', 'n2'], ['n2', 'n1'], ['n1', 'n2', 'n3'], []),
    addresses: fc.constantFrom(['a1'], ['a2', 'a1'], []),
    tags: fc.constantFrom([], ['大客户']),
    stage: fc.constantFrom(null, 'loyalty'),
    ownerId: fc.constantFrom(null, 'anna'),
  })
}

const requested = fc.record({
  purposes: fc.constantFrom(['care'], ['win-back'], ['care', 'win-back'], ['referral', 'care', 'satisfaction'], []),
  campaignId: fc.constantFrom(null, SPRING),
  channel: fc.constantFrom('phone' as const, 'phone' as const, 'sms' as const, 'email' as const),
  staff: fc.constantFrom(undefined, { id: 'anna', roles: ['agent'] }, { id: 'ben', roles: ['supervisor'] }),
  numberId: sometimes(fc.constant('n1'), 6),
  own: sometimes(fc.constant('c0'), 6),
  agreed: sometimes(fc.integer({ min: -60, max: 300 })),
})

interface Scale {
  /** What all spans are multiples of, in milliseconds. */
  unit: number
  /** The longest span, in units. */
  most: number
  /** How long the clerk looks. */
  look: number
}

function cases({ unit, most }: Scale) {
  return fc.record({
    policy: policyOf(unit, most),
    timeZone: fc.constantFrom(...ZONES),
    day: fc.constantFrom(...DAYS, ...MORE_DAYS),
    minute: fc.nat(4320),
    special: fc.array(fc.tuple(fc.nat(9), fc.constantFrom('holiday' as const, 'make-up-workday' as const)), {
      maxLength: 4,
    }),
    standing: standingOf(most),
    request: requested,
  })
}
type Case = typeof cases extends (scale: Scale) => fc.Arbitrary<infer C> ? C : never

function caseOf({ policy, timeZone, day, minute, special, standing, request }: Case, { unit }: Scale) {
  const now = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  const until = (ahead: number | undefined) => (ahead === undefined ? 0 : now + ahead * unit)
  const contactOf = (given: Case['standing']['contacts'][number], n: number) => {
    const { ago, quiet, live, ...contact } = given
    const at = now - ago * unit
    return { ...contact, id: `c${n}`, at, quietUntil: at + (quiet ?? 0) * unit, liveUntil: until(live) }
  }
  const newestFirst = (list: Case['standing']['contacts']) => list.map(contactOf).sort((a, b) => b.at - a.at)
  const { override, ownHours, stops, consents } = standing
  const given: ClerkCase = {
    policy: policy(today),
    organisationZone: 'Asia/Shanghai',
    timeZone,
    country: 'CN',
    holidays: {
      years: new Set([2026]),
      days: new Map([
        ...SPRING_FESTIVAL,
        ...special.map(([n, kind]) => [today.add({ days: n }).toString(), kind] as const),
      ]),
    },
    standing: {
      ...{ ...BLANK, branchIds: [NORTH, ROOT], tags: standing.tags, stage: standing.stage, ownerId: standing.ownerId },
      numbers: standing.numbers,
      addresses: standing.addresses,
      contacts: newestFirst(standing.contacts),
      elsewhere: newestFirst(standing.elsewhere),
      stops: stops.map(({ purpose, until: ahead }) => ({ purpose, expiresAt: until(ahead) })),
      holds: standing.holds.map(until),
      concerns: standing.concerns.map(until),
      consents: consents.map(({ until: ahead, ...word }) => ({ ...word, expiresAt: until(ahead) })),
      ownHours: ownHours
        ? { windows: ownHours.windows, notBefore: ownHours.notBefore ?? null, notAfter: ownHours.notAfter ?? null }
        : null,
      overrides: override
        ? [{ id: 'o', passes: override.passes, purpose: override.purpose, expiresAt: until(override.until) }]
        : [],
    },
    request: {
      purpose: request.purposes[0] ?? null,
      purposes: request.purposes,
      matterId: 'mine',
      campaignId: request.campaignId,
      channel: request.channel,
      staff: request.staff,
      numberId: standing.numbers.length > 0 && request.channel !== 'email' ? request.numberId : undefined,
      ownContactId: request.own,
      agreedAt:
        request.agreed === undefined ? null : Temporal.Instant.fromEpochMilliseconds(now + request.agreed * unit),
    },
    fromCaller: newestFirst(standing.fromCaller),
  }
  return { given, now }
}

function judge(given: ClerkCase, now: number) {
  const compiled = compilePolicy(
    { version: 1, ...given.policy },
    given.organisationZone,
    new Map([['CN', given.holidays]]),
  )
  const place = compiled.placeOf(given.timeZone, given.country)
  return mayContact(compiled, place, given.standing, given.request, now, given.fromCaller)
}

function agreeOn(scale: Scale, given: ClerkCase, now: number): void {
  const ruling = judge(given, now)
  const found = clerk(given, now, scale.unit, scale.look)
  if (found === 'later') expect(ruling.until).toBeGreaterThan(now + scale.look)
  else expect(ruling.until).toBe(found ?? Number.POSITIVE_INFINITY)
  expect(ruling.kind).toBe(
    ruling.until === now ? 'allow' : ruling.until === Number.POSITIVE_INFINITY ? 'deny' : 'defer',
  )
  expect(ruling.kind === 'allow').toBe(ruling.objections.length === 0)
  for (const { rule, at, release } of ruling.objections) {
    const { code, facts } = rule.describe(ruling.question, at, release)
    const read = { ...facts, now: new Date(now).toISOString() }
    for (const language of ['zh', 'en'] as const) {
      const sentence = verdictReasons[code as VerdictCode][language](read as never)
      expect(sentence).not.toMatch(/undefined|NaN|Invalid|null/)
    }
  }
}

describe('against a clerk who looks at the clock', () => {
  test('every minute, over weeks: hours, holidays, clocks that change, windows of days', () => {
    const scale = { unit: MINUTE, most: 3 * 1440, look: 8 * DAY }
    fc.assert(
      fc.property(cases(scale), one => {
        const { given, now } = caseOf(one, scale)
        agreeOn(scale, given, now)
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  test('every second, over hours: windows and gaps that end within a minute', () => {
    const scale = { unit: SECOND, most: 600, look: HOUR / 2 }
    fc.assert(
      fc.property(cases(scale), one => {
        const { given, now } = caseOf(one, scale)
        agreeOn(scale, given, now)
      }),
      { numRuns: 400 },
    )
  }, 60_000)
})

test('the cases of the clerk reach every kind of rule and every purpose has a class', () => {
  const kinds = new Set<PolicyRule['kind']>()
  for (const make of fc.sample(policyOf(MINUTE, 100), 300)) {
    for (const rule of make(Temporal.PlainDate.from('2026-06-10')).rules) kinds.add(rule.kind)
  }
  expect(kinds.size).toBe(8)
  expect(PURPOSES.length).toBeGreaterThan(0)
})
