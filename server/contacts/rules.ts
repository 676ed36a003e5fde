import type { z } from 'zod'
import { type DayKind, dayKind, type Holidays } from '../calendars/rules.ts'
import type { ContactWindow } from '../policy/rule-contract.ts'
import type { ContactPolicy } from './contract.ts'
import type { VerdictCode } from './reasons.ts'

export { type DayKind, dayKind }

/** A span of local time `[from, to)`. */
export type Window = z.output<typeof ContactWindow>

/** What an organisation allows itself. Days are spans of 24 hours, except the kinds of day, which are local. */
export type Policy = Omit<z.output<typeof ContactPolicy>, 'createdByName' | 'createdAt'>

const span = (from: string, to: string): Window => ({ from, to })

/**
 * The policy of an organisation that has not stated its own. The hours and the ten attempts in thirty days satisfy
 * every carrier's and vendor's limit found (docs/decisions/0021-default-contact-policy.md).
 */
export const DEFAULT_POLICY: Policy = {
  version: 0,
  capConversations: 3,
  capAttempts: 10,
  capDays: 30,
  gapDays: 7,
  attemptGapMinutes: 120,
  workdayWindows: [span('09:00', '12:00'), span('14:00', '21:00')],
  restDayWindows: [span('10:00', '12:00'), span('14:00', '18:00')],
  holidayWindows: [],
}

/** Where the customer is, and its public holidays. */
export interface Calendar extends Holidays {
  timeZone: string
  country: string
}

/** A row of the ledger that is not cancelled, as far as a verdict looks at it. */
export interface PastContact {
  id: string
  matterId: string
  /** When it was dialled; when it was reserved if it was not dialled. */
  at: Temporal.Instant
  quietUntil: Temporal.Instant
  conversed: boolean
  /** While it is reserved or dialled and not settled: when it is given up at the latest. */
  liveUntil: Temporal.Instant | null
}

export interface History {
  contacts: readonly PastContact[]
  /** Wishes not to be contacted that were not lifted; `purpose` `null` is every purpose, `expiresAt` `null` is for good. */
  stops: readonly { purpose: string | null; expiresAt: Temporal.Instant | null }[]
  dialableNumbers: number
  /** Numbers left out of these, because whoever answers there asked not to be called. */
  stoppedNumbers?: number
}

/** What is asked for: a contact about a matter, for a purpose. */
export interface ContactRequest {
  purpose: string | null
  /** `null` asks for a matter not begun yet. */
  matterId: string | null
  /** The contact already reserved for this very request; it does not stand in its own way. */
  ownContactId?: string | null
  /** The time the customer himself asked for; from then on the gap between attempts does not hold for this matter. */
  agreedAt?: Temporal.Instant | null
}

export interface VerdictReason {
  rule: string
  code: VerdictCode
  facts: Record<string, unknown>
}

/** Whether a customer may be contacted; `until` is the exact instant at which all rules together release. */
export type Verdict = { reasons: VerdictReason[]; warnings: VerdictReason[]; policyVersion: number } & (
  | { kind: 'allow'; until: null }
  | { kind: 'defer'; until: Temporal.Instant }
  | { kind: 'deny'; until: null }
)

/** How far ahead permitted hours are looked for. */
const HORIZON_DAYS = 400

interface Question extends History {
  policy: Policy
  calendar: Calendar
  request: ContactRequest
}

/** What a rule says against an instant; `until` `null` is a denial. */
type Objection = VerdictReason & { until: Temporal.Instant | null }

type Rule = (question: Question, at: Temporal.Instant) => Objection[]

/**
 * Whether a customer may be contacted at an instant under a policy. All rules are asked; when some defer, they are all
 * asked again at the latest release, until none objects, so that `until` is the first instant all of them allow. Denied
 * when a rule denies. The reasons are those of every rule that objected on the way.
 */
