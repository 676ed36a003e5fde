import type { DayKind, Span } from '../calendars/rules.ts'
import type { OnWire } from './diff-rules.ts'
import type { PolicyRule } from './rule-contract.ts'

type HoursRule = Pick<Extract<OnWire<PolicyRule>, { kind: 'hours' }>, 'workday' | 'restDay' | 'holiday' | 'weekdays'>

/**
 * The hours a rule leaves on a day of the week (`1` is Monday) of a kind. A day of the week that is stated replaces the
 * kind of day, never a holiday.
 */
export function hoursOn(rule: HoursRule, weekday: number, kind: DayKind): readonly Span[] {
  if (kind === 'holiday') return rule.holiday
  const stated = rule.weekdays[String(weekday) as keyof typeof rule.weekdays]
  return stated ?? (kind === 'workday' ? rule.workday : rule.restDay)
}

/** The hours that all rules leave on a day of the week (`1` is Monday) of a kind; of no rules, the whole day. */
export function hoursOfAll(rules: readonly HoursRule[], weekday: number, kind: DayKind): Span[] {
  return inAll(rules.map(rule => hoursOn(rule, weekday, kind)))
}

/** The spans that lie in all of these: `24:00` is the end of the day. Of none, the whole day. */
export function inAll(each: readonly (readonly Span[])[]): Span[] {
  return each.reduce<Span[]>((left, own) => common(left, own), [{ from: '00:00', to: '24:00' }])
}

function common(left: readonly Span[], right: readonly Span[]): Span[] {
  return left
    .flatMap(a => right.map(b => ({ from: [a.from, b.from].sort()[1]!, to: [a.to, b.to].sort()[0]! })))
    .filter(span => span.from < span.to)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}
