import { z } from 'zod'

const count = z.number().int()

/** What is told of work in the background: of its phase how much of how much is done, how fast, and the seconds it will yet take. */
export const progress = {
  done: count,
  ofAll: count,
  ratePerSecond: z.number().nullable(),
  secondsLeft: count.nullable(),
}

/** How fast a phase goes on, and how long it will yet take. */
export interface Pace {
  ratePerSecond: number | null
  secondsLeft: number | null
}

const NOT_KNOWN: Pace = { ratePerSecond: null, secondsLeft: null }
/** Less than this says nothing about what follows. */
const LEAST_SECONDS = 1

/** The pace of a phase, by what was done since it began; not known in its first second and after the end. */
export function paceOf(work: {
  done: number
  ofAll: number
  phaseStartedAt: Temporal.Instant | null
  progressedAt: Temporal.Instant
  finishedAt: Temporal.Instant | null
}): Pace {
  if (work.finishedAt || !work.phaseStartedAt || work.done === 0) return NOT_KNOWN
  const seconds = work.phaseStartedAt.until(work.progressedAt).total('seconds')
  if (seconds < LEAST_SECONDS) return NOT_KNOWN
  const ratePerSecond = work.done / seconds
  return { ratePerSecond, secondsLeft: Math.ceil(Math.max(0, work.ofAll - work.done) / ratePerSecond) }
}
