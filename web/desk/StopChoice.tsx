import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { stopOf } from './draft.ts'
import type { Work } from './use-work.ts'

/** Whether the customer wants no more contacts: none at all, or none for one purpose. Every queue honours it at once. */
export function StopChoice({ work: { sheet, draft, outcome, change } }: { work: Work }) {
  const t = useT()
  const language = useLanguage()
  const chosen = stopOf(draft, outcome)
  const options = [
    ...(outcome?.stopsContacts ? [] : (['none'] as const)),
    'all' as const,
    ...(outcome?.code === 'deceased' ? [] : sheet.why.purposes),
  ]
  const said = (option: (typeof options)[number]) =>
    option === 'none' || option === 'all'
      ? t(`desk.stop-${option}`)
      : t('desk.stop-purpose', { purpose: PURPOSE_WORDS[option][language] })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend of its own.
    <div className="desk-options desk-stop" role="group" aria-label={t('desk.stop')}>
      <span className="muted">{t('desk.stop')}</span>
      {options.map(option => (
        <button
          key={option}
          type="button"
          className="desk-option"
          aria-pressed={chosen === option}
          onClick={() => change({ stop: option })}
        >
          {said(option)}
        </button>
      ))}
    </div>
  )
}
