export const AGENT_STATES = ['talking', 'preparing', 'wrapping-up', 'idle', 'away'] as const
export type AgentState = (typeof AGENT_STATES)[number]

/** Minutes after his last attempt in which an agent without work in hand counts as between two calls. */
export const IDLE_MINUTES = 15
/** Minutes after which a dialled call without an outcome counts as being written up rather than talked through. */
export const TALKING_MINUTES = 60

export interface AgentFacts {
  /** When what he has in hand was dialled; `null` when it was not. */
  dialledAt: Temporal.Instant | null
  /** Whether he has a follow-up in hand. */
  inHand: boolean
  /** When his last attempt of today ended. */
  lastEndedAt: Temporal.Instant | null
}

/** What an agent is doing, from what the ledger and his attempts say; nothing is asked of his telephone. */
export function stateOf(
  { dialledAt, inHand, lastEndedAt }: AgentFacts,
  now: Temporal.Instant,
): { state: AgentState; since: Temporal.Instant | null } {
  if (dialledAt)
    return { state: minutesSince(dialledAt, now) < TALKING_MINUTES ? 'talking' : 'wrapping-up', since: dialledAt }
  if (inHand) return { state: 'preparing', since: lastEndedAt }
  if (lastEndedAt && minutesSince(lastEndedAt, now) < IDLE_MINUTES) return { state: 'idle', since: lastEndedAt }
  return { state: 'away', since: lastEndedAt }
}

function minutesSince(at: Temporal.Instant, now: Temporal.Instant): number {
  return now.since(at).total('minutes')
}
