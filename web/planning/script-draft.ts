import type { z } from 'zod'
import type { createScript, Script } from '../../server/scripts/contract.ts'
import { type ProblemIf, problemOfQuestions, type Question, type QuestionKind } from '../../server/scripts/rules.ts'
import type { GivenTo } from '../kit/api.ts'

export type SavedScript = z.input<typeof Script>
export type ScriptBody = GivenTo<typeof createScript>['body']

/** A question while it is written. What its kind has no use for is kept, so that changing the kind and back loses nothing. */
export interface QuestionDraft {
  id: string
  text: string
  kind: QuestionKind
  required: boolean
  options: string[]
  min: number | null
  max: number | null
  /** Without `equals` the answer has not been chosen yet. */
  showIf: { question: string; equals: string | number | boolean | null } | null
  problemIf: { operator: 'at-most' | 'at-least'; value: number | null } | (ProblemIf & { operator: 'any-of' }) | null
}

export interface ScriptDraft {
  name: string
  minutes: number | null
  opening: string
  questions: QuestionDraft[]
}

export const MOST_QUESTIONS = 60
export const MOST_OPTIONS = 50
const USUAL_SCALE = { min: 1, max: 5 }
const USUAL_MINUTES = 3

export function newScript(): ScriptDraft {
  return { name: '', minutes: USUAL_MINUTES, opening: '', questions: [] }
}

export function draftOfScript({ name, minutes, opening, questions }: SavedScript): ScriptDraft {
  return {
    ...{ name, minutes, opening },
    questions: questions.map(question => ({
      ...{ id: question.id, text: question.text, kind: question.kind, required: question.required ?? false },
      options: question.options ?? ['', ''],
      min: question.min ?? (question.kind === 'number' ? null : USUAL_SCALE.min),
      max: question.max ?? (question.kind === 'number' ? null : USUAL_SCALE.max),
      showIf: question.showIf ?? null,
      problemIf: question.problemIf ?? null,
    })),
  }
}

/** A new question with an id of its own; ids are never seen, but answers are kept under them. */
export function newQuestion(questions: readonly QuestionDraft[]): QuestionDraft {
  return {
    id: freeId(questions),
    ...{ text: '', kind: 'choice', required: true, options: ['', ''], ...USUAL_SCALE, showIf: null, problemIf: null },
  }
}

export function copyOfQuestion(question: QuestionDraft, questions: readonly QuestionDraft[]): QuestionDraft {
  return { ...structuredClone(question), id: freeId(questions) }
}

function freeId(questions: readonly QuestionDraft[]): string {
  const taken = new Set(questions.map(({ id }) => id))
  let number = questions.length + 1
  while (taken.has(`q${number}`)) number += 1
  return `q${number}`
}

/** Another kind of answer. What counts as a problem is forgotten, because it named answers of the old kind. */
export function ofKind(question: QuestionDraft, kind: QuestionKind): QuestionDraft {
  const bounds = kind === 'number' ? { min: null, max: null } : kind === 'scale' ? USUAL_SCALE : {}
  return { ...question, kind, ...bounds, problemIf: null }
}

/** Writes an option anew; the question's own problem and the later questions that depend on it follow. */
export function withOption(questions: readonly QuestionDraft[], id: string, at: number, text: string): QuestionDraft[] {
  const before = questions.find(question => question.id === id)?.options[at]
  const follow = (answer: string | number | boolean | null) => (before && answer === before ? text : answer)
  return questions.map(question => {
    if (question.id === id) {
      const { problemIf } = question
      return {
        ...question,
        options: question.options.map((option, other) => (other === at ? text : option)),
        problemIf:
          problemIf?.operator === 'any-of'
            ? { ...problemIf, value: problemIf.value.map(follow) as (string | boolean)[] }
            : problemIf,
      }
    }
    if (question.showIf?.question !== id) return question
    return { ...question, showIf: { ...question.showIf, equals: follow(question.showIf.equals) } }
  })
}

/** Takes an option away, also from what counts as a problem. */
export function withoutOption(question: QuestionDraft, at: number): QuestionDraft {
  const options = question.options.filter((_, other) => other !== at)
  if (question.problemIf?.operator !== 'any-of') return { ...question, options }
  const value = question.problemIf.value.filter(answer => answer !== question.options[at])
  return { ...question, options, problemIf: value.length > 0 ? { operator: 'any-of', value } : null }
}

export function moveQuestion(questions: readonly QuestionDraft[], from: number, to: number): QuestionDraft[] {
  if (to < 0 || to >= questions.length) return [...questions]
  const rest = questions.filter((_, at) => at !== from)
  return [...rest.slice(0, to), questions[from]!, ...rest.slice(to)]
}

