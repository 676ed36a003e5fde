/** A call waits this long for its turn; after that the agent has gone on, and it must not ring any more. */
export const PLACE_WITHIN_S = 60
/** How long the telephone system has to answer. */
export const ANSWER_WITHIN_S = 5
// Longer than any answer can take: whoever asked has stopped before he could write down what he heard.
const LOST_AFTER_S = 2 * ANSWER_WITHIN_S
export const MOST_TRIES = 3

/** What went wrong and is written down. */
export const FAILURES = ['unreachable', 'no-answer', 'refused', 'not-connected'] as const
export type Failure = (typeof FAILURES)[number]

export const CALL_STATES = ['none', 'asking', 'asked', 'failed'] as const

export interface Call {
  askedAt: Temporal.Instant
  requestedAt: Temporal.Instant | null
  answeredStatus: number | null
  failure: Failure | null
  tries: number
}

/** How a call stands. `late`: its turn did not come in time; `interrupted`: nobody knows what the telephone system did. */
export type CallState =
  | { state: 'none' | 'asking' | 'asked' }
  | { state: 'failed'; failure: Failure | 'late' | 'interrupted' }

/** How a call stands at an instant, by what was written down and what should have been by now. */
export function stateOf(call: Call | undefined, now: Temporal.Instant): CallState {
  if (!call) return { state: 'none' }
  if (call.failure) return { state: 'failed', failure: call.failure }
  if (call.answeredStatus !== null) return { state: 'asked' }
  if (call.requestedAt) {
    return isOver(call.requestedAt, LOST_AFTER_S, now)
      ? { state: 'failed', failure: 'interrupted' }
      : { state: 'asking' }
  }
  return isOver(call.askedAt, PLACE_WITHIN_S, now) ? { state: 'failed', failure: 'late' } : { state: 'asking' }
}

/** Whether an agent may ask for the call again: it failed, and not too often. */
export function mayAskAgain(call: Call, now: Temporal.Instant): boolean {
  return stateOf(call, now).state === 'failed' && call.tries < MOST_TRIES
}

function isOver(since: Temporal.Instant, seconds: number, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(since.add({ seconds }), now) <= 0
}
