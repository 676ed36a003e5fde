import type { settleFollowup } from '../../server/followups/contract.ts'
import {
  type Answer,
  checkAnswers,
  problemsRaised,
  type Question,
  visibleQuestions,
} from '../../server/scripts/rules.ts'
import type { GivenTo } from '../kit/api.ts'
import { type Outcome, type OutcomeChoice, type Purpose, questionsOf, type Sheet } from './sheet.ts'

export const STAGES = ['opening', 'questions', 'closing'] as const
export type Stage = (typeof STAGES)[number]
export const SEVERITIES = ['low', 'normal', 'high'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What the agent has entered and where he is; nothing of it is lost by a reload. */
export interface Draft {
  stage: Stage
  /** The question being asked. */
  question: string | null
  answers: Record<string, Answer>
  outcome: Outcome | null
  note: string
  appointmentAt: string | null
  sameAgent: boolean
  /** `null`: as the answers suggest; the text then follows them. */
  problem: { raise: boolean | null; text: string | null; severity: Severity }
  /** `null`: as the outcome says. */
  stop: 'none' | 'all' | Purpose | null
}

export function newDraft(sheet: Sheet): Draft {
  return {
    stage: 'opening',
    question: null,
    answers: given(sheet.answers),
    outcome: null,
    note: '',
    appointmentAt: null,
    sameAgent: false,
    problem: { raise: null, text: null, severity: 'normal' },
    stop: null,
  }
}

function given(answers: Sheet['answers']): Record<string, Answer> {
  return Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, Answer] => entry[1] !== null))
}

export function chosenOutcome(sheet: Sheet, draft: Draft): OutcomeChoice | null {
  return sheet.outcomes.find(choice => choice.code === draft.outcome) ?? null
}

/** The answers worth keeping: good ones, to questions that are asked. */
export function goodAnswers(sheet: Sheet, draft: Draft): Record<string, Answer> {
  return checkAnswers(questionsOf(sheet), draft.answers).answers
}

/** The answers as they are sent: what was taken back is sent as nothing, because what is left out stays as it was. */
export function answersToSend(sheet: Sheet, draft: Draft): Record<string, Answer | null> {
  const good = goodAnswers(sheet, draft)
  return Object.fromEntries(sheet.script.questions.map(({ id }) => [id, good[id] ?? null]))
}

/** How far the questions are: those to be asked now, and how many of them have a good answer. */
export function progressOf(sheet: Sheet, draft: Draft): { asked: Question[]; answered: number } {
  return {
    asked: visibleQuestions(questionsOf(sheet), draft.answers),
    answered: Object.keys(goodAnswers(sheet, draft)).length,
  }
}

export interface ProblemToRaise {
  raise: boolean
  /** Whether an answer suggests it. */
  suggested: boolean
  text: string
  severity: Severity
}

/**
 * The problem that will be raised with the outcome. An answer that suggests one raises it unless the agent says no.
 * @param said an answer in words
 */
export function problemOf(sheet: Sheet, draft: Draft, said: (answer: Answer) => string): ProblemToRaise {
  const raised = problemsRaised(questionsOf(sheet), draft.answers)
  const suggestion = raised.map(({ question, answer }) => `${question.text} — ${said(answer)}`).join('\n')
  return {
    raise: draft.problem.raise ?? raised.length > 0,
    suggested: raised.length > 0,
    text: draft.problem.text ?? suggestion,
    severity: draft.problem.severity,
  }
}

/** Which contacts the customer wants no more of, as the draft and the outcome say. */
export function stopOf(draft: Draft, choice: OutcomeChoice | null): 'none' | 'all' | Purpose {
  if (choice?.stopsContacts) return draft.stop === null || draft.stop === 'none' ? 'all' : draft.stop
  return choice?.conversed ? (draft.stop ?? 'none') : 'none'
}

/** Why the outcome cannot be registered yet. */
export type NotYet =
  | { code: 'not-dialled' | 'no-outcome' | 'no-appointment' | 'no-problem-text' }
  | { code: 'missing' | 'wrong'; questions: string[] }

export function notYet(sheet: Sheet, draft: Draft, dialled: boolean, problem: ProblemToRaise): NotYet | null {
  const choice = chosenOutcome(sheet, draft)
  if (!dialled) return { code: 'not-dialled' }
  if (!choice) return { code: 'no-outcome' }
  if (choice.needsAppointment && !draft.appointmentAt) return { code: 'no-appointment' }
  if (!choice.conversed) return null
  const problems = checkAnswers(questionsOf(sheet), draft.answers).problems
  const ofKind = (missing: boolean) =>
    problems.filter(({ code }) => (code === 'answer-missing') === missing).map(({ question }) => question)
  if (ofKind(false).length > 0) return { code: 'wrong', questions: ofKind(false) }
  if (draft.outcome === 'completed' && ofKind(true).length > 0) return { code: 'missing', questions: ofKind(true) }
  return problem.raise && problem.text.trim() === '' ? { code: 'no-problem-text' } : null
}

/** What is sent: nothing the outcome has no use for, because only who was spoken to can have answered. */
export function settlementOf(
  sheet: Sheet,
  draft: Draft,
  outcome: OutcomeChoice,
  problem: ProblemToRaise,
): GivenTo<typeof settleFollowup>['body'] {
  const stop = stopOf(draft, outcome)
  return {
    outcome: outcome.code,
    note: draft.note.trim(),
    answers: outcome.conversed ? answersToSend(sheet, draft) : {},
    appointmentAt: outcome.needsAppointment ? draft.appointmentAt : null,
    sameAgent: outcome.needsAppointment && draft.sameAgent,
    problem: outcome.conversed && problem.raise ? { text: problem.text.trim(), severity: problem.severity } : null,
    stop: stop === 'none' ? null : { purpose: stop === 'all' ? null : stop },
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
