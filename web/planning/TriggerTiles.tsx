import { TRIGGER_KINDS, TRIGGERS_NOT_AVAILABLE, type TriggerKind } from '../../server/campaigns/trigger-rules.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'

interface TriggerTilesProps {
  value?: TriggerKind | null
  onChange?: (kind: TriggerKind) => void
}

/** What deserves a follow-up, one of it chosen; what cannot be chosen stands there with its reason. */
export function TriggerTiles({ value, onChange = () => {} }: TriggerTilesProps) {
  const t = useT()
  return (
    <div className="trigger-tiles" role="radiogroup" aria-label={t('planning.event-kind')}>
      {TRIGGER_KINDS.map(kind => (
        <label key={kind} className={kind === value ? 'trigger-tile trigger-chosen' : 'trigger-tile'}>
          <input type="radio" name="trigger-kind" checked={kind === value} onChange={() => onChange(kind)} />
          {t(`planning.kind-${kind}`)}
        </label>
      ))}
    </div>
  )
}

/** What handbooks name besides, and why it cannot be chosen. */
export function NotAvailable() {
  const t = useT()
  const language = useLanguage()
  const kinds = Object.keys(TRIGGERS_NOT_AVAILABLE) as (keyof typeof TRIGGERS_NOT_AVAILABLE)[]
  return kinds.map(kind => (
    <li key={kind} className="trigger-not">
      <strong>{t(`planning.not-kind-${kind}`)}</strong>
      <span>{TRIGGERS_NOT_AVAILABLE[kind][language]}</span>
    </li>
  ))
}
