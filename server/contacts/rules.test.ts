import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verdictReasons } from './reasons.ts'
import {
  type Calendar,
  type ContactRequest,
  DEFAULT_POLICY,
  dayKind,
  type History,
  mayContact,
  nextOpening,
  type PastContact,
  type Policy,
  type Window,
  windowsProblem,
} from './rules.ts'

const at = (text: string) => Temporal.Instant.from(text)
const SHANGHAI: Calendar = {
  timeZone: 'Asia/Shanghai',
  country: 'CN',
  years: new Set([2026]),
  days: new Map([
    ['2026-10-01', 'holiday'],
    ['2026-10-10', 'make-up-workday'],
  ]),
}
const NOBODY: History = { contacts: [], stops: [], dialableNumbers: 1 }
const ASK: ContactRequest = { purpose: 'care', matterId: 'mine' }
const TUESDAY = at('2026-11-17T10:00:00+08:00')

function past(given: Partial<PastContact>): PastContact {
  const on = given.at ?? TUESDAY.subtract({ hours: 24 })
  return { id: 'c', matterId: 'other', at: on, quietUntil: on, conversed: false, liveUntil: null, ...given }
}

function ask(
  history: Partial<History>,
  on = TUESDAY,
  request: Partial<ContactRequest> = {},
  policy: Partial<Policy> = {},
) {
  return mayContact({ ...DEFAULT_POLICY, ...policy }, SHANGHAI, { ...NOBODY, ...history }, { ...ASK, ...request }, on)
}

const codes = (verdict: ReturnType<typeof ask>) => verdict.reasons.map(reason => reason.code)
const untilOf = (verdict: ReturnType<typeof ask>) =>
  verdict.until?.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()

