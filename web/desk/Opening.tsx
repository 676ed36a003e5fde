import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Spoken } from '../kit/Spoken.tsx'
import { useT } from '../kit/words.ts'
import type { Work } from './use-work.ts'

/** What to say first: who is calling, why, and how long it takes; on a mobile whether it is convenient. */
export function Opening({ work }: { work: Work }) {
  const t = useT()
  const { sheet, pointId, dialled, next, choose, lost, topics } = work
  const mobile = sheet.customer.points.find(point => point.id === pointId)?.lineType === 'mobile'
  const hasQuestions = topics.length > 1 || topics.some(({ questions }) => questions.length > 0)
  return (
    <article>
      <p className="desk-cue">{t('desk.say-first', { minutes: sheet.script.minutes })}</p>
      <p className="desk-read">
        <Spoken>{sheet.script.opening}</Spoken>
      </p>
      {topics.length > 1 && <Agenda work={work} />}
      {mobile && (
        <>
          <p className="desk-cue">{t('desk.then-ask')}</p>
          <p className="desk-read">{t('desk.convenient')}</p>
        </>
      )}
      <div className="desk-steps">
        <Button type={dialled ? 'primary' : 'default'} onClick={next}>
          {t(mobile ? 'desk.convenient-yes' : hasQuestions ? 'desk.go-on' : 'desk.go-on-to-end')}
          <Key>{'Enter'}</Key>
        </Button>
        {mobile && (
          <Button whyNot={(lost || !dialled) && t('desk.dial-first')} onClick={() => choose('appointment')}>
            {t('desk.convenient-no')}
            <Key>{'A'}</Key>
          </Button>
        )}
      </div>
      {mobile && <p className="desk-hint">{t('desk.convenient-hint')}</p>}
    </article>
  )
}

/** What this one call speaks about, in order. */
function Agenda({ work: { topics } }: { work: Work }) {
  const t = useT()
  const language = useLanguage()
  return (
    <section className="desk-agenda" aria-label={t('desk.agenda')}>
      <p className="desk-cue">{t('desk.agenda')}</p>
      <ol>
        {topics.map(({ id, purpose, why }) => (
          <li key={id}>
            <b>{PURPOSE_WORDS[purpose][language]}</b>
            <span className="muted">{why.reason}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
