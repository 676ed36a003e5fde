/** Days, both included. */
export interface Days {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
}

/** Instants from the first, up to but without the second. */
export interface Span {
  from: Temporal.Instant
  to: Temporal.Instant
}

export const GRAINS = ['hour', 'day', 'month'] as const
export type Grain = (typeof GRAINS)[number]

/** The longest period of one report, in days: more than a year is more than one picture can show. */
export const LONGEST_DAYS = { hour: 31, day: 400, month: 1200 } as const

/** What is asked for, filled up with today; days in the wrong order are turned round. */
export function daysOf(asked: { from?: Temporal.PlainDate; to?: Temporal.PlainDate }, today: Temporal.PlainDate): Days {
  const from = asked.from ?? asked.to ?? today
  const to = asked.to ?? asked.from ?? today
  return Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : { from: to, to: from }
}

export function lengthOf({ from, to }: Days): number {
  return from.until(to, { largestUnit: 'days' }).days + 1
}

/** From the first midnight of the days in a time zone to the midnight after the last. */
export function spanOfDays({ from, to }: Days, timeZone: string): Span {
  return {
    from: from.toZonedDateTime(timeZone).toInstant(),
    to: to.add({ days: 1 }).toZonedDateTime(timeZone).toInstant(),
  }
}

export interface Bucket {
  startsAt: Temporal.Instant
  /** `09`, `2026-11-17` or `2026-11`. */
  label: string
  /** The days it lies in, both included; of an hour its own day. */
  days: Days
}

/** The hours, days or months of some days as they are lived in a time zone; an hour lived twice comes twice. */
export function bucketsOf(days: Days, grain: Grain, timeZone: string): Bucket[] {
  if (grain === 'hour') return eachDay(days).flatMap(day => hoursIn(day, timeZone))
  if (grain === 'day') return eachDay(days).map(day => bucket(String(day), { from: day, to: day }, timeZone))
  const months: Bucket[] = []
  for (let first = days.from; Temporal.PlainDate.compare(first, days.to) <= 0; ) {
    const next = first.with({ day: 1 }).add({ months: 1 })
    const last = Temporal.PlainDate.compare(next, days.to) > 0 ? days.to : next.subtract({ days: 1 })
    months.push(bucket(first.toPlainYearMonth().toString(), { from: first, to: last }, timeZone))
    first = next
  }
  return months
}

function bucket(label: string, days: Days, timeZone: string): Bucket {
  return { label, days, startsAt: spanOfDays(days, timeZone).from }
}

function eachDay({ from, to }: Days): Temporal.PlainDate[] {
  return Array.from({ length: lengthOf({ from, to }) }, (_, n) => from.add({ days: n }))
}

function hoursIn(day: Temporal.PlainDate, timeZone: string): Bucket[] {
  const midnight = day.toZonedDateTime(timeZone)
  return Array.from({ length: Math.ceil(midnight.hoursInDay) }, (_, n) => {
    const start = midnight.add({ hours: n })
    return { startsAt: start.toInstant(), label: String(start.hour).padStart(2, '0'), days: { from: day, to: day } }
  })
}
