/** What other programs can be told, in the order of the page. `ping` is the test of one endpoint. */
export const EVENTS = [
  'followup.settled',
  'followup.mailed',
  'contact.made',
  'contacts.stopped',
  'case.opened',
  'case.closed',
  'customer.changed',
  'campaign.approved',
  'campaign.paused',
  'campaign.resumed',
  'campaign.stopped',
  'import.finished',
  'export.ready',
  'coverage.alerted',
] as const
export type WebhookEvent = (typeof EVENTS)[number]

/** How long a receiver may take, from connecting to the end of its headers. */
export const ANSWER_WITHIN_S = 10
/** How long a try belongs to the server process that began it; must outlast the answer. */
export const TRY_HELD_FOR_S = 60
/** After this long without success a delivery becomes a dead letter. */
export const TRIED_FOR_HOURS = 24
/** After this long without one success an endpoint is switched off. */
export const FAILING_FOR_HOURS = 72
/** How long the secret before the last change stays valid. */
export const OLD_SECRET_FOR_HOURS = 24
/** How long deliveries and dead letters can be looked up and replayed. */
export const KEPT_FOR_DAYS = 30
/** What of an answer is kept for the page. */
export const ANSWER_EXCERPT = 1000

const FIRST_PAUSE_S = 10
const LONGEST_PAUSE_S = 2 * 3600
const JITTER = 0.25

/**
 * Seconds until a failed delivery is tried again: 10 s doubled with each try up to two hours, give or take a quarter by
 * chance, so that many that failed together do not come back together.
 * @param tries how often it was tried, from 1
 * @param chance uniform in [0, 1)
 */
export function pauseAfter(tries: number, chance: number): number {
  const pause = Math.min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** Math.min(tries - 1, 20))
  return Math.round(pause * (1 + JITTER * (2 * chance - 1)))
}

export type Failure =
  | 'unreachable'
  | 'no-answer'
  | 'bad-certificate'
  | 'address-not-allowed'
  | 'redirected'
  | 'refused'
  | 'gone'
  | 'endpoint-off'

/** What an HTTP status says of a delivery: only 2xx is taken; 410 Gone wants no more. */
export function failureOfStatus(status: number): Failure | null {
  if (status >= 200 && status < 300) return null
  if (status === 410) return 'gone'
  return status >= 300 && status < 400 ? 'redirected' : 'refused'
}

export type AfterFailure =
  | { kind: 'again'; dueAt: Temporal.Instant }
  | { kind: 'dead' }
  | { kind: 'disable'; reason: 'gone' | 'failing' }

/**
 * What becomes of a delivery that failed at `now`: tried again, given up after a day, or its endpoint is switched off,
 * because it said that it is gone or has failed for three days on end.
 */
export function afterFailure(
  delivery: { tries: number; since: Temporal.Instant; failure: Failure; failingSince: Temporal.Instant | null },
  now: Temporal.Instant,
  chance: number,
): AfterFailure {
  const hoursSince = (at: Temporal.Instant) => at.until(now).total('hours')
  if (delivery.failure === 'gone') return { kind: 'disable', reason: 'gone' }
  if (delivery.failingSince && hoursSince(delivery.failingSince) >= FAILING_FOR_HOURS) {
    return { kind: 'disable', reason: 'failing' }
  }
  if (hoursSince(delivery.since) >= TRIED_FOR_HOURS) return { kind: 'dead' }
  return { kind: 'again', dueAt: now.add({ seconds: pauseAfter(delivery.tries, chance) }) }
}
