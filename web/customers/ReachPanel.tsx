import { Link } from 'react-router'
import { getGoodHours } from '../../server/customers/facts-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './customer-types.ts'
import { HoursInWords } from './HoursInWords.tsx'
import { PointMark } from './PointMark.tsx'

const SHOWN = 3

/** What a caller needs first: the best numbers with whose they are, and when the customer likes to be rung. */
export function ReachPanel({ customer }: { customer: Customer }) {
  const t = useT()
  const hours = useAsk(getGoodHours, { params: { id: customer.id } }).data?.hours
  const usable = customer.points.filter(point => point.dialable || (point.kind === 'email' && point.state !== 'wrong'))
  const best = usable.slice(0, SHOWN)
  const rest = customer.points.length - best.length
  return (
    <Panel title={t('customers.reach')}>
      {!customer.points.some(point => point.dialable) && <p className="muted">{t('customers.no-dialable')}</p>}
      <ul className="point-list">
        {best.map(point => (
          <li key={point.id}>
            <PointMark point={point} />
            {point.personName && <small>{t('customers.point-person', { name: point.personName })}</small>}
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <p className="reach-rest">
          <Link to="?tab=points">{t('customers.and-more', { count: rest })}</Link>
        </p>
      )}
      {hours && (
        <div className="reach-hours">
          <h3>{t('customers.hours')}</h3>
          <HoursInWords hours={hours} />
        </div>
      )}
    </Panel>
  )
}