describe('a customer may be contacted', () => {
  test('on a Tuesday at ten when nothing speaks against it', () => {
    expect(ask({})).toMatchObject({ kind: 'allow', until: null, reasons: [], warnings: [], policyVersion: 0 })
  })

  test('not when he asked not to be, whatever else allows it', () => {
    expect(ask({ stops: [{ purpose: null, expiresAt: null }] })).toMatchObject({ kind: 'deny' })
    expect(ask({ stops: [{ purpose: 'care', expiresAt: null }] })).toMatchObject({ kind: 'deny' })
    expect(ask({ stops: [{ purpose: 'win-back', expiresAt: null }] })).toMatchObject({ kind: 'allow' })
  })

  test('again when his wish has run out, then within the hours', () => {
    const verdict = ask({ stops: [{ purpose: null, expiresAt: at('2026-11-18T03:00:00+08:00') }] })
    expect(untilOf(verdict)).toBe('2026-11-18T09:00:00')
    expect(codes(verdict)).toEqual(['do-not-contact-until', 'outside-hours'])
  })

  test('not without a number that can be dialled', () => {
    expect(codes(ask({ dialableNumbers: 0 }))).toEqual(['no-dialable-number'])
  })

  test('about his own matter within the quiet period, about another one only after it', () => {
    const contacts = [past({ at: at('2026-11-16T15:30:00+08:00'), quietUntil: at('2026-11-23T15:30:00+08:00') })]
    expect(untilOf(ask({ contacts }))).toBe('2026-11-23T15:30:00')
    expect(ask({ contacts }, TUESDAY, { matterId: 'other' }).kind).toBe('allow')
  })

  test('only after the gap since any attempt, unless he asked for this time himself', () => {
    const contacts = [past({ at: at('2026-11-17T09:30:00+08:00'), matterId: 'mine' })]
    expect(untilOf(ask({ contacts }))).toBe('2026-11-17T11:30:00')
    expect(ask({ contacts }, TUESDAY, { agreedAt: TUESDAY }).kind).toBe('allow')
    expect(ask({ contacts }, TUESDAY, { agreedAt: TUESDAY.add({ minutes: 1 }) }).kind).toBe('defer')
  })

  test('not while somebody else is in contact with him; his own contact does not stand in its way', () => {
    const live = past({ id: 'own', liveUntil: at('2026-11-17T10:15:00+08:00'), at: TUESDAY })
    expect(codes(ask({ contacts: [live] }))).toContain('live-contact')
    expect(ask({ contacts: [live] }, TUESDAY, { ownContactId: 'own' }).kind).toBe('allow')
  })

  test('up to the caps of conversations and of attempts, which are counted apart', () => {
    const days = [1, 5, 20].map(days => past({ at: TUESDAY.subtract({ hours: 24 * days }) }))
    expect(ask({ contacts: days }).kind).toBe('allow')
    const spoken = days.map(contact => ({ ...contact, conversed: true }))
    const verdict = ask({ contacts: spoken })
    expect(codes(verdict)).toEqual(['conversation-cap'])
    expect(untilOf(verdict)).toBe('2026-11-27T10:00:00')
    expect(verdict.reasons[0]?.facts).toMatchObject({ cap: 3, days: 30, count: 3 })
    expect(codes(ask({ contacts: days }, TUESDAY, {}, { capAttempts: 3 }))).toEqual(['attempt-cap'])
  })

  test('a reserved contact counts as the conversation it may become', () => {
    const spoken = [2, 3].map(days => past({ at: TUESDAY.subtract({ hours: 24 * days }), conversed: true }))
    const reserved = past({ at: TUESDAY.subtract({ minutes: 5 }), liveUntil: TUESDAY.add({ minutes: 10 }) })
    expect(codes(ask({ contacts: [...spoken, reserved] }))).toContain('conversation-cap')
  })

  test('within the hours of the day where he is', () => {
    expect(untilOf(ask({}, at('2026-11-17T12:30:00+08:00')))).toBe('2026-11-17T14:00:00')
    expect(untilOf(ask({}, at('2026-11-17T21:00:00+08:00')))).toBe('2026-11-18T09:00:00')
    expect(untilOf(ask({}, at('2026-11-20T22:00:00+08:00')))).toBe('2026-11-21T10:00:00')
  })

  test('not on a public holiday, and on a make-up working day as on any working day', () => {
    expect(untilOf(ask({}, at('2026-10-01T10:00:00+08:00')))).toBe('2026-10-02T09:00:00')
    expect(ask({}, at('2026-10-10T09:30:00+08:00')).kind).toBe('allow')
    expect(ask({}, at('2026-10-11T09:30:00+08:00')).kind).toBe('defer')
  })

  test('never, and not in an endless search, when no day has hours', () => {
    const none = { workdayWindows: [], restDayWindows: [], holidayWindows: [] }
    expect(codes(ask({}, TUESDAY, {}, none))).toEqual(['no-permitted-hours'])
  })

  test('with a warning where the holidays of the year are not known', () => {
    const verdict = ask({}, at('2027-02-05T10:00:00+08:00'))
    expect(verdict.kind).toBe('allow')
    expect(verdict.warnings).toEqual([{ rule: 'hours', code: 'year-not-loaded', facts: { country: 'CN', year: 2027 } }])
  })
})

test('an unknown year goes by the weekday alone', () => {
  const unknown = { ...SHANGHAI, years: new Set<number>() }
  expect(dayKind(unknown, Temporal.PlainDate.from('2031-10-01'))).toBe('workday')
  expect(dayKind(unknown, Temporal.PlainDate.from('2031-10-04'))).toBe('rest-day')
})

