/**
 * Why a customer whom a campaign may mean is neither called nor written to, in the order in which they are told; each has
 * one alone. The first nine are those planning itself knows; the rest come from the ledger, the other campaigns and the team.
 */
export const YIELD_REASONS = [
  'outside-moment',
  'conditions',
  'not-drawn',
  'planned-before',
  'do-not-contact',
  'no-phone',
  'all-wrong',
  'no-address',
  'customer-waiting',
  'outside-team',
  'held',
  'other-campaign',
  'over-capacity',
] as const
export type YieldReason = (typeof YIELD_REASONS)[number]

/** Today and the two weeks after it. */
export const DAYS_AHEAD = 14
export const YIELD_DAYS = DAYS_AHEAD + 1

/** Customers who may be called from one day of the picture to another, both counted from today. */
export interface Span {
  from: number
  last: number
  customers: number
}

/**
 * Who is called on which day when no day takes more than its capacity: of those who may be called, the ones whose time
 * ends first. No other order serves more of them (earliest deadline first).
 * @param capacity by day; `null` when it is not known, then everyone is called on his first day
 * @param before what waits for the same team and goes first, from the first day on
 * @returns how many are called each day, and how many whose time ends within these days are never reached
 */
export function servedByDay(
  spans: readonly Span[],
  capacity: readonly (number | null)[],
  before = 0,
): { served: number[]; missed: number } {
  const open = spans.filter(span => span.from < capacity.length).map(span => ({ ...span }))
  let ahead = before
  const served = capacity.map((calls, day) => {
    const today = open.filter(span => span.from <= day && day <= span.last).sort((a, b) => a.last - b.last)
    const waiting = today.reduce((sum, span) => sum + span.customers, 0)
    let left = calls === null ? waiting : Math.max(0, calls - ahead)
    ahead = calls === null ? 0 : Math.max(0, ahead - calls)
    for (const span of today) {
      const taken = Math.min(left, span.customers)
      span.customers -= taken
      left -= taken
    }
    return waiting - today.reduce((sum, span) => sum + span.customers, 0)
  })
  const missed = open.filter(span => span.last < capacity.length).reduce((sum, span) => sum + span.customers, 0)
  return { served, missed }
}

/** What the organisation's follow-ups of the last ninety days came to. */
export interface Experience {
  /** Follow-ups that were attempted and ended. */
  followups: number
  reached: number
  completed: number
  /** Ended with the wish not to be called any more, or followed by a complaint within seven days. */
  complained: number
  /** Minutes of work for each over all its attempts, and how far they spread. */
  minutes: number
  minutesSpread: number
}

/** From so many follow-ups on, experience counts; below it, the stated assumptions do. */
export const ENOUGH_EXPERIENCE = 30

/**
 * Assumed where there is too little experience: wide ranges, said to be assumptions wherever they are shown. Shares are
 * of the customers called.
 */
export const ASSUMED = {
  reached: { low: 0.35, high: 0.65 },
  completed: { low: 0.2, high: 0.5 },
  complained: { low: 0.002, high: 0.02 },
  minutes: { low: 4, high: 10 },
} as const

/** What working hours leave for calls and their notes: five of eight, the rest is short breaks, training and waiting. */
export const SHARE_FOR_CALLS = 5 / 8

export interface Range {
  low: number
  high: number
}

export interface Forecast {
  basis: 'experience' | 'assumed'
  /** How many ended follow-ups it rests on. */
  sample: number
  reached: Range
  completed: Range
  /** Customers who will ask not to be called any more, or complain within seven days of the call. */
  complaints: Range
  agentHours: Range
}

/** 95 of 100 such ranges hold the true share. */
const Z = 1.96

/** Wilson's interval of a share (Wilson 1927), which keeps within 0 and 1 and is honest for small numbers. */
export function wilson(successes: number, trials: number): Range {
  const share = successes / trials
  const below = 1 + Z ** 2 / trials
  const middle = (share + Z ** 2 / (2 * trials)) / below
  const half = (Z / below) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/**
 * What calling so many customers will come to, as ranges: customers reached, completed and complaining, hours of agents.
 * Complaints are few: their range is widened to whole customers, so that a rare one is not rounded away.
 */
export function forecastOf(called: number, experience: Experience): Forecast {
  const times = ({ low, high }: Range, by: number, round = Math.round) => ({
    low: round(low * by),
    high: round(high * by),
  })
  const { followups: sample } = experience
  const rare = ({ low, high }: Range) => ({ low: Math.floor(low * called), high: Math.ceil(high * called) })
  const hours = (range: Range) => times(range, called / 60, value => Math.round(value * 10) / 10)
  if (sample < ENOUGH_EXPERIENCE) {
    return {
      basis: 'assumed',
      sample,
      reached: times(ASSUMED.reached, called),
      completed: times(ASSUMED.completed, called),
      complaints: rare(ASSUMED.complained),
      agentHours: hours(ASSUMED.minutes),
    }
  }
  const half = (Z * experience.minutesSpread) / Math.sqrt(sample)
  return {
    basis: 'experience',
    sample,
    reached: times(wilson(experience.reached, sample), called),
    completed: times(wilson(experience.completed, sample), called),
    complaints: rare(wilson(experience.complained, sample)),
    agentHours: hours({ low: Math.max(0, experience.minutes - half), high: experience.minutes + half }),
  }
}

/**
 * How many customers a team can deal with on a day: the minutes its agents work (`capacityOf`: calendar, holidays, shifts,
 * absences), by the minutes a customer takes by experience or, where there is too little, in the middle of what is
 * assumed. Hours in which the policy allows no call count too, as agents then write up and prepare.
 */
export function callsIn(agentMinutes: number, experience: Experience): number {
  const assumed = (ASSUMED.minutes.low + ASSUMED.minutes.high) / 2
  const minutes = experience.followups >= ENOUGH_EXPERIENCE ? Math.max(1, experience.minutes) : assumed
  return Math.floor((agentMinutes * SHARE_FOR_CALLS) / minutes)
}
