import { Checkbox, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import {
  type Answer,
  checkAnswers,
  problemsRaised,
  type Question,
  visibleQuestions,
} from '../../server/scripts/rules.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { sayAnswer } from './say-script.ts'
import { answersOf } from './script-draft.ts'

/** Plays the questions by the rules the desk plays them by; nothing is saved. */
export function TryIt({ questions }: { questions: readonly Question[] }) {
  const t = useT()
  const [answers, setAnswers] = useState<Record<string, Answer | null>>({})
  const asked = visibleQuestions(questions, answers)
  const raised = new Set(problemsRaised(questions, answers).map(({ question }) => question.id))
  const known = Object.fromEntries(Object.entries(answers).filter(([id]) => questions.some(other => other.id === id)))
  const missing = checkAnswers(questions, known).problems.filter(({ code }) => code === 'answer-missing').length
  const begun = Object.keys(answers).length > 0
  return (
    <Panel
      title={t('planning.try-it')}
      extra={
        begun && (
          <Button size="small" type="text" onClick={() => setAnswers({})}>
            {t('planning.try-again')}
          </Button>
        )
      }
    >
      {questions.length === 0 ? (
        <p className="muted">{t('planning.try-empty')}</p>
      ) : (
        <>
          <p className="field-hint try-hint">{t('planning.try-it-hint')}</p>
          {asked.map(question => (
            <div className="try-question" key={question.id}>
              <p>
                {question.text}
                {!question.required && <span className="faint">{` · ${t('planning.optional')}`}</span>}
              </p>
              <AnswerField
                question={question}
                answer={answers[question.id] ?? null}
                onAnswer={answer => setAnswers({ ...answers, [question.id]: answer })}
              />
              {raised.has(question.id) && (
                <p className="try-raised">
                  <Status feel="warn">{t('planning.try-problem')}</Status>
                </p>
              )}
            </div>
          ))}
          <TryFoot missing={missing} skipped={questions.length - asked.length} />
        </>
      )}
    </Panel>
  )
}

/** How far the questions are. */
function TryFoot({ missing, skipped }: { missing: number; skipped: number }) {
  const t = useT()
  return (
    <div className="try-foot">
      {missing > 0 ? (
        <span>{t('planning.try-missing', { count: missing })}</span>
      ) : (
        <Status feel="good">{t('planning.try-end')}</Status>
      )}
      {skipped > 0 && <span>{t('planning.try-skipped', { count: skipped })}</span>}
    </div>
  )
}

interface AnswerFieldProps {
  question: Question
  answer: Answer | null
  onAnswer: (answer: Answer | null) => void
}

function AnswerField({ question, answer, onAnswer }: AnswerFieldProps) {
  const t = useT()
  const label = t('planning.your-answer', { question: question.text })
  switch (question.kind) {
    case 'multi':
      return (
        <Checkbox.Group
          className="try-options"
          aria-label={label}
          options={[...new Set(question.options)]}
          value={Array.isArray(answer) ? answer : []}
          onChange={chosen => onAnswer(chosen.map(String))}
        />
      )
    case 'number':
      return (
        <InputNumber<number>
          aria-label={label}
          value={typeof answer === 'number' ? answer : null}
          onChange={onAnswer}
        />
      )
    case 'text':
      return (
        <Input.TextArea
          aria-label={label}
          autoSize={{ minRows: 2, maxRows: 4 }}
          value={typeof answer === 'string' ? answer : ''}
          onChange={event => onAnswer(event.target.value)}
        />
      )
    default:
      return (
        <Radio.Group
          className="try-options"
          aria-label={label}
          {...(question.kind !== 'choice' && { optionType: 'button' as const })}
          value={answer}
          onChange={event => onAnswer(event.target.value)}
          options={answersOf(question).map(value => ({ value: value as string, label: sayAnswer(value, t) }))}
        />
      )
  }
}
