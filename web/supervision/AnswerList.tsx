import { WarningFilled } from '@ant-design/icons'
import type { getFollowup } from '../../server/followups/contract.ts'
import { type Question as Asked, problemsRaised, visibleQuestions } from '../../server/scripts/rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useLanguage } from '../kit/preferences.ts'
import { sayList } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'

type Detail = AnswerOf<typeof getFollowup>
type Answer = Detail['answers'][string] | undefined

/** The questions that were to be asked, each with what the customer answered; those that point to a problem are marked. */
export function AnswerList({ of: { questions, answers } }: { of: Detail }) {
  const t = useT()
  const asked = visibleQuestions(questions as Asked[], answers)
  const worrying = new Set(problemsRaised(questions as Asked[], answers).map(({ question }) => question.id))
  if (Object.keys(answers).length === 0) return <p className="muted">{t('supervision.no-answers')}</p>
  return (
    <dl className="answer-list">
      {asked.map(question => (
        <div key={question.id}>
          <dt>{question.text}</dt>
          <dd>
            <AnswerText question={question} answer={answers[question.id]} />
            {worrying.has(question.id) && (
              <WarningFilled
                aria-label={t('supervision.points-to-problem')}
                title={t('supervision.points-to-problem')}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function AnswerText({ question, answer }: { question: Asked; answer: Answer }) {
  const t = useT()
  const language = useLanguage()
  if (answer === undefined || answer === null) return <span className="faint">{t('supervision.not-answered')}</span>
  if (typeof answer === 'boolean') return t(answer ? 'supervision.yes' : 'supervision.no')
  if (Array.isArray(answer)) return sayList(answer, language)
  if (question.kind === 'scale' && question.max !== undefined) {
    return t('supervision.of', { value: Number(answer), max: question.max })
  }
  return String(answer)
}
