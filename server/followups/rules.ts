import type { CampaignChannel } from '../campaigns/rules.ts'
import { OUTCOME_MEANINGS, type OutcomeMeaning } from '../contacts/outcome-rules.ts'
import type { OutcomeCode } from '../contacts/reasons.ts'
import { retryAt } from './retry-rules.ts'

export type { OutcomeCode } from '../contacts/reasons.ts'

/**
 * The states of a follow-up that has not ended. `to-mail`: waits to go by mail; `mailing`: its mail is under way;
 * `carried`: spoken about in the call of another follow-up, which an agent has in hand.
 */
export const OPEN_STATES = ['waiting', 'to-mail', 'handed-out', 'mailing', 'carried'] as const
/** `mailed`: ended by a mail that the mail server took. */
export const ENDED_STATES = ['mailed', 'done', 'closed'] as const
export const FOLLOWUP_STATES = [...OPEN_STATES, ...ENDED_STATES] as const
export type FollowupState = (typeof FOLLOWUP_STATES)[number]

/** In which state it waits for its contact by a channel. */
export const QUEUES = { phone: 'waiting', email: 'to-mail' } as const satisfies Record<CampaignChannel, FollowupState>
/** It waits, for a call or to go by mail. */
export const QUEUED_STATES = [QUEUES.phone, QUEUES.email] as const
/** It waits for a call, or is spoken about in one. */
export const CALL_STATES = ['waiting', 'handed-out', 'carried'] as const satisfies readonly FollowupState[]
/** It is spoken about in the call that an agent has in hand. */
export const IN_HAND_STATES = ['handed-out', 'carried'] as const satisfies readonly FollowupState[]
/** It waits to go by mail, or its mail is under way. */
export const MAIL_STATES = ['to-mail', 'mailing'] as const satisfies readonly FollowupState[]

/** Whether a state is one of some, which it is then known to be. */
export function isStateIn<S extends FollowupState>(states: readonly S[], state: FollowupState): state is S {
  return states.some(one => one === state)
}

/** Why a follow-up was closed by a rule; `done` is ended by the customer's own word. */
export const CLOSED_REASONS = [
  'no-number',
  'no-address',
  'mail-failed',
  'expired',
  'max-attempts',
  'do-not-contact',
  'campaign-stopped',
  'not-permitted',
  'skipped',
  'merged',
] as const
export type ClosedReason = (typeof CLOSED_REASONS)[number]

/** Why an agent gives a follow-up back without having dialled. */
export const RETURN_REASONS = ['break', 'not-allowed-now', 'knows-the-customer', 'other'] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

/** Why an activity in the window of a campaign is not planned. */
export const FALLEN_OUT = [
  'plannedBefore',
  'conditionsNotMet',
  'notDrawn',
  'customerWaiting',
  'noNumber',
  'noAddress',
  'doNotContact',
] as const

/** How long one kept for an agent is left to him after it fell due; then it goes to any of its team. */
export const ASSIGNED_GRACE_HOURS = 24

/** How long a follow-up stays in an agent's hands without work on it. */
export const LEASE_MINUTES = 15
/** How long it stays once dialled: a long conversation types nothing. */
export const DIALLED_LEASE_MINUTES = 60
/** An appointment for one agent goes to any other when he has not taken it this long after its time. */
export const SAME_AGENT_GRACE_MINUTES = 30

/** AAPOR classes: complete, partial, refusal, non-contact, other, unknown (household or other), not eligible. */
export type AaporClass = 'I' | 'P' | 'R' | 'NC' | 'O' | 'UH' | 'UO' | 'NE'

/** What an outcome means for the follow-up. `disposition` and class follow AAPOR's numbers as queXS books them (standards of the field, 1.4). */
interface Course {
  disposition: string
  aapor: AaporClass
  /** Minutes until the next attempt; `null` ends the follow-up; `appointment` waits for the time agreed. */
  next: number | null | 'appointment'
  /** Nobody was there at this part of the day; the next attempt goes to another (retry-rules.ts). */
  elsewhen?: true
  /** Set by the product alone; an agent cannot choose it. */
  automatic?: true
}

