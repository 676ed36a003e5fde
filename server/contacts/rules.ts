import type { z } from 'zod'
import { type DayKind, dayKind, type Holidays } from '../calendars/rules.ts'
import { hoursOfAll, inAll } from '../policy/hours-rules.ts'
import type { ContactWindow, PolicyContent, PolicyRule } from '../policy/rule-contract.ts'
import { DEFAULT_POLICY_IN_FORCE } from '../policy/rules.ts'
import type { CompiledPolicy } from './compile-rules.ts'
import type { VerdictCode } from './reasons.ts'
import { fitsOf } from './scope-rules.ts'
import type { Ruling } from './verdict-rules.ts'

export type { ContactRequest } from './standing-rules.ts'
export { type DayKind, dayKind }

/** A span of local time `[from, to)`. */
export type Window = z.output<typeof ContactWindow>

/** Where the customer is, and its public holidays. */
export interface Calendar extends Holidays {
  timeZone: string
  country: string
}

export interface VerdictReason {
  /** The rule by its id in the policy; what holds without a rule has a name of its own. */
  rule: string
  code: VerdictCode
  facts: Record<string, unknown>
}

/** Whether a customer may be contacted; `until` is the exact instant at which all rules together release. */
export type Verdict = {
  reasons: VerdictReason[]
  warnings: VerdictReason[]
  policyVersion: number
  /** The number it is about; `null` without one. */
  numberId: string | null
  /** The exemption, or the override by its id, without which it would be later or never. */
  exemption: string | null
  override: string | null
  /** Whether others of the staff may do what this one may not. */
  staffOnly: boolean
} & ({ kind: 'allow'; until: null } | { kind: 'defer'; until: Temporal.Instant } | { kind: 'deny'; until: null })

/** A ruling as it is kept and told: each reason once, with its facts. @param at the instant that was asked for */
export function verdictOf(ruling: Ruling, policy: CompiledPolicy, at: Temporal.Instant): Verdict {
  const { kind, until, pass, question, numberId, objections } = ruling
  const reasons = new Map<string, VerdictReason>()
  for (const objection of objections) {
    const { code, facts } = objection.rule.describe(question, objection.at, objection.release)
    const key = `${objection.rule.id} ${code}`
    if (!reasons.has(key)) reasons.set(key, { rule: objection.rule.id, code: code as VerdictCode, facts })
  }
  const denying = objections.filter(({ release }) => release === Number.POSITIVE_INFINITY)
  const common = {
    reasons: [...reasons.values()],
    warnings: warningsOn(ruling, at.epochMilliseconds),
    policyVersion: policy.version,
    numberId,
    exemption: pass?.kind === 'exemption' ? pass.id : null,
    override: pass?.kind === 'override' ? pass.id : null,
    staffOnly: kind === 'deny' && denying.every(({ rule }) => rule.about === 'staff'),
  }
  if (kind !== 'defer') return { kind, until: null, ...common }
  return { kind, until: Temporal.Instant.fromEpochMilliseconds(until), ...common }
}

function warningsOn({ question: { place }, until }: Ruling, at: number): VerdictReason[] {
  const moments = Number.isFinite(until) ? [at, until] : [at]
  const years = new Set(moments.map(moment => new Date(place.clock.localAt(moment)).getUTCFullYear()))
  return [...years]
    .filter(year => !place.isLoaded(year))
    .map(year => ({ rule: 'hours', code: 'year-not-loaded', facts: { country: place.country, year } }))
}

/**
 * What the rules for everybody say, in plain numbers: for forecasts, calendars and the demo. Verdicts rest on all rules.
 * Caps and gaps that are not stated are `NO_LIMIT` and 0.
 */
export interface Policy {
  version: number
  capConversations: number
  capAttempts: number
  capDays: number
  gapDays: number
  attemptGapMinutes: number
  workdayWindows: Window[]
  restDayWindows: Window[]
  holidayWindows: Window[]
  /** The rules they come from, with their days of the week. */
  hours: readonly HoursRule[]
}
type HoursRule = Extract<PolicyRule, { kind: 'hours' }>

/** As good as no cap, and still a whole number of the database. */
export const NO_LIMIT = 1_000_000
const DAY = 86_400

export function plainPolicy({ version, rules }: PolicyContent & { version: number }): Policy {
  const plain = rules.filter(rule => rule.layer === 'own' && !rule.from && !rule.until && fitsOf(rule.scope) === null)
  const capOn = (count: string) =>
    plain.find(
      (rule): rule is Extract<PolicyRule, { kind: 'cap' }> =>
        rule.kind === 'cap' && rule.count === count && rule.per === 'person' && rule.window.kind === 'rolling',
    )
  const daysOf = (cap: ReturnType<typeof capOn>) =>
    cap?.window.kind === 'rolling' ? Math.ceil(cap.window.seconds / DAY) : 0
  const gapAfter = (after: string) =>
    Math.max(
      0,
      ...plain.map(rule => (rule.kind === 'gap' && rule.after === after && rule.per === 'person' ? rule.seconds : 0)),
    )
  const [conversations, attempts] = [capOn('conversations'), capOn('attempts')]
  const hours = plain.filter(rule => rule.kind === 'hours')
  const open = (windows: (rule: HoursRule) => readonly Window[]) => inAll(hours.map(windows))
  return {
    version,
    capConversations: conversations?.limit ?? NO_LIMIT,
    capAttempts: attempts?.limit ?? NO_LIMIT,
    capDays: Math.max(daysOf(conversations), daysOf(attempts)),
    gapDays: Math.ceil(gapAfter('conversations') / DAY),
    attemptGapMinutes: Math.ceil(gapAfter('attempts') / 60),
    workdayWindows: open(rule => rule.workday),
    restDayWindows: open(rule => rule.restDay),
    holidayWindows: open(rule => rule.holiday),
    hours,
  }
}

/** The policy of an organisation that has not stated its own (docs/decisions/0021-default-contact-policy.md). */
export const DEFAULT_POLICY: Policy = plainPolicy(DEFAULT_POLICY_IN_FORCE)

/** The windows of local time in which customers may be contacted on a day, by the rules for everybody. */
export function windowsOn(policy: Policy, calendar: Calendar, day: Temporal.PlainDate): readonly Window[] {
  return hoursOfAll(policy.hours, day.dayOfWeek, dayKind(calendar, day))
}
