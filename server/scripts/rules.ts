export const QUESTION_KINDS = ['choice', 'multi', 'scale', 'number', 'text', 'yes-no'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

/** What an opening may leave to be filled in. */
export const PLACEHOLDERS = ['customer', 'agent', 'company', 'minutes', 'reason', 'product'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

export type Answer = string | number | boolean | string[]
export type Answers = Readonly<Record<string, Answer | null | undefined>>

/** Answers that raise a problem, so that a case is suggested: bounds are inclusive. */
export type ProblemIf =
  | { operator: 'at-most' | 'at-least'; value: number }
  | { operator: 'any-of'; value: (string | boolean)[] }

export interface Question {
  id: string
  text: string
  kind: QuestionKind
  required: boolean
  /** For `choice` and `multi`. */
  options?: string[]
  /** The ends of a `scale` (whole numbers), or the bounds of a `number`; both inclusive. */
  min?: number
  max?: number
  /** Asked only when an earlier question was asked and has this answer; of a `multi`, when this is among them. */
  showIf?: { question: string; equals: string | number | boolean }
  problemIf?: ProblemIf
}

export const MAX_TEXT = 4000

/** What is wrong with an answer: a key of `scriptsReasons`, and the question. */
export interface AnswerProblem {
  code: 'answer-missing' | 'answer-of-wrong-kind' | 'answer-not-an-option' | 'answer-out-of-range' | 'question-unknown'
  question: string
}

/** The questions to be asked, given what has been answered so far; the order is that of the script. */
export function visibleQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const visible = new Map<string, Question>()
  for (const question of questions) if (isVisible(question, visible, answers)) visible.set(question.id, question)
  return [...visible.values()]
}

function isVisible({ showIf }: Question, visible: ReadonlyMap<string, Question>, answers: Answers): boolean {
  if (!showIf) return true
  const asked = visible.get(showIf.question)
  const answer = answerTo(answers, showIf.question)
  if (!asked || answer === undefined || problemOfAnswer(asked, answer)) return false
  return Array.isArray(answer) ? answer.includes(String(showIf.equals)) : answer === showIf.equals
}

/**
 * Checks answers against the questions. Kept are the good answers to visible questions; answers to hidden questions are
 * dropped without a word, because the conversation took another way. A required question counts as missing only while
 * it is visible. For a half-done conversation, leave out the problems of code `answer-missing`.
 */
export function checkAnswers(
  questions: readonly Question[],
  answers: Answers,
): { answers: Record<string, Answer>; problems: AnswerProblem[] } {
  const known = new Set(questions.map(question => question.id))
  const problems: AnswerProblem[] = Object.keys(answers)
    .filter(question => !known.has(question))
    .map(question => ({ code: 'question-unknown', question }))
  const kept: [string, Answer][] = []
  for (const question of visibleQuestions(questions, answers)) {
    const answer = answerTo(answers, question.id)
    const code =
      answer === undefined ? (question.required ? 'answer-missing' : null) : problemOfAnswer(question, answer)
    if (code) problems.push({ code, question: question.id })
    else if (answer !== undefined) kept.push([question.id, Array.isArray(answer) ? [...new Set(answer)] : answer])
  }
  return { answers: Object.fromEntries(kept), problems }
}

/** The visible questions whose good answers raise a problem. */
export function problemsRaised(
  questions: readonly Question[],
  answers: Answers,
): { question: Question; answer: Answer }[] {
  const kept = checkAnswers(questions, answers).answers
  return questions.flatMap(question => {
    const answer = answerTo(kept, question.id)
    return answer !== undefined && raisesProblem(question, answer) ? [{ question, answer }] : []
  })
}

function raisesProblem({ problemIf }: Question, answer: Answer): boolean {
  if (!problemIf) return false
  if (problemIf.operator === 'any-of') {
    const given: readonly unknown[] = Array.isArray(answer) ? answer : [answer]
    return problemIf.value.some(value => given.includes(value))
  }
  if (typeof answer !== 'number') return false
  return problemIf.operator === 'at-most' ? answer <= problemIf.value : answer >= problemIf.value
}

/** An answer that was really given; empty texts and empty lists are no answer. */
function answerTo(answers: Answers, question: string): Answer | undefined {
  const answer = Object.hasOwn(answers, question) ? answers[question] : undefined
  if (answer === null || answer === undefined) return undefined
  if (typeof answer === 'string' && answer.trim() === '') return undefined
  return Array.isArray(answer) && answer.length === 0 ? undefined : answer
}

function problemOfAnswer(question: Question, answer: Answer): AnswerProblem['code'] | null {
  const options = question.options ?? []
  switch (question.kind) {
    case 'choice':
      if (typeof answer !== 'string') return 'answer-of-wrong-kind'
      return options.includes(answer) ? null : 'answer-not-an-option'
    case 'multi':
      if (!Array.isArray(answer)) return 'answer-of-wrong-kind'
      return answer.every(item => options.includes(item)) ? null : 'answer-not-an-option'
    case 'scale':
    case 'number':
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'answer-of-wrong-kind'
      if (question.kind === 'scale' && !Number.isInteger(answer)) return 'answer-of-wrong-kind'
      return answer < (question.min ?? -Infinity) || answer > (question.max ?? Infinity) ? 'answer-out-of-range' : null
    case 'text':
      if (typeof answer !== 'string') return 'answer-of-wrong-kind'
      return answer.length > MAX_TEXT ? 'answer-out-of-range' : null
    case 'yes-no':
      return typeof answer === 'boolean' ? null : 'answer-of-wrong-kind'
  }
}

/** The facts an opening is filled with; the minutes come from the script itself. */
export type OpeningFacts = Record<Exclude<Placeholder, 'minutes'>, string>

/**
 * The opening as it is read aloud. Each placeholder is replaced once: braces inside a customer's name stay his name.
 * An unknown placeholder, which no saved script has, stays as it stands.
 */
export function fillOpening(script: { opening: string; minutes: number }, facts: OpeningFacts): string {
  return filled(script.opening, new Map(Object.entries({ ...facts, minutes: String(script.minutes) })))
}

/** A text with its placeholders replaced, each once; those without words stay as they stand. */
export function filled(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) => words.get(name.trim()) ?? whole)
}