/** The earlier questions one can depend on: those whose answers can be foreseen. */
export function earlierOf(questions: readonly QuestionDraft[], id: string): QuestionDraft[] {
  const at = questions.findIndex(question => question.id === id)
  return questions.slice(0, at).filter(({ kind }) => kind !== 'text')
}

/** The widest scale whose answers are listed one by one. */
const MOST_STEPS = 101

/** Every answer a question can have, where they can be listed. */
export function answersOf(question: {
  kind: QuestionKind
  options?: string[]
  min?: number | null
  max?: number | null
}): (string | number | boolean)[] {
  const { kind, options = [], min, max } = question
  if (kind === 'yes-no') return [true, false]
  if (kind === 'choice' || kind === 'multi') return [...new Set(options.filter(option => option.trim() !== ''))]
  if (kind !== 'scale') return []
  const [first, last] = [min ?? 0, max ?? 0]
  return Array.from({ length: Math.max(0, Math.min(last - first + 1, MOST_STEPS)) }, (_, step) => first + step)
}

/** A question as the rules and the server know it: only what its kind has. */
export function questionOf({
  id,
  text,
  kind,
  required,
  options,
  min,
  max,
  showIf,
  problemIf,
}: QuestionDraft): Question {
  const bounded = kind === 'scale' || kind === 'number'
  return {
    ...{ id, text: text.trim(), kind, required },
    ...((kind === 'choice' || kind === 'multi') && { options: options.map(option => option.trim()) }),
    ...(bounded && min !== null && { min }),
    ...(bounded && max !== null && { max }),
    ...(showIf && { showIf: { question: showIf.question, equals: trimmed(showIf.equals) ?? '' } }),
    ...(problemIf && { problemIf: problemIfOf(problemIf) }),
  }
}

function problemIfOf(problemIf: NonNullable<QuestionDraft['problemIf']>): ProblemIf {
  if (problemIf.operator !== 'any-of') return { operator: problemIf.operator, value: problemIf.value ?? Number.NaN }
  return { operator: 'any-of', value: problemIf.value.map(value => trimmed(value)) as (string | boolean)[] }
}

function trimmed<T>(value: T): T {
  return typeof value === 'string' ? (value.trim() as T) : value
}

/** What is sent to be saved. */
export function bodyOfScript({ name, minutes, opening, questions }: ScriptDraft): ScriptBody {
  return { name: name.trim(), minutes: minutes ?? 0, opening: opening.trim(), questions: questions.map(questionOf) }
}

export function sameScript(a: ScriptDraft, b: ScriptDraft): boolean {
  return JSON.stringify(bodyOfScript(a)) === JSON.stringify(bodyOfScript(b))
}

/** What is wrong with a question that is being written. */
export type QuestionFault =
  | 'text-missing'
  | 'options-missing'
  | 'scale-wrong'
  | 'bounds-wrong'
  | 'show-if-late'
  | 'show-if-impossible'
  | 'problem-if-impossible'

/** The first thing wrong with each question, by its id; empty when the script can be asked. */
export function faultsOf(drafts: readonly QuestionDraft[]): Map<string, QuestionFault> {
  const faults = new Map<string, QuestionFault>()
  const good: Question[] = []
  for (const draft of drafts) {
    const question = questionOf(draft)
    const fault = faultOf(draft, question, good, faults)
    if (fault) faults.set(draft.id, fault)
    // Later questions may still depend on this one; what is wrong with it is said at itself alone.
    const { showIf: _, problemIf: __, ...alone } = question
    if (!problemOfQuestions([alone])) good.push(alone)
  }
  return faults
}

function faultOf(
  draft: QuestionDraft,
  question: Question,
  earlier: readonly Question[],
  faults: ReadonlyMap<string, QuestionFault>,
): QuestionFault | null {
  if (question.text === '') return 'text-missing'
  if (question.options?.some(option => option === '')) return 'options-missing'
  if (draft.problemIf?.operator === 'any-of' && draft.problemIf.value.length === 0) return 'problem-if-impossible'
  const code = problemOfQuestions([...earlier, question])?.code
  switch (code) {
    case undefined:
    case 'question-id-repeats':
      return null
    case 'options-do-not-fit':
      return 'options-missing'
    case 'bounds-do-not-fit':
      return draft.kind === 'scale' ? 'scale-wrong' : 'bounds-wrong'
    case 'show-if-not-earlier':
      return faults.has(draft.showIf?.question ?? '') ? null : 'show-if-late'
    case 'show-if-never':
      return 'show-if-impossible'
    case 'problem-if-never':
      return 'problem-if-impossible'
  }
}
