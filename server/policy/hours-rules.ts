import type { DayKind } from '../calendars/rules.ts'
import type { OnWire } from './diff-rules.ts'
import type { PolicyRule } from './rule-contract.ts'

export interface Span {
  from: string
  to: string
}

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

/** The hours that all of these leave: `24:00` is the end of the day. Of no rules, the whole day. */
export function hoursOfAll(rules: readonly HoursRule[], weekday: number, kind: DayKind): Span[] {
  return rules
    .map(rule => hoursOn(rule, weekday, kind))
    .reduce<Span[]>((left, own) => common(left, own), [{ from: '00:00', to: '24:00' }])
}

function common(left: readonly Span[], right: readonly Span[]): Span[] {
  return left
    .flatMap(a => right.map(b => ({ from: [a.from, b.from].sort()[1]!, to: [a.to, b.to].sort()[0]! })))
    .filter(span => span.from < span.to)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** Minutes since midnight of a clock; `24:00` is 1440. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

/** Whether spans follow one another without overlap, each ending after it began. */
export function inOrder(spans: readonly Span[]): boolean {
  return spans.every((span, n) => span.from < span.to && (n === 0 || spans[n - 1]!.to <= span.from))
}
