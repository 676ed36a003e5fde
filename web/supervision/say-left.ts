import type { Say } from '../kit/words.ts'

const MINUTES_PER_HOUR = 60
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR

/**
 * How long until a deadline, as people say it: "还剩 2 天 3 小时", "超期 40 分钟". Two units at most, the smaller one
 * rounded down; a moment past the deadline is overdue.
 */
export function sayLeft(dueAt: Temporal.Instant, now: Temporal.Instant, t: Say): string {
  const left = now.until(dueAt).total('minutes')
  const late = left <= 0
  const total = Math.floor(Math.abs(left))
  const days = Math.floor(total / MINUTES_PER_DAY)
  const hours = Math.floor((total % MINUTES_PER_DAY) / MINUTES_PER_HOUR)
  const minutes = total % MINUTES_PER_HOUR
  if (days > 0) return t(late ? 'supervision.late-days' : 'supervision.left-days', { days, hours })
  if (hours > 0) return t(late ? 'supervision.late-hours' : 'supervision.left-hours', { hours, minutes })
  return t(late ? 'supervision.late-minutes' : 'supervision.left-minutes', { minutes })
}
