import type { z } from 'zod'
import { minuteOf } from '../calendars/rules.ts'
import type { CountWindow } from '../policy/rule-contract.ts'
import { DAY, MINUTE, type ZoneClock } from './clock-rules.ts'

const NEVER = Number.POSITIVE_INFINITY

/**
 * When a cap over a window releases at an instant: 0 when it holds nothing back, `Infinity` when it never will.
 * @param times when the contacts that count were made, newest first, in epoch milliseconds
 */
export type CapRelease = (times: readonly number[], at: number, clock: ZoneClock) => number

export function capRelease(window: z.output<typeof CountWindow>, limit: number): CapRelease {
  if (window.kind === 'ever') return times => (times.length >= limit ? NEVER : 0)
  if (window.kind === 'rolling') return rolling(window.seconds * 1000, limit)
  if (window.kind === 'tumbling') return tumbling(window.seconds * 1000, limit)
  return byUnit(window.kind === 'calendar' ? CALENDAR[window.unit] : dayParts(window.cuts), limit)
}

/** How many of the contacts lie in the window of an instant. */
export function countWithin(
  window: z.output<typeof CountWindow>,
  times: readonly number[],
  at: number,
  clock: ZoneClock,
): number {
  if (window.kind === 'ever') return times.length
  if (window.kind === 'rolling') return times.filter(time => time + window.seconds * 1000 > at).length
  if (window.kind === 'tumbling') {
    const opened = openedAt(times, window.seconds * 1000)
    return at < opened + window.seconds * 1000 ? times.filter(time => time >= opened).length : 0
  }
  const unit = window.kind === 'calendar' ? CALENDAR[window.unit] : dayParts(window.cuts)
  return times.filter(time => unit.of(clock.localAt(time)) === unit.of(clock.localAt(at))).length
}

/** Released when the oldest that fills the cap leaves the span; a contact leaves it as soon as the span has passed. */
function rolling(span: number, limit: number): CapRelease {
  return (times, at) => {
    if (times.length < limit) return 0
    const release = times[limit - 1]! + span
    return release > at ? release : 0
  }
}

/** A window opens with a contact and is as long as stated; the first contact after its end opens the next. */
function tumbling(span: number, limit: number): CapRelease {
  return (times, at) => {
    if (times.length < limit) return 0
    const opened = openedAt(times, span)
    const end = opened + span
    return at < end && times.findLastIndex(time => time >= opened) + 1 >= limit ? end : 0
  }
}

function openedAt(times: readonly number[], span: number): number {
  let opened = Number.NEGATIVE_INFINITY
  for (let n = times.length - 1; n >= 0; n--) if (times[n]! >= opened + span) opened = times[n]!
  return opened
}

/** Pieces of local time: which one a local instant lies in, and where that one ends. */
interface Unit {
  of(local: number): number
  endOf(local: number): number
  /** No piece is longer. */
  most: number
}

const dayOf = (local: number) => Math.floor(local / DAY)
const weekOf = (local: number) => Math.floor((dayOf(local) + 3) / 7)

const CALENDAR: Record<'day' | 'week' | 'month', Unit> = {
  day: { of: dayOf, endOf: local => (dayOf(local) + 1) * DAY, most: 2 * DAY },
  week: { of: weekOf, endOf: local => ((weekOf(local) + 1) * 7 - 3) * DAY, most: 8 * DAY },
  month: {
    of(local) {
      const date = new Date(local)
      return date.getUTCFullYear() * 12 + date.getUTCMonth()
    },
    endOf(local) {
      const date = new Date(local)
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
    },
    most: 32 * DAY,
  },
}

function dayParts(cuts: readonly string[]): Unit {
  const ends = [...new Set(cuts.map(cut => minuteOf(cut) * MINUTE))].filter(cut => cut > 0 && cut < DAY)
  ends.sort((a, b) => a - b)
  const partOf = (local: number) => ends.filter(cut => local - dayOf(local) * DAY >= cut).length
  return {
    of: local => dayOf(local) * 8 + partOf(local),
    endOf: local => dayOf(local) * DAY + (ends[partOf(local)] ?? DAY),
    most: 2 * DAY,
  }
}

function byUnit(unit: Unit, limit: number): CapRelease {
  return (times, at, clock) => {
    if (times.length < limit) return 0
    const now = unit.of(clock.localAt(at))
    let count = 0
    for (const time of times) {
      if (time < at - unit.most) break
      if (unit.of(clock.localAt(time)) === now && ++count >= limit) return endOfUnit(unit, now, at, clock)
    }
    return 0
  }
}

/** The first instant after `at` that lies in another piece; a clock put back may lead into one that has been before. */
function endOfUnit(unit: Unit, now: number, at: number, clock: ZoneClock): number {
  for (let from = at; ; ) {
    const { to, offset } = clock.stretchAt(from)
    const end = unit.endOf(from + offset) - offset
    if (end < to) return end
    if (unit.of(clock.localAt(to)) !== now) return to
    from = to
  }
}
