import { WarningFilled } from '@ant-design/icons'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Machine } from './customer-types.ts'

/** What a meter showed last, with a mark when it was less than before. */
export function MeterShown({ reading }: { reading: Machine['lastReading'] }) {
  const t = useT()
  if (!reading) return <span className="faint">{t('customers.no-reading')}</span>
  return (
    <span className="meter">
      {reading.lower && (
        <WarningFilled aria-label={t('customers.reading-lower')} title={t('customers.reading-lower')} />
      )}
      <Num value={reading.value} /> {t(`customers.unit-${reading.unit}`)}
      <small>
        <Time at={reading.readAt} />
      </small>
    </span>
  )
}