describe('hours where the clock changes', () => {
  const everyDay = (windows: Window[]): Policy => ({
    ...DEFAULT_POLICY,
    workdayWindows: windows,
    restDayWindows: windows,
    holidayWindows: windows,
  })
  const opening = (timeZone: string, windows: Window[], from: string) =>
    nextOpening(everyDay(windows), { timeZone, country: 'US', days: new Map(), years: new Set() }, at(from))?.toString()

  test('a window that begins in the hour that is left out begins at the change', () => {
    expect(opening('America/New_York', [{ from: '02:30', to: '05:00' }], '2026-03-08T06:00:00Z')).toBe(
      '2026-03-08T07:00:00Z',
    )
  })

  test('a window within the hour that comes twice opens twice', () => {
    const windows = [{ from: '01:15', to: '01:45' }]
    expect(opening('America/New_York', windows, '2026-11-01T05:00:00Z')).toBe('2026-11-01T05:15:00Z')
    expect(opening('America/New_York', windows, '2026-11-01T05:45:00Z')).toBe('2026-11-01T06:15:00Z')
  })

  test('where midnight is left out, the day begins open when its window has begun', () => {
    expect(opening('America/Santiago', [{ from: '00:30', to: '03:00' }], '2026-09-06T03:30:00Z')).toBe(
      '2026-09-06T04:00:00Z',
    )
  })
})

test('windows must follow one another without overlap', () => {
  const day = (workdayWindows: Window[]) => windowsProblem({ ...DEFAULT_POLICY, workdayWindows })
  expect(
    day([
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '24:00' },
    ]),
  ).toBeNull()
  expect(
    day([
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ]),
  ).toBe('workday')
  expect(day([{ from: '12:00', to: '09:00' }])).toBe('workday')
})

describe('against a clock that is asked every minute', () => {
  const zones = fc.constantFrom(
    ...['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Beirut'],
  )
  const halfHours = (least: number) =>
    fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2 * least, maxLength: 6 }).map(edges => {
      const sorted = edges
        .sort((a, b) => a - b)
        .map(edge => `${String(edge >> 1).padStart(2, '0')}:${edge % 2 ? '30' : '00'}`)
      const windows: Window[] = []
      for (let n = 0; n + 1 < sorted.length; n += 2) windows.push({ from: sorted[n]!, to: sorted[n + 1]! })
      return windows
    })
  const policies: fc.Arbitrary<Policy> = fc.record({
    version: fc.constant(1),
    capConversations: fc.integer({ min: 1, max: 3 }),
    capAttempts: fc.integer({ min: 1, max: 4 }),
    capDays: fc.integer({ min: 1, max: 4 }),
    gapDays: fc.integer({ min: 0, max: 3 }),
    attemptGapMinutes: fc.integer({ min: 0, max: 600 }),
    workdayWindows: halfHours(1),
    restDayWindows: halfHours(0),
    holidayWindows: halfHours(0),
  })
  // The days around the changes of the clock of these zones, and days of no importance.
  const starts = fc
    .tuple(
      fc.constantFrom('2026-03-06', '2026-03-27', '2026-04-03', '2026-09-04', '2026-10-23', '2026-10-30', '2026-06-10'),
      fc.nat(4320),
    )
    .map(([day, minute]) => at(`${day}T00:00:00Z`).add({ minutes: minute }))
  const ago = (max: number) => fc.integer({ min: 0, max })
  const contact = fc.record({
    matterId: fc.constantFrom('mine', 'other'),
    minutesAgo: ago(6 * 1440),
    quietMinutes: ago(8 * 1440),
    conversed: fc.boolean(),
    liveMinutes: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 90 }) },
    ),
  })
  const stop = fc.record({
    purpose: fc.constantFrom(null, 'care', 'win-back'),
    minutes: fc.option(ago(3 * 1440), { freq: 9 }),
  })
  const given = fc.record({
    policy: policies,
    timeZone: zones,
    now: starts,
    contacts: fc.array(contact, { maxLength: 6 }),
    stops: fc.array(stop, { maxLength: 2 }),
    special: fc.array(fc.tuple(fc.nat(9), fc.constantFrom('holiday' as const, 'make-up-workday' as const)), {
      maxLength: 4,
    }),
    agreed: fc.option(fc.integer({ min: -60, max: 300 })),
    numbers: fc.constantFrom(0, 1, 1, 1, 1, 1),
  })

  test('the verdict is the first minute at which no rule objects', () => {
    fc.assert(
      fc.property(given, ({ policy, timeZone, now, contacts, stops, special, agreed, numbers }) => {
        const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
        const days = new Map(special.map(([n, kind]) => [today.add({ days: n }).toString(), kind]))
        const calendar: Calendar = { timeZone, country: 'XX', years: new Set([2026]), days }
        const history: History = {
          dialableNumbers: numbers,
          contacts: contacts.map((c, n) => ({
            id: String(n),
            matterId: c.matterId,
            at: now.subtract({ minutes: c.minutesAgo }),
            quietUntil: now.subtract({ minutes: c.minutesAgo }).add({ minutes: c.quietMinutes }),
            conversed: c.conversed,
            liveUntil: c.liveMinutes === null ? null : now.add({ minutes: c.liveMinutes }),
          })),
          stops: stops.map(s => ({
            purpose: s.purpose,
            expiresAt: s.minutes === null ? null : now.add({ minutes: s.minutes }),
          })),
        }
        const request: ContactRequest = { ...ASK, agreedAt: agreed === null ? null : now.add({ minutes: agreed }) }
        const verdict = mayContact(policy, calendar, history, request, now)
        const expected = firstAllowedMinute(policy, calendar, history, request, now)
        expect(verdict.kind === 'deny' ? null : (verdict.until ?? now).toString()).toBe(expected?.toString() ?? null)
        expect(verdict.kind === 'allow').toBe(verdict.reasons.length === 0)
        for (const { code, facts } of verdict.reasons) {
          for (const language of ['zh', 'en'] as const) {
            expect(verdictReasons[code][language](facts as never)).not.toMatch(/undefined|NaN|Invalid/)
          }
        }
      }),
      { numRuns: 400 },
    )
  })
})

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** The rules once more, as a clerk would apply them: look at the clock each minute and count on fingers. */
function firstAllowedMinute(
  policy: Policy,
  calendar: Calendar,
  history: History,
  request: ContactRequest,
  now: Temporal.Instant,
) {
  if (history.dialableNumbers === 0) return null
  const mine = history.stops.filter(stop => stop.purpose === null || stop.purpose === request.purpose)
  if (mine.some(stop => stop.expiresAt === null)) return null
  for (let ms = now.epochMilliseconds; ; ms += MINUTE) {
    if (allowedAt(ms, policy, calendar, history, request, mine)) return Temporal.Instant.fromEpochMilliseconds(ms)
  }
}

