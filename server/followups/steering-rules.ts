/** What a skipped follow-up becomes: it waits so many hours, or is closed for good. */
export type SkipsTo = { kind: 'waits'; hours: number } | { kind: 'closed' }

/** Why a follow-up is skipped without a call, and what it becomes. */
export const SKIPS = {
  'facts-missing': { kind: 'waits', hours: 24 },
  'customer-away': { kind: 'waits', hours: 72 },
  'under-repair': { kind: 'waits', hours: 48 },
  'settled-otherwise': { kind: 'closed' },
  'reason-gone': { kind: 'closed' },
  duplicate: { kind: 'closed' },
} as const satisfies Record<string, SkipsTo>
export type SkipReason = keyof typeof SKIPS
export const SKIP_REASONS = Object.keys(SKIPS) as [SkipReason, ...SkipReason[]]

/** How often an agent may skip on one day; a supervisor is not limited. */
export const SKIPS_PER_DAY = 10
/** How often one follow-up may be put off by skipping; after that a supervisor decides. */
export const SKIPS_PER_FOLLOWUP = 2

/** Which limit stands against another skip by an agent; `null` when none does. */
export function skipLimit(today: number, ofThis: number, reason: SkipReason): 'day' | 'followup' | null {
  if (today >= SKIPS_PER_DAY) return 'day'
  return SKIPS[reason].kind === 'waits' && ofThis >= SKIPS_PER_FOLLOWUP ? 'followup' : null
}

/** Within how many working hours a supervisor answers what went up to him. */
export const ESCALATION_HOURS = 4
/** The hours counted, on the organisation's clock. The working day of an office; nights do not count. */
export const ESCALATION_DAY = { from: 9, to: 18 } as const

/** When an answer is due to what went up at an instant: so many hours of the office day later, over nights if need be. */
export function escalationDue(raisedAt: Temporal.Instant, timeZone: string): Temporal.Instant {
  let at = raisedAt.toZonedDateTimeISO(timeZone)
  let left = ESCALATION_HOURS * 60
  for (;;) {
    const opens = at.startOfDay().with({ hour: ESCALATION_DAY.from })
    const closes = at.startOfDay().with({ hour: ESCALATION_DAY.to })
    const from = Temporal.ZonedDateTime.compare(at, opens) < 0 ? opens : at
    const available = Math.max(0, from.until(closes).total('minutes'))
    if (left <= available) return from.add({ seconds: Math.round(left * 60) }).toInstant()
    left -= available
    at = at.add({ days: 1 }).startOfDay()
  }
}

/** To whom a follow-up goes when a supervisor has answered: the agent who asked, anyone, himself, or nobody any more. */
export const GIVEN_TO = ['agent', 'anyone', 'me', 'nobody'] as const
export type GivenTo = (typeof GIVEN_TO)[number]

/** Two appointments of one agent closer than this stand in each other's way. */
export const APPOINTMENT_MINUTES = 15

/** A follow-up as far as it matters for what it waits for. */
export interface Waiting {
  state: string
  dueAt: Temporal.Instant
  heldBy: number
  appointmentAt: Temporal.Instant | null
  withSupervisor: boolean
}

/** What an open follow-up waits for. The one definition for lists, funnels and the wallboard; `isHeld` says it in SQL. */
export const SITUATIONS = [
  'handed-out',
  'mailing',
  'carried',
  'with-supervisor',
  'held',
  'to-mail',
  'appointment',
  'due',
  'later',
] as const
export type Situation = (typeof SITUATIONS)[number]

/** The situation of an open follow-up at an instant; put off by the contact policy only while the release is to come. */
export function situationOf(followup: Waiting, now: Temporal.Instant): Situation {
  const { state } = followup
  if (state === 'handed-out' || state === 'mailing' || state === 'carried') return state
  if (followup.withSupervisor) return 'with-supervisor'
  const due = Temporal.Instant.compare(followup.dueAt, now) <= 0
  if (followup.heldBy > 0 && !due) return 'held'
  if (state === 'to-mail') return state
  if (followup.appointmentAt) return 'appointment'
  return due ? 'due' : 'later'
}

/** What follow-ups are filtered by, beside those that each stand for one column. */
export const DUE_FILTERS = ['overdue', 'today', 'later', 'held', 'with-supervisor'] as const
export type DueFilter = (typeof DUE_FILTERS)[number]

/** Attempts of an agent and what came of them. */
export interface Tally {
  attempts: number
  conversations: number
  completed: number
}

/** Completed by conversations, from 0 to 1; `null` where nobody was spoken to. */
export function successRate({ conversations, completed }: Tally): number | null {
  return conversations === 0 ? null : completed / conversations
}

/** The Mondays of the last weeks up to the one of a day, oldest first. */
export function weeksUpTo(day: Temporal.PlainDate, weeks: number): Temporal.PlainDate[] {
  const monday = day.subtract({ days: day.dayOfWeek - 1 })
  return Array.from({ length: weeks }, (_, n) => monday.subtract({ weeks: weeks - 1 - n }))
}