/** An outcome as data: what it says of the customer, and what becomes of the follow-up. */
export type Outcome = OutcomeMeaning & Course

const HALF_AN_HOUR = 30
const THREE_HOURS = 180
const A_WEEK = 7 * 24 * 60

const COURSES: Record<OutcomeCode, Course> = {
  completed: { disposition: '1.1', aapor: 'I', next: null },
  partial: { disposition: '1.2', aapor: 'P', next: null },
  appointment: { disposition: '2.12a', aapor: 'R', next: 'appointment' },
  'no-answer': { disposition: '3.13', aapor: 'UH', next: THREE_HOURS, elsewhen: true },
  busy: { disposition: '3.13', aapor: 'UH', next: HALF_AN_HOUR },
  'powered-off': { disposition: '3.13', aapor: 'UH', next: THREE_HOURS, elsewhen: true },
  unreachable: { disposition: '3.16', aapor: 'UH', next: THREE_HOURS, elsewhen: true },
  'technical-problem': { disposition: '3.16', aapor: 'UH', next: THREE_HOURS },
  'voice-mail': { disposition: '2.222', aapor: 'NC', next: THREE_HOURS, elsewhen: true },
  'someone-else': { disposition: '2.20', aapor: 'NC', next: THREE_HOURS, elsewhen: true },
  'hung-up': { disposition: '2.35a', aapor: 'O', next: THREE_HOURS },
  'soft-refused': { disposition: '2.112a', aapor: 'R', next: A_WEEK },
  refused: { disposition: '2.112', aapor: 'R', next: null },
  'asked-not-to-call': { disposition: '2.112b', aapor: 'R', next: null },
  'wrong-number': { disposition: '3.90', aapor: 'UH', next: THREE_HOURS },
  'not-in-service': { disposition: '4.32', aapor: 'NE', next: THREE_HOURS },
  fax: { disposition: '4.20', aapor: 'NE', next: THREE_HOURS },
  language: { disposition: '2.332', aapor: 'O', next: null },
  incapable: { disposition: '2.32', aapor: 'O', next: null },
  deceased: { disposition: '2.31', aapor: 'O', next: null },
  'not-eligible': { disposition: '4.70', aapor: 'NE', next: null },
  unreported: { disposition: '3.90', aapor: 'UH', next: THREE_HOURS, automatic: true },
}

export const OUTCOME_CODES = Object.keys(COURSES) as [OutcomeCode, ...OutcomeCode[]]

export const OUTCOMES = Object.fromEntries(
  OUTCOME_CODES.map(code => [code, { ...OUTCOME_MEANINGS[code], ...COURSES[code] }]),
) as Record<OutcomeCode, Outcome>

/** What becomes of a follow-up after an attempt. */
export type Settlement =
  | { kind: 'done' }
  | { kind: 'retry' | 'next-number' | 'appointment' | 'by-mail'; dueAt: Temporal.Instant }
  | { kind: 'closed'; reason: ClosedReason }

/** What a settlement rests on besides the follow-up. */
export interface Circumstances {
  now: Temporal.Instant
  /** How many other numbers of the customer may be dialled. */
  numbersLeft: number
  /** When the customer was tried before this attempt. */
  tried: readonly Temporal.Instant[]
  /** The first permitted instant from a given one on; `null` when there is none. */
  opens: (at: Temporal.Instant) => Temporal.Instant | null
}

/**
 * What an outcome leads to, told when an attempt has just ended.
 * @param followup `attempts` counts those before this one; `timeZone` is the customer's
 * @param appointmentAt the time agreed, where the outcome is an appointment; it may lie after the follow-up expires
 */
