import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Key } from '../kit/Key.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { CarriedHowChoice } from './CarriedHowChoice.tsx'
import { Happened } from './Happened.tsx'
import { ProblemBox } from './ProblemBox.tsx'
import { QuestionItem } from './QuestionItem.tsx'
import { problemsOn, progressOn } from './topics.ts'
import type { Work } from './use-work.ts'

/** The questions to be asked, as far as the answers open them; the one being asked is the largest. */
export function Ask({ work }: { work: Work }) {
  const t = useT()
  const { topics, topic, draft, answers, current, change, answer, next, turn } = work
  const { asked } = progressOn(topic, draft)
  const wrong = problemsOn(topic, draft, false)
  const isLast = topics.at(-1) === topic
  return (
    <article>
      {topics.length > 1 && <About work={work} />}
      {asked.length === 0 && <Empty title={t('desk.no-questions')} hint={t('desk.no-questions-hint')} />}
      <ol className="desk-questions">
        {asked.map(question => (
          <QuestionItem
            key={`${topic.id} ${question.id}`}
            question={question}
            current={question.id === current?.id}
            answer={answers[question.id]}
            wrong={wrong.includes(question.id)}
            onAnswer={value => answer(question.id, value)}
            onFocus={() => question.id !== current?.id && change({ question: question.id })}
            onNext={next}
          />
        ))}
      </ol>
      {!topic.own && <CarriedHowChoice work={work} topic={topic} />}
      {(topics.length > 1 || asked.length > 0) && <ProblemBox work={work} />}
      <div className="desk-steps">
        <Button onClick={() => turn(1)}>
          {t(isLast ? 'desk.go-on-to-end' : 'desk.go-on-to-next')}
          <Key>{'→'}</Key>
        </Button>
      </div>
    </article>
  )
}

/** Which of several things the call is at, why, and what it goes back to. */
function About({ work: { topics, topic } }: { work: Work }) {
  const t = useT()
  const language = useLanguage()
  const { why, purpose, own } = topic
  return (
    <header className="desk-about">
      <p className="desk-cue">{t('desk.about', { at: topics.indexOf(topic) + 1, of: topics.length })}</p>
      <h2>{PURPOSE_WORDS[purpose][language]}</h2>
      <p className="muted">{why.reason}</p>
      {!own && why.campaignName && <p className="faint">{why.campaignName}</p>}
      {!own && why.activity && <Happened activity={why.activity} />}
    </header>
  )
}