/** The names in braces that a text leaves to be filled in. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(match => match[1]!.trim()))]
}

/** The placeholders of an opening that nobody can fill. */
export function unknownPlaceholders(opening: string): string[] {
  return placeholdersIn(opening).filter(name => !(PLACEHOLDERS as readonly string[]).includes(name))
}

/** What is wrong with a question of a script: a key of `scriptsReasons` and its facts. */
export interface QuestionProblem {
  code:
    | 'question-id-repeats'
    | 'options-do-not-fit'
    | 'bounds-do-not-fit'
    | 'show-if-not-earlier'
    | 'show-if-never'
    | 'problem-if-never'
  facts: { question: string; kind: QuestionKind }
}

/** The first thing wrong with the questions of a script as a whole; `null` when they can be asked. */
export function problemOfQuestions(questions: readonly Question[]): QuestionProblem | null {
  const earlier = new Map<string, Question>()
  for (const question of questions) {
    const code = problemOfQuestion(question, earlier)
    if (code) return { code, facts: { question: question.id, kind: question.kind } }
    earlier.set(question.id, question)
  }
  return null
}

function problemOfQuestion(question: Question, earlier: ReadonlyMap<string, Question>): QuestionProblem['code'] | null {
  if (earlier.has(question.id)) return 'question-id-repeats'
  if (!optionsFit(question)) return 'options-do-not-fit'
  if (!boundsFit(question)) return 'bounds-do-not-fit'
  if (question.showIf) {
    const asked = earlier.get(question.showIf.question)
    if (!asked) return 'show-if-not-earlier'
    const { equals } = question.showIf
    const answer = asked.kind === 'multi' ? [String(equals)] : equals
    if (asked.kind === 'text' || problemOfAnswer(asked, answer)) return 'show-if-never'
  }
  return problemIfFits(question) ? null : 'problem-if-never'
}

function optionsFit({ kind, options }: Question): boolean {
  if (kind !== 'choice' && kind !== 'multi') return options === undefined
  return options !== undefined && options.length >= 2 && new Set(options).size === options.length
}

function boundsFit({ kind, min, max }: Question): boolean {
  if (kind === 'scale') return Number.isInteger(min) && Number.isInteger(max) && min! < max!
  if (kind === 'number') return min === undefined || max === undefined || min <= max
  return min === undefined && max === undefined
}

function problemIfFits(question: Question): boolean {
  const { kind, problemIf } = question
  if (!problemIf) return true
  if (problemIf.operator !== 'any-of') {
    return (kind === 'scale' || kind === 'number') && problemOfAnswer(question, problemIf.value) === null
  }
  if (kind !== 'choice' && kind !== 'multi' && kind !== 'yes-no') return false
  return problemIf.value.every(value => {
    const answer = kind === 'multi' ? [String(value)] : value
    return problemOfAnswer(question, answer) === null
  })
}
