/** What kind of day a day is where somebody lives. */
export type DayKind = 'workday' | 'rest-day' | 'holiday'

/** The public holidays of a country: days (`2026-02-17`) that are no ordinary days of their weekday. */
export interface Holidays {
  days: ReadonlyMap<string, 'holiday' | 'make-up-workday'>
  /** The years whose holidays are known; of others only the weekday is. */
  years: ReadonlySet<number>
}

/** A span of local time from the first minute to before the last; `24:00` is the end of the day. */
export interface Span {
  from: string
  to: string
}

/** The hours of an organisation, a branch or a team. */
export interface WorkCalendar {
  /** Monday first. */
  week: readonly (readonly Span[])[]
  /** Public holidays are off and make-up working days have the hours of `makeUpDay`. */
  keepsHolidays: boolean
  makeUpDay: readonly Span[]
  /** Days (`2026-02-17`) that differ from all of this. */
  exceptions: ReadonlyMap<string, readonly Span[]>
}

const DAY: readonly Span[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
]

/** The hours of whoever was given none: the working day of the Labour Law, eight hours at most, five days. */
export const DEFAULT_CALENDAR: WorkCalendar = {
  week: [DAY, DAY, DAY, DAY, DAY, [], []],
  keepsHolidays: true,
  makeUpDay: DAY,
  exceptions: new Map(),
}

/** What kind of day a local day is; where its year is not loaded, by its weekday alone. */
export function dayKind(holidays: Pick<Holidays, 'days'>, day: Temporal.PlainDate): DayKind {
  const special = holidays.days.get(day.toString())
  if (special === 'holiday') return 'holiday'
  return special === 'make-up-workday' || day.dayOfWeek <= 5 ? 'workday' : 'rest-day'
}

/** The hours of a calendar on a day: an exception first, then a public holiday, then the weekday. */
export function hoursOn(
  calendar: WorkCalendar,
  holidays: Pick<Holidays, 'days'>,
  day: Temporal.PlainDate,
): readonly Span[] {
  const exception = calendar.exceptions.get(day.toString())
  if (exception) return exception
  const special = calendar.keepsHolidays ? holidays.days.get(day.toString()) : undefined
  if (special === 'holiday') return []
  if (special === 'make-up-workday') return calendar.makeUpDay
  return calendar.week[day.dayOfWeek - 1] ?? []
}

/** Minutes of work in spans that do not overlap. */
export function minutesIn(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + minuteOf(to) - minuteOf(from), 0)
}

/** Whether spans are in order, none empty, none overlapping. */
export function inOrder(spans: readonly Span[]): boolean {
  return spans.every(({ from, to }, n) => from < to && (n === 0 || spans[n - 1]!.to <= from))
}

/** From this month on next year's holidays are asked for; the notice comes out in October or November. */
const ASKED_FROM_MONTH = 11

/** The years whose holidays are missing and needed: this one at any time, the next from 1 November on, local time. */
export function yearsMissing(now: Temporal.Instant, timeZone: string, loaded: ReadonlySet<number>): number[] {
  const { year, month } = now.toZonedDateTimeISO(timeZone)
  return [year, ...(month >= ASKED_FROM_MONTH ? [year + 1] : [])].filter(wanted => !loaded.has(wanted))
}

/**
 * What one member gives to one of his teams: an equal share of his minutes, rounded down, so that the teams together never
 * count a minute twice.
 */
export function shareOf(spans: readonly Span[], teams: number): number {
  return Math.floor(minutesIn(spans) / Math.max(teams, 1))
}

/** Minutes since midnight of a local time: `14:30`; `24:00` is the end of the day. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/**
 * What remains at a moment of the hours of a day, both in the organisation's time: all of a day to come, nothing of one that
 * is over.
 */
export function spansSince(spans: readonly Span[], day: Temporal.PlainDate, since: Temporal.PlainDateTime): Span[] {
  const ahead = Temporal.PlainDate.compare(day, since.toPlainDate())
  if (ahead !== 0) return ahead > 0 ? [...spans] : []
  const now = since.toPlainTime().toString({ smallestUnit: 'minute' })
  return spans.filter(({ to }) => to > now).map(({ from, to }) => ({ from: later(from, now), to }))
}

const later = (...clocks: string[]) => clocks.sort().at(-1)!
