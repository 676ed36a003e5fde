import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { CarriedHowChoice } from './CarriedHowChoice.tsx'
import type { Work } from './use-work.ts'

/** What becomes of what the call carried; without a conversation all of it waits again. */
export function CarriedAtTheEnd({ work }: { work: Work }) {
  const t = useT()
  const language = useLanguage()
  const { topics, outcome } = work
  const carried = topics.filter(({ own }) => !own)
  if (carried.length === 0 || !outcome) return null
  if (!outcome.conversed) return <p className="desk-hint">{t('desk.carried-waits', { count: carried.length })}</p>
  return (
    <section className="desk-carried" aria-label={t('desk.carried')}>
      <p className="desk-cue">{t('desk.carried')}</p>
      <ul>
        {carried.map(topic => (
          <li key={topic.id}>
            <p>
              <b>{PURPOSE_WORDS[topic.purpose][language]}</b>
              <span className="muted">{topic.why.reason}</span>
            </p>
            <CarriedHowChoice work={work} topic={topic} />
          </li>
        ))}
      </ul>
    </section>
  )
}
