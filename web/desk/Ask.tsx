import { checkAnswers } from '../../server/scripts/rules.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Key } from '../kit/Key.tsx'
import { useT } from '../kit/words.ts'
import { progressOf } from './draft.ts'
import { ProblemBox } from './ProblemBox.tsx'
import { QuestionItem } from './QuestionItem.tsx'
import { questionsOf } from './sheet.ts'
import type { Work } from './use-work.ts'

/** The questions to be asked, as far as the answers open them; the one being asked is the largest. */
export function Ask({ work }: { work: Work }) {
  const t = useT()
  const { sheet, draft, current, change, answer, next, go } = work
  const { asked } = progressOf(sheet, draft)
  if (asked.length === 0) {
    return <Empty title={t('desk.no-questions')} hint={t('desk.no-questions-hint')} />
  }
  const wrong = checkAnswers(questionsOf(sheet), draft.answers).problems.filter(({ code }) => code !== 'answer-missing')
  return (
    <article>
      <ol className="desk-questions">
        {asked.map(question => (
          <QuestionItem
            key={question.id}
            question={question}
            current={question.id === current?.id}
            answer={draft.answers[question.id]}
            wrong={wrong.some(problem => problem.question === question.id)}
            onAnswer={value => answer(question.id, value)}
            onFocus={() => question.id !== current?.id && change({ question: question.id })}
            onNext={next}
          />
        ))}
      </ol>
      <ProblemBox work={work} />
      <div className="desk-steps">
        <Button onClick={() => go('closing')}>
          {t('desk.go-on-to-end')}
          <Key>{'→'}</Key>
        </Button>
      </div>
    </article>
  )
}
