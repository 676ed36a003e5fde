import { type Answer, type Question, visibleQuestions } from '../server/scripts/rules.ts'
import type { CallWords } from './business.ts'
import type { Random } from './random.ts'

/** Answers to the questions of a script in their order, as a customer in a mood would give them. */
export function answersTo(
  words: CallWords,
  questions: readonly Question[],
  draw: Random,
  discontent: boolean,
): Record<string, Answer> {
  const answers: Record<string, Answer> = {}
  for (const { id } of questions) {
    const question = visibleQuestions(questions, answers).find(visible => visible.id === id)
    if (!question || (!question.required && draw.chance(0.35))) continue
    answers[id] = answerTo(words, question, draw, discontent)
  }
  return answers
}

function answerTo({ answers }: CallWords, question: Question, draw: Random, discontent: boolean): Answer {
  const known = answers[question.id]
  if (known) return draw.pick(discontent ? known.discontent : known.content)
  switch (question.kind) {
    case 'scale':
      return discontent ? draw.between(1, 3) : draw.between(4, 5)
    case 'number':
      return draw.between(200, 9_000)
    case 'yes-no':
      return !(discontent && question.problemIf && draw.chance(0.6))
    case 'choice':
      return draw.pick(question.options!)
    case 'multi':
      return [draw.pick(question.options!)]
    case 'text':
      return '无'
  }
}

/** The problem in the agent's words, by the question that raised it. */
export function problemIn(
  { problems }: CallWords,
  raised: readonly { question: Question }[],
  draw: Random,
): string | null {
  const known = raised.flatMap(({ question }) => problems[question.id] ?? [])
  return known.length > 0 ? draw.pick(known).said : null
}
