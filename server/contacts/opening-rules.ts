import type { DayKind, Holidays } from '../calendars/rules.ts'
import { DAY, dayText, MINUTE, weekdayOf, type ZoneClock } from './clock-rules.ts'

/** How far ahead permitted hours are looked for. */
export const HORIZON_DAYS = 400

/** A span of local time, in minutes since midnight: `[from, to)`. */
export interface Minutes {
  from: number
  to: number
}

/** Where customers live: a zone and the holidays of a country. What kind of day a day is, is worked out once. */
export class Place {
  readonly clock: ZoneClock
  readonly country: string
  readonly #holidays: Holidays
  readonly #kinds = new Map<number, DayKind>()
  /** What rules keep for this place, by the place of the rule in its policy. */
  readonly openings: Openings[] = []

  constructor(clock: ZoneClock, country: string, holidays: Holidays) {
    this.clock = clock
    this.country = country
    this.#holidays = holidays
  }

  kindOf(day: number): DayKind {
    const known = this.#kinds.get(day)
    if (known) return known
    const special = this.#holidays.days.get(dayText(day))
    const worked = special === 'make-up-workday' || weekdayOf(day) <= 5
    const kind = special === 'holiday' ? 'holiday' : worked ? 'workday' : 'rest-day'
    this.#kinds.set(day, kind)
    return kind
  }

  isLoaded(year: number): boolean {
    return this.#holidays.years.has(year)
  }
}

/** When something is open at a place, by the hours of each local day; every day is worked out once. */
export class Openings {
  readonly #place: Place
  readonly #hoursOf: (day: number) => readonly Minutes[]
  readonly #days = new Map<number, readonly number[]>()
  #lastAsked = Number.NaN
  #lastAnswer = 0

  constructor(place: Place, hoursOf: (day: number) => readonly Minutes[]) {
    this.#place = place
    this.#hoursOf = hoursOf
  }

  /** The first open instant from `at` on; `Infinity` when there is none within 400 days. */
  next(at: number): number {
    if (at === this.#lastAsked) return this.#lastAnswer
    this.#lastAsked = at
    this.#lastAnswer = this.#find(at)
    return this.#lastAnswer
  }

  #find(at: number): number {
    const today = this.#place.clock.dayAt(at)
    if (firstOpen(this.#spans(today), at) === at) return at
    // Where a clock is put back over midnight the day before goes on after the day has begun.
    for (let day = today - 1; day <= today + HORIZON_DAYS; day++) {
      const found = firstOpen(this.#spans(day), at)
      if (found < Number.POSITIVE_INFINITY) return Math.min(found, firstOpen(this.#spans(day + 1), at))
    }
    return Number.POSITIVE_INFINITY
  }

  /** The open spans of a local day in epoch milliseconds, one after the other: from, to, from, to … */
  #spans(day: number): readonly number[] {
    const known = this.#days.get(day)
    if (known) return known
    const hours = this.#hoursOf(day)
    const spans = hours.length === 0 ? [] : spansOn(this.#place.clock, day, hours)
    this.#days.set(day, spans)
    return spans
  }
}

function firstOpen(spans: readonly number[], at: number): number {
  for (let n = 0; n < spans.length; n += 2) {
    if (spans[n + 1]! > at) return Math.max(spans[n]!, at)
  }
  return Number.POSITIVE_INFINITY
}

// Where the clock is put forward or back, a window may begin at the change itself, or come twice.
function spansOn(clock: ZoneClock, day: number, hours: readonly Minutes[]): number[] {
  const spans: [number, number][] = []
  for (const stretch of clock.stretchesOf(day)) {
    for (const { from, to } of hours) {
      const start = Math.max(stretch.from, day * DAY + from * MINUTE - stretch.offset)
      const end = Math.min(stretch.to, day * DAY + to * MINUTE - stretch.offset)
      if (start < end) spans.push([start, end])
    }
  }
  return spans.sort((a, b) => a[0] - b[0]).flat()
}
