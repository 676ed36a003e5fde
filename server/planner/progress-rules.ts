import type { RunPhase } from './outcome-rules.ts'

/** How fast a phase goes on, and how long it will yet take. */
export interface Pace {
  ratePerSecond: number | null
  secondsLeft: number | null
}

const NOT_KNOWN: Pace = { ratePerSecond: null, secondsLeft: null }
/** Less than this says nothing about what follows. */
const LEAST_SECONDS = 1

/** The pace of a run's phase, by what it has done since the phase began; not known in its first second and after the end. */
export function paceOf(run: {
  phase: RunPhase
  done: number
  ofAll: number
  phaseStartedAt: Temporal.Instant | null
  progressedAt: Temporal.Instant
  finishedAt: Temporal.Instant | null
}): Pace {
  if (run.finishedAt || !run.phaseStartedAt || run.done === 0) return NOT_KNOWN
  const seconds = run.phaseStartedAt.until(run.progressedAt).total('seconds')
  if (seconds < LEAST_SECONDS) return NOT_KNOWN
  const ratePerSecond = run.done / seconds
  return { ratePerSecond, secondsLeft: Math.ceil(Math.max(0, run.ofAll - run.done) / ratePerSecond) }
}

/** The hours of the night in which the days are planned, where the organisation is. */
const NIGHT = { from: 2, until: 6 }
/** A plan that fails again and again is left alone until the next night. */
const MOST_TRIES = 3

/**
 * Whether the nightly plan is to be begun now.
 * @param begun runs of this night that were begun; one that did not end well is tried again
 */
export function isNightlyDue(
  local: Temporal.ZonedDateTime,
  begun: readonly { phase: RunPhase; at: Temporal.Instant }[],
): boolean {
  if (local.hour < NIGHT.from || local.hour >= NIGHT.until) return false
  const tonight = local.startOfDay().add({ hours: NIGHT.from }).toInstant()
  const runs = begun.filter(({ at }) => Temporal.Instant.compare(at, tonight) >= 0)
  return runs.every(({ phase }) => phase === 'failed') && runs.length < MOST_TRIES
}
