import type { Question } from '../scripts/rules.ts'

export const SEVERITIES = ['low', 'normal', 'high'] as const
export type Severity = (typeof SEVERITIES)[number]

export const CASE_STATES = ['open', 'confirming', 'closed'] as const
export type CaseState = (typeof CASE_STATES)[number]

export const CASE_EVENTS = [
  'opened',
  'assigned',
  'noted',
  'solved',
  'confirmed',
  'reopened',
  'not-reached',
  'confirm-again',
  'overdue',
  'escalated',
  'closed-unheard',
] as const
export type CaseEventKind = (typeof CASE_EVENTS)[number]

/** What can happen to a case: deeds of staff, words of the customer, and the passing of time. */
export const CASE_STEPS = [
  'assign',
  'note',
  'solve',
  'confirm-again',
  'customer-content',
  'customer-not-content',
  'customer-not-reached',
  'close-unheard',
  'deadline-passed',
] as const
export type CaseStep = (typeof CASE_STEPS)[number]

export interface Transition {
  from: CaseState
  step: CaseStep
  to: CaseState
  event: CaseEventKind
}

/**
 * Every way a case can go. What is not listed cannot happen. The customer's own word leads to `closed`, or stated attempts
 * to hear it and a person who answers for them.
 */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'open', step: 'assign', to: 'open', event: 'assigned' },
  { from: 'open', step: 'note', to: 'open', event: 'noted' },
  { from: 'open', step: 'solve', to: 'confirming', event: 'solved' },
  { from: 'open', step: 'deadline-passed', to: 'open', event: 'overdue' },
  { from: 'confirming', step: 'assign', to: 'confirming', event: 'assigned' },
  { from: 'confirming', step: 'note', to: 'confirming', event: 'noted' },
  { from: 'confirming', step: 'confirm-again', to: 'confirming', event: 'confirm-again' },
  { from: 'confirming', step: 'customer-content', to: 'closed', event: 'confirmed' },
  { from: 'confirming', step: 'customer-not-content', to: 'open', event: 'reopened' },
  { from: 'confirming', step: 'customer-not-reached', to: 'confirming', event: 'not-reached' },
  { from: 'confirming', step: 'close-unheard', to: 'closed', event: 'closed-unheard' },
  { from: 'closed', step: 'note', to: 'closed', event: 'noted' },
]

/** Where a step leads from a state; `undefined` when it is not possible there. */
export function transition(from: CaseState, step: CaseStep): Transition | undefined {
  return TRANSITIONS.find(row => row.from === from && row.step === step)
}

/** The time to a solution, in working days of the organisation. The product's own default, to be agreed with the customer. */
export const WORKING_DAYS: Record<Severity, number> = { high: 1, normal: 3, low: 7 }

/** The hours counted as working time on a working day, wall-clock time of the organisation. */
export const WORKING_HOURS = { from: '09:00', to: '18:00' } as const

/** No calendar has this many days off in a row; a wrong one must not turn into an endless search. */
const LONGEST_SEARCH_DAYS = 400

/**
 * When a case of a severity opened at an instant must be solved: so many working days of working time later, in the
 * organisation's time zone. A case opened on Friday at 16:00 with one working day is due on Monday at 16:00; one opened
 * on a day off is due at the end of the next working day.
 */
export function deadline(
  opened: Temporal.Instant,
  severity: Severity,
  timeZone: string,
  isWorkingDay: (day: Temporal.PlainDate) => boolean,
): Temporal.Instant {
  const [from, to] = [Temporal.PlainTime.from(WORKING_HOURS.from), Temporal.PlainTime.from(WORKING_HOURS.to)]
  const dayMinutes = from.until(to).total('minutes')
  const local = opened.toZonedDateTimeISO(timeZone)
  let left = WORKING_DAYS[severity] * dayMinutes
  for (let days = 0; days <= LONGEST_SEARCH_DAYS; days++) {
    const day = local.toPlainDate().add({ days })
    if (!isWorkingDay(day)) continue
    const start = days === 0 ? laterOf(from, local.toPlainTime()) : from
    const available = Math.max(start.until(to).total('minutes'), 0)
    if (left <= available) {
      const due = day.toPlainDateTime(start).add({ seconds: Math.round(left * 60) })
      return due.toZonedDateTime(timeZone).toInstant()
    }
    left -= available
  }
  throw new Error('the calendar has no working days')
}

function laterOf(a: Temporal.PlainTime, b: Temporal.PlainTime): Temporal.PlainTime {
  return Temporal.PlainTime.compare(a, b) > 0 ? a : b
}

/** Minutes on the clock until the deadline, rounded down; negative when it has passed. */
export function minutesLeft(dueAt: Temporal.Instant, now: Temporal.Instant): number {
  return Math.floor(now.until(dueAt).total('minutes'))
}

/** Someone a case could be given to; `distance` counts the branches from the customer's own upwards. */
export interface OwnerCandidate {
  staffId: string
  distance: number
  supervisor: boolean
  /** Cases he owns that are not closed. */
  load: number
}

/**
 * Who owns a new case: the supervisor of the customer's branch, else of the nearest branch above that has one, else the
 * organisation's owner. Of several, the one with the fewest cases. Whoever raised it is passed over while there is
 * anybody else. `undefined` when there is no candidate at all.
 */
