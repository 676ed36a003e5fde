import type { Holidays } from '../calendars/rules.ts'
import type { PolicyRule } from '../policy/rule-contract.ts'
import type { Standing } from './standing-rules.ts'

/** A rule of one kind. */
export type Of<K extends PolicyRule['kind']> = Extract<PolicyRule, { kind: K }>

const wallClocks = new Map<string, Map<number, Temporal.ZonedDateTime>>()

function wallClock(zone: string, ms: number): Temporal.ZonedDateTime {
  const kept = wallClocks.get(zone) ?? new Map<number, Temporal.ZonedDateTime>()
  if (kept.size > 200_000) kept.clear()
  wallClocks.set(zone, kept)
  const known = kept.get(ms)
  if (known) return known
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  kept.set(ms, local)
  return local
}

/** The day it is in a time zone at an instant, as ISO 8601 has it. */
export function dayAt(zone: string, ms: number): string {
  return wallClock(zone, ms).toPlainDate().toString()
}

/** Whether a rule is for the day of the organisation. */
export function isInEffect({ from, until }: PolicyRule, organisationZone: string, ms: number): boolean {
  if (from === null && until === null) return true
  const day = dayAt(organisationZone, ms)
  return (from === null || String(from) <= day) && (until === null || day <= String(until))
}

/** Whether a rule leaves open the hour on the customer's wall. */
export function isOpen(
  rule: Of<'hours'>,
  { holidays, timeZone }: { holidays: Holidays; timeZone: string },
  ms: number,
): boolean {
  const local = wallClock(timeZone, ms)
  const special = holidays.days.get(local.toPlainDate().toString())
  const ofWeekday = rule.weekdays[String(local.dayOfWeek) as '1']
  const ofKind = local.dayOfWeek > 5 && special !== 'make-up-workday' ? rule.restDay : rule.workday
  const windows = special === 'holiday' ? rule.holiday : (ofWeekday ?? ofKind)
  const clock = local.toPlainTime().toString().slice(0, 5)
  return windows.some(window => window.from <= clock && clock < window.to)
}

/** Whether it is an hour at which the customer likes to be rung. */
export function isLiked(ownHours: Standing['ownHours'], timeZone: string, ms: number): boolean {
  if (!ownHours) return true
  const local = wallClock(timeZone, ms)
  const clock = local.toPlainTime().toString().slice(0, 5)
  const { windows, notBefore, notAfter } = ownHours
  const named = windows.some(one => one.weekday === local.dayOfWeek && one.from <= clock && clock < one.to)
  return (windows.length === 0 || named) && (notBefore ?? '') <= clock && clock < (notAfter ?? '99')
}

type Period = Extract<Of<'cap'>['window'], { kind: 'calendar' | 'day-part' }>

/** The name of the day, week, month or part of a day in which an instant lies. */
export function periodOf(window: Period, timeZone: string, at: number): string {
  const local = wallClock(timeZone, at)
  const day = local.toPlainDate().toString()
  if (window.kind === 'day-part') {
    const clock = local.toPlainTime().toString().slice(0, 5)
    return `${day} ${
      window.cuts
        .filter(cut => cut !== '00:00' && cut <= clock)
        .toSorted()
        .at(-1) ?? ''
    }`
  }
  if (window.unit === 'day') return day
  return window.unit === 'month' ? day.slice(0, 7) : `${local.yearOfWeek} ${local.weekOfYear}`
}