export function mayContact(
  policy: Policy,
  calendar: Calendar,
  history: History,
  request: ContactRequest,
  at: Temporal.Instant,
): Verdict {
  const contacts = history.contacts.filter(contact => contact.id !== request.ownContactId)
  const question: Question = { policy, calendar, ...history, contacts, request }
  const reasons = new Map<VerdictCode, VerdictReason>()
  let free = at
  for (;;) {
    const objections = RULES.flatMap(rule => rule(question, free))
    for (const { rule, code, facts } of objections) if (!reasons.has(code)) reasons.set(code, { rule, code, facts })
    const warnings = warningsOn(calendar, [at, free])
    const common = { reasons: [...reasons.values()], warnings, policyVersion: policy.version }
    if (objections.some(objection => objection.until === null)) return { kind: 'deny', until: null, ...common }
    if (objections.length === 0) {
      return reasons.size === 0 ? { kind: 'allow', until: null, ...common } : { kind: 'defer', until: free, ...common }
    }
    free = latest(objections.map(objection => objection.until!))
  }
}

const doNotContact: Rule = ({ stops, request, calendar }, at) =>
  stops
    .filter(stop => stop.purpose === null || stop.purpose === request.purpose)
    .filter(stop => stop.expiresAt === null || isAfter(stop.expiresAt, at))
    .map(({ purpose, expiresAt }) => {
      const code = expiresAt ? 'do-not-contact-until' : purpose ? 'do-not-contact-purpose' : 'do-not-contact'
      return { rule: 'do-not-contact', code, facts: { purpose, ...untilFacts(expiresAt, calendar) }, until: expiresAt }
    })

const dialableNumber: Rule = ({ dialableNumbers, stoppedNumbers = 0 }) => {
  if (dialableNumbers > 0) return []
  const code = stoppedNumbers > 0 ? 'number-stopped' : 'no-dialable-number'
  return [{ rule: 'dialable-number', code, facts: {}, until: null }]
}

const liveContact: Rule = ({ contacts, calendar }, at) =>
  contacts
    .filter(contact => contact.liveUntil && isAfter(contact.liveUntil, at))
    .map(({ liveUntil }) => defer('live-contact', 'live-contact', liveUntil!, calendar))

const quietPeriod: Rule = ({ contacts, request, calendar }, at) => {
  const others = contacts.filter(contact => contact.matterId !== request.matterId && isAfter(contact.quietUntil, at))
  if (others.length === 0) return []
  return [defer('quiet-period', 'quiet-period', latest(others.map(contact => contact.quietUntil)), calendar)]
}

const attemptGap: Rule = ({ contacts, policy, request, calendar }, at) => {
  if (contacts.length === 0) return []
  const over = latest(contacts.map(contact => contact.at)).add({ minutes: policy.attemptGapMinutes })
  const release = request.agreedAt && isAfter(over, request.agreedAt) ? request.agreedAt : over
  const facts = { minutes: policy.attemptGapMinutes }
  return isAfter(release, at) ? [defer('attempt-gap', 'attempt-gap', release, calendar, facts)] : []
}

// A contact under way may yet become a conversation; it counts as one until it is settled.
const conversationCap: Rule = (question, at) =>
  rollingCap(
    question,
    'conversation-cap',
    question.policy.capConversations,
    question.contacts.filter(contact => contact.conversed || contact.liveUntil !== null),
    at,
  )

const attemptCap: Rule = (question, at) =>
  rollingCap(question, 'attempt-cap', question.policy.capAttempts, question.contacts, at)

/** At most `cap` contacts in any span of `capDays`: released when the oldest that fills the cap leaves the span. */
function rollingCap(
  { policy, calendar }: Question,
  code: 'conversation-cap' | 'attempt-cap',
  cap: number,
  contacts: readonly PastContact[],
  at: Temporal.Instant,
): Objection[] {
  const leaving = contacts
    .map(contact => contact.at.add({ hours: 24 * policy.capDays }))
    .filter(leaves => isAfter(leaves, at))
    .sort((a, b) => Temporal.Instant.compare(b, a))
  const release = leaving[cap - 1]
  if (!release) return []
  return [defer('cap', code, release, calendar, { cap, days: policy.capDays, count: leaving.length })]
}

