/** Milliseconds. */
export const [MINUTE, DAY] = [60_000, 86_400_000]
/** No zone is farther from UTC than this. */
const FARTHEST = 16 * 60 * MINUTE

/** A stretch of time `[from, to)`, in epoch milliseconds, in which a zone keeps one offset from UTC. */
interface Stretch {
  from: number
  to: number
  offset: number
}

/**
 * The wall clock of a time zone in whole numbers: epoch milliseconds in, local milliseconds and local days (counted from
 * 1 January 1970) out. What is asked of the zone's rules is kept, so that a million questions ask them a handful of times.
 */
export class ZoneClock {
  readonly timeZone: string
  readonly #stretches: Stretch[] = []
  #last: Stretch = { from: 0, to: 0, offset: 0 }

  constructor(timeZone: string) {
    this.timeZone = timeZone
  }

  stretchAt(at: number): Stretch {
    if (at >= this.#last.from && at < this.#last.to) return this.#last
    let found = this.#stretches.find(({ from, to }) => at >= from && at < to)
    if (!found) {
      found = readStretch(this.timeZone, at)
      this.#stretches.push(found)
    }
    this.#last = found
    return found
  }

  /** Local milliseconds: what an instant would be if the wall clock were UTC. */
  localAt(at: number): number {
    return at + this.stretchAt(at).offset
  }

  dayAt(at: number): number {
    return Math.floor(this.localAt(at) / DAY)
  }

  /** The stretches in which a local day may lie. */
  stretchesOf(day: number): Stretch[] {
    const end = (day + 1) * DAY + FARTHEST
    const found: Stretch[] = []
    for (let at = day * DAY - FARTHEST; at < end; ) {
      const stretch = this.stretchAt(at)
      found.push(stretch)
      at = stretch.to
    }
    return found
  }

  /** The first instant of a local day. */
  startOf(day: number): number {
    for (const { from, to, offset } of this.stretchesOf(day)) {
      const start = Math.max(from, day * DAY - offset)
      if (start < to && start + offset < (day + 1) * DAY) return start
    }
    // A day that is left out, as when a zone moves across the date line, begins where the next does.
    return this.startOf(day + 1)
  }
}

function readStretch(timeZone: string, at: number): Stretch {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  // A change at this very instant has happened already.
  const before = local.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const next = local.getTimeZoneTransition('next')
  return {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: local.offsetNanoseconds / 1_000_000,
  }
}

/** The day of the week of a local day; Monday is 1. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** A local day as it is written: `2026-02-17`. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

export function dayNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY
}
