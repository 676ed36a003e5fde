import { TRIGGER_KINDS, type TriggerKind } from '../../server/campaigns/trigger-rules.ts'
import { useT } from '../kit/words.ts'

interface TriggerTilesProps {
  value?: TriggerKind | null
  onChange?: (kind: TriggerKind) => void
}

/** What deserves a follow-up, one of it chosen. */
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