const hours: Rule = ({ policy, calendar }, at) => {
  const opening = nextOpening(policy, calendar, at)
  if (opening?.equals(at)) return []
  if (!opening) return [{ rule: 'hours', code: 'no-permitted-hours', facts: { days: HORIZON_DAYS }, until: null }]
  const day = at.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  const facts = { dayKind: dayKind(calendar, day), windows: windowsOn(policy, calendar, day) }
  return [defer('hours', 'outside-hours', opening, calendar, facts)]
}

const RULES: readonly Rule[] = [
  doNotContact,
  dialableNumber,
  liveContact,
  quietPeriod,
  attemptGap,
  conversationCap,
  attemptCap,
  hours,
]

/** The first instant, from `at` on, within the permitted hours where the customer is; `null` when there is none for a year. */
export function nextOpening(policy: Policy, calendar: Calendar, at: Temporal.Instant): Temporal.Instant | null {
  if (isOpen(policy, calendar, at)) return at
  const first = at.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead++) {
    const day = first.add({ days: ahead })
    const openings = windowsOn(policy, calendar, day)
      .flatMap(window => startsOf(day, window.from, calendar.timeZone))
      .filter(start => !isAfter(at, start) && isOpen(policy, calendar, start))
    if (openings.length > 0) return openings.reduce((a, b) => (isAfter(a, b) ? b : a))
  }
  return null
}

// Where the clock is put forward or back, a window may begin at the change itself, or begin twice.
function startsOf(day: Temporal.PlainDate, from: string, timeZone: string): Temporal.Instant[] {
  const local = day.toPlainDateTime(from)
  const midnight = day.toZonedDateTime(timeZone)
  const starts = [
    local.toZonedDateTime(timeZone, { disambiguation: 'earlier' }),
    local.toZonedDateTime(timeZone, { disambiguation: 'later' }),
    midnight,
  ]
  const change = midnight.getTimeZoneTransition('next')
  if (change?.toPlainDate().equals(day)) starts.push(change)
  return starts.map(start => start.toInstant())
}

function isOpen(policy: Policy, calendar: Calendar, at: Temporal.Instant): boolean {
  const local = at.toZonedDateTimeISO(calendar.timeZone)
  const minute = local.hour * 60 + local.minute
  return windowsOn(policy, calendar, local.toPlainDate()).some(
    ({ from, to }) => minuteOf(from) <= minute && minute < minuteOf(to),
  )
}

/** The windows of local time in which customers may be contacted on a day. */
export function windowsOn(policy: Policy, calendar: Calendar, day: Temporal.PlainDate): readonly Window[] {
  return windowsOf(policy)[dayKind(calendar, day)]
}

function windowsOf(policy: Omit<Policy, 'version'>): Record<DayKind, Window[]> {
  return { workday: policy.workdayWindows, 'rest-day': policy.restDayWindows, holiday: policy.holidayWindows }
}

function warningsOn(calendar: Calendar, moments: readonly Temporal.Instant[]): VerdictReason[] {
  const years = new Set(moments.map(at => at.toZonedDateTimeISO(calendar.timeZone).year))
  return [...years]
    .filter(year => !calendar.years.has(year))
    .map(year => ({ rule: 'hours', code: 'year-not-loaded', facts: { country: calendar.country, year } }))
}

/** The first kind of day whose windows overlap or are out of order; `null` when all are well. */
export function windowsProblem(policy: Omit<Policy, 'version'>): DayKind | null {
  for (const [kind, windows] of Object.entries(windowsOf(policy)) as [DayKind, Window[]][]) {
    const edges = windows.flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)])
    const ordered = edges.every((edge, n) => n === 0 || (n % 2 ? edges[n - 1]! < edge : edges[n - 1]! <= edge))
    if (!ordered) return kind
  }
  return null
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

function defer(
  rule: string,
  code: VerdictCode,
  until: Temporal.Instant,
  calendar: Calendar,
  facts: Record<string, unknown> = {},
): Objection {
  return { rule, code, facts: { ...facts, ...untilFacts(until, calendar) }, until }
}

function untilFacts(until: Temporal.Instant | null, calendar: Calendar) {
  return until ? { until: until.toString(), timeZone: calendar.timeZone } : {}
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0
}

function latest(instants: readonly Temporal.Instant[]): Temporal.Instant {
  return instants.reduce((a, b) => (isAfter(b, a) ? b : a))
}
