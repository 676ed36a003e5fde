import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { Button } from '../kit/Button.tsx'
import { sentenceOf } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { STAGES } from './draft.ts'
import { progressOn, type Topic } from './topics.ts'
import type { Work } from './use-work.ts'

/** The stages of the conversation, where it is, and whether the answers are safe. */
export function Stages({ work }: { work: Work }) {
  const t = useT()
  const { topics, draft, go } = work
  return (
    <nav className="desk-stages" aria-label={t('desk.stages')}>
      {STAGES.flatMap(stage =>
        stage === 'questions' ? (
          topics.map(topic => <QuestionsOf key={topic.id} work={work} topic={topic} />)
        ) : (
          <button
            key={stage}
            type="button"
            aria-current={stage === draft.stage ? 'step' : undefined}
            onClick={() => go(stage)}
          >
            {t(`desk.stage-${stage}`)}
          </button>
        ),
      )}
      <Saved work={work} />
    </nav>
  )
}

/** The step in which one of what the call speaks about is asked; where there are several, each by its purpose. */
function QuestionsOf({ work, topic }: { work: Work; topic: Topic }) {
  const t = useT()
  const language = useLanguage()
  const { asked, answered } = progressOn(topic, work.draft)
  const isHere = work.draft.stage === 'questions' && work.topic.id === topic.id
  return (
    <button type="button" aria-current={isHere ? 'step' : undefined} onClick={() => work.go('questions', topic)}>
      {work.topics.length > 1 ? PURPOSE_WORDS[topic.purpose][language] : t('desk.stage-questions')}
      <span className="num faint">
        {answered}/{asked.length}
      </span>
    </button>
  )
}

function Saved({ work: { saving, lost } }: { work: Work }) {
  const t = useT()
  if (lost) return null
  return (
    <output className="desk-saved">
      {saving.state === 'saved' && <Status feel="good">{t('desk.saved')}</Status>}
      {saving.state === 'saving' && <Status feel="waiting">{t('desk.saving')}</Status>}
      {saving.state === 'problem' && (
        <>
          <span title={sentenceOf(saving.error, t)}>
            <Status feel="bad">{t('desk.not-saved')}</Status>
          </span>
          <Button size="small" onClick={saving.renew}>
            {t('kit.retry')}
          </Button>
        </>
      )}
    </output>
  )
}