function allowedAt(
  ms: number,
  policy: Policy,
  calendar: Calendar,
  { contacts }: History,
  request: ContactRequest,
  stops: History['stops'],
): boolean {
  if (stops.some(stop => stop.expiresAt!.epochMilliseconds > ms)) return false
  const agreed = request.agreedAt ? request.agreedAt.epochMilliseconds <= ms : false
  let attempts = 0
  let conversations = 0
  for (const c of contacts) {
    const age = ms - c.at.epochMilliseconds
    if (c.liveUntil && c.liveUntil.epochMilliseconds > ms) return false
    if (c.matterId !== request.matterId && c.quietUntil.epochMilliseconds > ms) return false
    if (!agreed && age < policy.attemptGapMinutes * MINUTE) return false
    if (age < policy.capDays * DAY) attempts++
    if (age < policy.capDays * DAY && (c.conversed || c.liveUntil)) conversations++
  }
  if (attempts >= policy.capAttempts || conversations >= policy.capConversations) return false
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(calendar.timeZone)
  const special = calendar.days.get(local.toPlainDate().toString())
  const weekend = local.dayOfWeek > 5
  const windows =
    special === 'holiday'
      ? policy.holidayWindows
      : weekend && special !== 'make-up-workday'
        ? policy.restDayWindows
        : policy.workdayWindows
  const clock = local.toPlainTime().toString().slice(0, 5)
  return windows.some(window => window.from <= clock && clock < window.to)
}
