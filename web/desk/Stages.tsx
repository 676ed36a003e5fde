import { Button } from '../kit/Button.tsx'
import { sentenceOf } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { progressOf, STAGES } from './draft.ts'
import type { Work } from './use-work.ts'

/** The stages of the conversation, where it is, and whether the answers are safe. */
export function Stages({ work }: { work: Work }) {
  const t = useT()
  const { asked, answered } = progressOf(work.sheet, work.draft)
  return (
    <nav className="desk-stages" aria-label={t('desk.stages')}>
      {STAGES.map(stage => (
        <button
          key={stage}
          type="button"
          aria-current={stage === work.draft.stage ? 'step' : undefined}
          onClick={() => work.go(stage)}
        >
          {t(`desk.stage-${stage}`)}
          {stage === 'questions' && (
            <span className="num faint">
              {answered}/{asked.length}
            </span>
          )}
        </button>
      ))}
      <Saved work={work} />
    </nav>
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
