import type { z } from 'zod'
import type { Question } from '../../server/scripts/contract.ts'
import { useLanguage } from '../kit/preferences.ts'
import { sayList } from '../kit/say-time.ts'
import { type Say, useT } from '../kit/words.ts'
import { sayAnswer } from './say-script.ts'
import './planning.css'

type SavedQuestion = z.input<typeof Question>

/** The questions of a script to be read: what is asked, how it is answered, when, and what counts as a problem. */
export function AskedQuestions({ questions }: { questions: readonly SavedQuestion[] }) {
  const t = useT()
  const language = useLanguage()
  if (questions.length === 0) return <p className="field-hint">{t('planning.no-questions')}</p>
  return (
    <ol className="asked">
      {questions.map(question => {
        const said = sayRange(question, t) || sayList(question.options ?? [], language)
        return (
          <li key={question.id}>
            <div>
              {question.text}
              <span className="asked-how">
                <span>{t(`planning.asks-${question.kind}`)}</span>
                {said && <span>{said}</span>}
                {question.required && <span>{t('planning.required')}</span>}
                {question.showIf && <span>{sayShowIf(question.showIf, questions, t)}</span>}
                {question.problemIf && <span className="warn">{sayProblemIf(question.problemIf, t, language)}</span>}
              </span>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function sayRange({ kind, min, max }: SavedQuestion, t: Say): string {
  return kind === 'scale' ? t('planning.scale-range', { min: min ?? 0, max: max ?? 0 }) : ''
}

function sayShowIf(
  { question, equals }: NonNullable<SavedQuestion['showIf']>,
  questions: readonly SavedQuestion[],
  t: Say,
): string {
  const number = questions.findIndex(({ id }) => id === question) + 1
  return t('planning.asked-if', { number, answer: sayAnswer(equals, t) })
}

function sayProblemIf(
  problemIf: NonNullable<SavedQuestion['problemIf']>,
  t: Say,
  language: ReturnType<typeof useLanguage>,
): string {
  if (problemIf.operator !== 'any-of') return t(`planning.is-problem-${problemIf.operator}`, { value: problemIf.value })
  const answers = problemIf.value.map(answer => `“${sayAnswer(answer, t)}”`)
  return t('planning.is-problem-any-of', { answers: sayList(answers, language) })
}
