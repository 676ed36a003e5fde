import type { settleFollowup } from '../../server/followups/contract.ts'
import type { Answer, Question } from '../../server/scripts/rules.ts'
import type { GivenTo } from '../kit/api.ts'
import type { Outcome, OutcomeChoice, Purpose, Sheet } from './sheet.ts'
import {
  answersToSendOn,
  type CarriedDraft,
  carriedToSend,
  howOf,
  NO_PROBLEM,
  problemsOn,
  problemToRaise,
  type Topic,
  topicsOf,
} from './topics.ts'

export const STAGES = ['opening', 'questions', 'closing'] as const
export type Stage = (typeof STAGES)[number]
export const SEVERITIES = ['low', 'normal', 'high'] as const
export type Severity = (typeof SEVERITIES)[number]

/** `null`: as the answers suggest; the text then follows them. */
export interface ProblemDraft {
  raise: boolean | null
  text: string | null
  severity: Severity
}

/** What the agent has entered and where he is; nothing of it is lost by a reload. */
export interface Draft {
  stage: Stage
  /** The follow-up whose questions are asked; `null` before any. */
  about: string | null
  /** The question being asked. */
  question: string | null
  answers: Record<string, Answer>
  outcome: Outcome | null
  note: string
  appointmentAt: string | null
  sameAgent: boolean
  problem: ProblemDraft
  /** By follow-up, what is entered about those that the call carries. */
  carried: Readonly<Record<string, CarriedDraft>>
  /** `null`: as the outcome says. */
  stop: 'none' | 'all' | Purpose | null
}

export function newDraft(sheet: Sheet): Draft {
  return {
    stage: 'opening',
    about: null,
    question: null,
    answers: given(sheet.answers),
    outcome: null,
    note: '',
    appointmentAt: null,
    sameAgent: false,
    problem: NO_PROBLEM,
    carried: Object.fromEntries(
      sheet.carried.map(({ followup, answers }) => [
        followup.id,
        { answers: given(answers), how: null, problem: NO_PROBLEM },
      ]),
    ),
    stop: null,
  }
}

function given(answers: Sheet['answers']): Record<string, Answer> {
  return Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, Answer] => entry[1] !== null))
}

export function chosenOutcome(sheet: Sheet, draft: Draft): OutcomeChoice | null {
  return sheet.outcomes.find(choice => choice.code === draft.outcome) ?? null
}

export interface ProblemToRaise {
  raise: boolean
  /** Whether an answer suggests it. */
  suggested: boolean
  text: string
  severity: Severity
}

/** Which contacts the customer wants no more of, as the draft and the outcome say. */
export function stopOf(draft: Draft, choice: OutcomeChoice | null): 'none' | 'all' | Purpose {
  if (choice?.stopsContacts) return draft.stop === null || draft.stop === 'none' ? 'all' : draft.stop
  return choice?.conversed ? (draft.stop ?? 'none') : 'none'
}

/** Why the outcome cannot be registered yet; of which follow-up of the call the questions are. */
export type NotYet =
  | { code: 'not-dialled' | 'no-outcome' | 'no-appointment' }
  | { code: 'no-problem-text'; about: string }
  | { code: 'missing' | 'wrong'; questions: string[]; about: string }

/** @param said an answer in words */
export function notYet(sheet: Sheet, draft: Draft, dialled: boolean, said: (answer: Answer) => string): NotYet | null {
  const choice = chosenOutcome(sheet, draft)
  if (!dialled) return { code: 'not-dialled' }
  if (!choice) return { code: 'no-outcome' }
  if (choice.needsAppointment && !draft.appointmentAt) return { code: 'no-appointment' }
  if (!choice.conversed) return null
  for (const topic of topicsOf(sheet)) {
    const notReady = notReadyOn(topic, draft, said)
    if (notReady) return notReady
  }
  return null
}

function notReadyOn(topic: Topic, draft: Draft, said: (answer: Answer) => string): NotYet | null {
  const { id: about } = topic
  const how = topic.own ? null : howOf(topic, draft)
  if (how === 'not-brought-up') return null
  const wrong = problemsOn(topic, draft, false)
  if (wrong.length > 0) return { code: 'wrong', questions: wrong, about }
  const complete = topic.own ? draft.outcome === 'completed' : how === 'done'
  const missing = complete ? problemsOn(topic, draft, true) : []
  if (missing.length > 0) return { code: 'missing', questions: missing, about }
  const { raise, text } = problemToRaise(topic, draft, said)
  return raise && text.trim() === '' ? { code: 'no-problem-text', about } : null
}

/**
 * What is sent: nothing the outcome has no use for, because only who was spoken to can have answered.
 * @param said an answer in words
 */
export function settlementOf(
  sheet: Sheet,
  draft: Draft,
  outcome: OutcomeChoice,
  said: (answer: Answer) => string,
): GivenTo<typeof settleFollowup>['body'] {
  const stop = stopOf(draft, outcome)
  const topics = topicsOf(sheet)
  const own = topics.find(topic => topic.own)!
  const problem = problemToRaise(own, draft, said)
  return {
    outcome: outcome.code,
    note: draft.note.trim(),
    answers: outcome.conversed ? answersToSendOn(own, draft) : {},
    appointmentAt: outcome.needsAppointment ? draft.appointmentAt : null,
    sameAgent: outcome.needsAppointment && draft.sameAgent,
    problem: outcome.conversed && problem.raise ? { text: problem.text.trim(), severity: problem.severity } : null,
    stop: stop === 'none' ? null : { purpose: stop === 'all' ? null : stop },
    carried: outcome.conversed ? carriedToSend(topics, draft, said) : [],
  }
}

/** The question after or before the one being asked; `null` past either end. */
export function neighbour(asked: readonly Question[], from: string | null, step: 1 | -1): string | null {
  const at = asked.findIndex(question => question.id === from)
  if (at < 0) return asked[0]?.id ?? null
  return asked[at + step]?.id ?? null
}

/**
 * The answer a digit gives to a question: an option by its number (0 is the tenth), yes or no by 1 and 2, a scale by its
 * value. A digit that continues the one typed just before makes a number of two or three digits where the scale has one.
 * @param before digits typed just before on the same question
 * @returns `undefined` when the digit means nothing here; of a `multi`, the option is put in or taken out
 */
export function answerByDigit(
  question: Question,
  digit: string,
  current: Answer | undefined,
  before: string,
): Answer | undefined {
  const n = Number(digit)
  switch (question.kind) {
    case 'yes-no':
      return n === 1 ? true : n === 2 ? false : undefined
    case 'choice':
      return question.options?.[n === 0 ? 9 : n - 1]
    case 'multi': {
      const option = question.options?.[n === 0 ? 9 : n - 1]
      return option === undefined ? undefined : toggled(current, option)
    }
    case 'scale': {
      const within = (value: number) => value >= (question.min ?? -Infinity) && value <= (question.max ?? Infinity)
      const continued = Number(before + digit)
      if (before !== '' && before !== '0' && within(continued)) return continued
      return within(n) ? n : undefined
    }
    default:
      return undefined
  }
}

/** A list of options with one put in, or taken out if it is there. */
export function toggled(current: Answer | undefined, option: string): string[] {
  const list = Array.isArray(current) ? current : []
  return list.includes(option) ? list.filter(item => item !== option) : [...list, option]
}
