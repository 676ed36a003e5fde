import { useT } from '../kit/words.ts'
import { CARRIED_HOW, howOf, type Topic } from './topics.ts'
import type { Work } from './use-work.ts'

/** What came of one thing the call carried; before the agent chooses it follows the answers. */
export function CarriedHowChoice({ work: { draft, setHow }, topic }: { work: Work; topic: Topic }) {
  const t = useT()
  const how = howOf(topic, draft)
  return (
    <div className="desk-how">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own. */}
      <div className="desk-options" role="group" aria-label={t('desk.how')}>
        <span className="muted">{t('desk.how')}</span>
        {CARRIED_HOW.map(option => (
          <button
            key={option}
            type="button"
            className="desk-option"
            aria-pressed={how === option}
            onClick={() => setHow(topic, option)}
          >
            {t(`desk.how-${option}`)}
          </button>
        ))}
      </div>
      <p className="desk-hint desk-capital">{t(`desk.how-${how}-leads-to`)}</p>
    </div>
  )
}
