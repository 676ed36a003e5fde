import { type Calendar, dayKind, type Policy } from '../server/contacts/rules.ts'

/** A stretch of work on one day, from an instant up to before another. */
export interface Shift {
  from: Temporal.Instant
  to: Temporal.Instant
}

/** A day on which somebody worked: on a rest day only a few on duty; today, of either kind, is not over. */
export interface WorkedDay {
  day: Temporal.PlainDate
  kind: 'day' | 'duty' | 'today'
  shifts: Shift[]
}

/** Nobody in the demo business calls after this, although the policy may allow it. */
const EVENING = '18:00'

/**
 * The last days, today included, that hold at least so many working days, oldest first, with the stretches in which the
 * contact policy allows calls. Nothing lies after `now`.
 */
export function lastWorkedDays(
  policy: Policy,
  calendar: Calendar,
  now: Temporal.Instant,
  workingDays: number,
): WorkedDay[] {
  const worked: WorkedDay[] = []
  const today = now.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  for (let back = 0, left = workingDays; left > 0; back++) {
    const day = today.subtract({ days: back })
    const kind = dayKind(calendar, day)
    if (kind === 'workday' && back > 0) left--
    const windows = {
      workday: policy.workdayWindows,
      'rest-day': policy.restDayWindows,
      holiday: policy.holidayWindows,
    }
    const shifts = windows[kind].flatMap(({ from, to }) => {
      const instant = (clock: string) =>
        day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: clock }).toInstant()
      const end = earliest(instant(to < EVENING ? to : EVENING), now)
      return Temporal.Instant.compare(instant(from), end) < 0 ? [{ from: instant(from), to: end }] : []
    })
    if (shifts.length > 0)
      worked.unshift({ day, kind: back === 0 ? 'today' : kind === 'workday' ? 'day' : 'duty', shifts })
  }
  return worked
}

function earliest(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b
}