export function settlementOf(
  outcome: OutcomeCode,
  followup: {
    attempts: number
    maxAttempts: number
    expiresAt: Temporal.Instant
    timeZone: string
    channels: readonly CampaignChannel[]
  },
  { now, numbersLeft, tried, opens }: Circumstances,
  appointmentAt: Temporal.Instant | null,
): Settlement {
  const { next, marksNumberWrong, elsewhen } = OUTCOMES[outcome]
  if (next === null) return { kind: 'done' }
  if (next === 'appointment') return { kind: 'appointment', dueAt: appointmentAt ?? now }
  if (marksNumberWrong && numbersLeft === 0) {
    return followup.channels.includes('email')
      ? { kind: 'by-mail', dueAt: now }
      : { kind: 'closed', reason: 'no-number' }
  }
  if (followup.attempts + 1 >= followup.maxAttempts) return { kind: 'closed', reason: 'max-attempts' }
  // Another number is another chance at once; the gap of the contact policy still holds.
  const earliest = marksNumberWrong ? now : now.add({ minutes: next })
  const { expiresAt, timeZone } = followup
  if (Temporal.Instant.compare(earliest, expiresAt) >= 0) return { kind: 'closed', reason: 'expired' }
  if (marksNumberWrong) return { kind: 'next-number', dueAt: earliest }
  return {
    kind: 'retry',
    dueAt: elsewhen ? retryAt([...tried, now], earliest, expiresAt, timeZone, opens) : earliest,
  }
}

/** How many follow-ups ended in each AAPOR class; `e` is the share of the unknown taken as eligible. */
export type Dispositions = Record<AaporClass, number>

export interface OutcomeRates {
  e: number
  rr1: number
  rr2: number
  rr3: number
  rr4: number
  rr5: number
  rr6: number
  coop1: number
  coop2: number
  coop3: number
  coop4: number
  ref1: number
  ref2: number
  ref3: number
  con1: number
  con2: number
  con3: number
}

/**
 * The outcome rates of AAPOR's Standard Definitions: response, cooperation, refusal and contact, each between 0 and 1;
 * `NaN` where nothing stands below the line. Only final dispositions may be counted. Formulas as in the R package
 * outcomerate and in queXS, which agree.
 * @param e by default the proportional allocation of CASRO: eligible cases among those whose eligibility is known
 */
export function outcomeRates({ I, P, R, NC, O, UH, UO, NE }: Dispositions, e?: number): OutcomeRates {
  const eligible = I + P + R + NC + O
  const unknown = UH + UO
  const share = e ?? eligible / (eligible + NE)
  const least = eligible + unknown
  const likely = unknown === 0 ? eligible : eligible + share * unknown
  const contacted = I + P + R + O
  return {
    e: share,
    rr1: I / least,
    rr2: (I + P) / least,
    rr3: I / likely,
    rr4: (I + P) / likely,
    rr5: I / eligible,
    rr6: (I + P) / eligible,
    coop1: I / contacted,
    coop2: (I + P) / contacted,
    coop3: I / (I + P + R),
    coop4: (I + P) / (I + P + R),
    ref1: R / least,
    ref2: R / likely,
    ref3: R / eligible,
    con1: contacted / least,
    con2: contacted / likely,
    con3: contacted / eligible,
  }
}

/**
 * The class a follow-up counts in for the rates, or `null` while it is open. One that was ended by attempts, time or a rule
 * counts by its last outcome, so an appointment that never came about counts as a refusal, as queXS books it; one that
 * was never attempted as unknown (3.11); one closed for want of a number as disconnected (4.32). One that ended by a mail is
 * never an interview: tried by phone before, it counts by what came of that, else in no rate.
 */
export function finalClass(followup: {
  state: FollowupState
  lastOutcome: OutcomeCode | null
  closedReason: ClosedReason | null
}): AaporClass | null {
  const { state, lastOutcome } = followup
  if (state === 'mailed') return lastOutcome && OUTCOMES[lastOutcome].aapor
  if (state !== 'done' && state !== 'closed') return null
  if (followup.closedReason === 'no-number') return 'NE'
  return lastOutcome ? OUTCOMES[lastOutcome].aapor : 'UH'
}