export function ownerOf(candidates: readonly OwnerCandidate[], raisedBy: string | null): string | undefined {
  const order = (c: OwnerCandidate) => [Number(c.staffId === raisedBy), Number(!c.supervisor), c.distance, c.load]
  return candidates.toSorted((a, b) => compare(order(a), order(b)) || (a.staffId < b.staffId ? -1 : 1))[0]?.staffId
}

/** A team that could ask the customer whether his problem is solved. */
export interface TeamCandidate {
  teamId: string
  distance: number
  /** Active members, without the solver, who work follow-ups and may see the customer. */
  others: number
  solverIsMember: boolean
}

/**
 * Which team asks whether a case is solved: one with somebody other than the solver; a team the solver is not in comes
 * first, then the nearest branch. `undefined` when only the solver himself could ask.
 */
export function teamToConfirm(candidates: readonly TeamCandidate[]): string | undefined {
  const order = (c: TeamCandidate) => [Number(c.solverIsMember), c.distance]
  return candidates
    .filter(c => c.others > 0)
    .toSorted((a, b) => compare(order(a), order(b)) || (a.teamId < b.teamId ? -1 : 1))[0]?.teamId
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : a[at]! - b[at]!
}

export const CONFIRM_PURPOSE = 'confirm-solution'

/** How long a confirming follow-up may be tried before the customer counts as not reached. */
export const CONFIRM_WITHIN_DAYS = 14

/** A solved complaint is asked about before anything else is (1 low – 9 high). */
export const CONFIRM_PRIORITY = 9

/** The one question of the built-in confirming script; `true` means solved to the customer's content. */
export const CONFIRM_QUESTION = 'solved'

/** The built-in confirming script, made once in each organisation. */
export const CONFIRMING_SCRIPT: { name: string; opening: string; minutes: number; questions: Question[] } = {
  name: '问题处理结果告知与确认（内置）',
  opening: '您好，{customer}，我是{company}的{agent}。{reason}。想用{minutes}分钟听听您是否满意，现在方便吗？',
  minutes: 2,
  questions: [{ id: CONFIRM_QUESTION, text: '这个问题是否已经解决，并让您满意？', kind: 'yes-no', required: true }],
}

const LONGEST_PROBLEM = 100
const LONGEST_SOLUTION = 180

/**
 * Why the customer is called, as the agent reads it aloud: his own problem and what was done about it, so that he is told
 * the result before he is asked; each cut where it is too long to say.
 */
export function reasonToConfirm(problem: string, solution: string): string {
  return `您反映的“${cut(problem, LONGEST_PROBLEM)}”，处理结果是：${cut(solution, LONGEST_SOLUTION)}`
}

function cut(text: string, most: number): string {
  const letters = [...text.trim()]
  return letters.length <= most ? text.trim() : `${letters.slice(0, most - 1).join('')}…`
}

/** How often a customer must have been called in vain before a case may end without his word. */
export const ATTEMPTS_BEFORE_CLOSING = 3

/** Why a case cannot end without the customer's word yet; `null` when it may. */
export function whyNotUnheard(file: {
  escalated: boolean
  confirmAttempts: number
  solvedBy: string | null
  by: string | null
}): 'still-being-confirmed' | 'too-few-attempts' | 'solver-does-not-confirm' | null {
  if (!file.escalated) return 'still-being-confirmed'
  if (file.confirmAttempts < ATTEMPTS_BEFORE_CLOSING) return 'too-few-attempts'
  return file.by === file.solvedBy ? 'solver-does-not-confirm' : null
}

/** After how many hours past its deadline an unsolved case goes up: first past its owner, then to the organisation's owner. */
export const ESCALATE_AFTER_HOURS = { 1: 0, 2: 24 } as const

/** How far up a case that was due at an instant must have gone by now. */
export function escalationLevel(dueAt: Temporal.Instant, now: Temporal.Instant): 0 | 1 | 2 {
  const late = dueAt.until(now).total('hours')
  if (late < ESCALATE_AFTER_HOURS[1]) return 0
  return late < ESCALATE_AFTER_HOURS[2] ? 1 : 2
}

/**
 * Who is told that a case is late: at the first level the nearest supervisor above its owner, else the next one there is;
 * at the second the organisation's owner. Never the case's owner himself while there is anybody else.
 */
export function toldOf(
  candidates: readonly (OwnerCandidate & { isOwner: boolean })[],
  ownerId: string,
  level: 1 | 2,
): string | undefined {
  const order = (c: OwnerCandidate & { isOwner: boolean }) =>
    level === 2
      ? [Number(c.staffId === ownerId), Number(!c.isOwner), -c.distance]
      : [Number(c.staffId === ownerId), Number(!c.supervisor), c.distance, c.load]
  return candidates.toSorted((a, b) => compare(order(a), order(b)) || (a.staffId < b.staffId ? -1 : 1))[0]?.staffId
}

/** What a settled confirming follow-up says about the case; `null` while it is still being tried. */
export function confirmationHeard(settled: {
  answers: Readonly<Record<string, unknown>>
  final: boolean
}): 'customer-content' | 'customer-not-content' | 'customer-not-reached' | null {
  if (!settled.final) return null
  const answer = settled.answers[CONFIRM_QUESTION]
  if (answer === true) return 'customer-content'
  if (answer === false) return 'customer-not-content'
  return 'customer-not-reached'
}
