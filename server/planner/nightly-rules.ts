import type { RunPhase } from './outcome-rules.ts'

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
