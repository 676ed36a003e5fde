import { TIME_ZONE } from './house.ts'
import type { Random } from './random.ts'

/** How far back the demo businesses go. */
export const HISTORY_DAYS = 365

/** Days ago on which something happened: business grows, so the last months see more than the first. */
export function daysAgo(draw: Random): number {
  return Math.floor((HISTORY_DAYS - 1) * draw.next() ** 1.5)
}

/** A moment of business hours so many days ago, moved from Sunday to Saturday. */
export function momentOf(draw: Random, ago: number, now: Temporal.Instant): Temporal.ZonedDateTime {
  const day = now.toZonedDateTimeISO(TIME_ZONE).startOfDay().subtract({ days: ago })
  const open = day.dayOfWeek === 7 ? day.subtract({ days: 1 }) : day
  return open.add({ hours: 8, minutes: draw.between(20, 590) })
}
