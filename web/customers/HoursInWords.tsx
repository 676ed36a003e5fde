import type { getGoodHours } from '../../server/customers/facts-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useT } from '../kit/words.ts'

type Hours = NonNullable<AnswerOf<typeof getGoodHours>['hours']>

/** When a customer likes to be rung, day by day. */
export function HoursInWords({ hours }: { hours: Hours }) {
  const t = useT()
  const days = [...Map.groupBy(hours.windows, window => window.weekday)]
  return (
    <>
      <dl className="details hours">
        {days.map(([weekday, windows]) => (
          <div key={weekday}>
            <dt>{t(`customers.weekday-${weekday as 1}`)}</dt>
            <dd className="num">{windows.map(window => `${window.from}–${window.to}`).join('  ')}</dd>
          </div>
        ))}
        {hours.notBefore && (
          <div>
            <dt>{t('customers.not-before')}</dt>
            <dd className="num">{hours.notBefore}</dd>
          </div>
        )}
        {hours.notAfter && (
          <div>
            <dt>{t('customers.not-after')}</dt>
            <dd className="num">{hours.notAfter}</dd>
          </div>
        )}
      </dl>
      {hours.note && <p className="as-written muted">{hours.note}</p>}
    </>
  )
}
