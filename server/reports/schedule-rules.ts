import type { Days } from './period-rules.ts'

export const RHYTHMS = ['daily', 'weekly', 'monthly'] as const
export type Rhythm = (typeof RHYTHMS)[number]

export interface ScheduleTimes {
  rhythm: Rhythm
  /** 1 is Monday; of a weekly schedule. */
  weekday: number | null
  /** 1 to 28, which every month has; of a monthly schedule. */
  monthDay: number | null
  /** Minutes after local midnight. */
  atMinute: number
  workdaysOnly: boolean
}

export type IsWorkday = (day: Temporal.PlainDate) => boolean

/** Days looked through for a slot: two months and a holiday. */
const HORIZON_DAYS = 70
/** A server that was down sends what fell due within this time; what is older is not sent any more. */
export const LATE_HOURS = 24

/**
 * The days on which a report goes out. With workdays only, a daily report keeps silent on days off, and a weekly or
 * monthly one waits for the next workday.
 */
export function isSlotDay(times: ScheduleTimes, day: Temporal.PlainDate, isWorkday: IsWorkday): boolean {
  if (!times.workdaysOnly) return isOwnDay(times, day)
  if (!isWorkday(day)) return false
  if (times.rhythm === 'daily') return true
  for (let own = day; ; own = own.subtract({ days: 1 })) {
    if (isOwnDay(times, own)) return true
    if (isWorkday(own.subtract({ days: 1 })) || day.since(own).days >= 20) return false
  }
}

function isOwnDay({ rhythm, weekday, monthDay }: ScheduleTimes, day: Temporal.PlainDate): boolean {
  if (rhythm === 'weekly') return day.dayOfWeek === weekday
  if (rhythm === 'monthly') return day.day === monthDay
  return true
}

/** The instant of a day's slot; a time the clock skips comes just after, one lived twice counts the first time. */
export function slotOn(times: ScheduleTimes, day: Temporal.PlainDate, timeZone: string): Temporal.Instant {
  const time = Temporal.PlainTime.from({ hour: Math.floor(times.atMinute / 60), minute: times.atMinute % 60 })
  return day.toZonedDateTime({ timeZone, plainTime: time }).toInstant()
}

/** The slot that is due: the newest that has come, unless it came before `since` or too long ago. */
export function dueSlot(
  times: ScheduleTimes,
  since: Temporal.Instant,
  now: Temporal.Instant,
  timeZone: string,
  isWorkday: IsWorkday,
): { slot: Temporal.Instant; day: Temporal.PlainDate } | null {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  for (const back of [0, 1]) {
    const day = today.subtract({ days: back })
    const slot = slotOn(times, day, timeZone)
    if (Temporal.Instant.compare(slot, now) > 0 || !isSlotDay(times, day, isWorkday)) continue
    const isLate = now.since(slot).total('hours') > LATE_HOURS
    return isLate || Temporal.Instant.compare(slot, since) <= 0 ? null : { slot, day }
  }
  return null
}

/** When the report goes out next; `null` where no day of the next two months fits. */
export function nextSlot(
  times: ScheduleTimes,
  now: Temporal.Instant,
  timeZone: string,
  isWorkday: IsWorkday,
): Temporal.Instant | null {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  for (let ahead = 0; ahead < HORIZON_DAYS; ahead++) {
    const day = today.add({ days: ahead })
    const slot = slotOn(times, day, timeZone)
    if (Temporal.Instant.compare(slot, now) > 0 && isSlotDay(times, day, isWorkday)) return slot
  }
  return null
}

/**
 * The days a report that goes out on a day tells of: since the last workday up to yesterday for a daily report that
 * keeps to workdays, else yesterday; the seven days up to yesterday; the calendar month before.
 */
export function daysTold({ rhythm, workdaysOnly }: ScheduleTimes, day: Temporal.PlainDate, isWorkday: IsWorkday): Days {
  const yesterday = day.subtract({ days: 1 })
  if (rhythm === 'weekly') return { from: day.subtract({ days: 7 }), to: yesterday }
  if (rhythm === 'monthly') {
    const first = day.with({ day: 1 }).subtract({ months: 1 })
    return { from: first, to: first.add({ months: 1 }).subtract({ days: 1 }) }
  }
  let from = yesterday
  while (workdaysOnly && !isWorkday(from) && from.until(yesterday).days < 20) from = from.subtract({ days: 1 })
  return { from, to: yesterday }
}

/** A mail that failed is tried so often in all; then somebody has to look. */
export const TRIES_AT_MOST = 9

/** Minutes until a mail is tried again after so many tries: 1, 2, 4 … 128, four hours in all. */
export function minutesUntilRetry(tries: number): number {
  return 2 ** Math.min(tries - 1, 7)
}
