import { PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { addContactPoint } from '../../server/customers/contract.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './CustomerPage.tsx'
import { lineOf, type Point, PointMark } from './PointMark.tsx'
import { whenOpened } from './when-opened.tsx'

const AddPoint = whenOpened(() => import('./AddPoint.tsx').then(file => file.AddPoint))

const FEEL: Record<Point['state'], Feel> = { valid: 'good', doubtful: 'warn', wrong: 'bad' }

/** Where a customer may be reached, best first: masked, with where each came from and how far it can be trusted. */
export function ContactPoints({ customer }: { customer: Customer }) {
  const t = useT()
  const [adding, setAdding] = useState(false)
  return (
    <Panel
      title={t('customers.contact-points')}
      extra={
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          needs={addContactPoint}
          aria-label={t('customers.add-point')}
          title={t('customers.add-point')}
          onClick={() => setAdding(true)}
        />
      }
    >
      {customer.points.length === 0 && <p className="muted">{t('customers.no-points')}</p>}
      <ul className="point-list">
        {customer.points.map(point => (
          <li key={point.id}>
            <PointLine point={point} />
          </li>
        ))}
      </ul>
      <AddPoint open={adding} onClose={() => setAdding(false)} customerId={customer.id} />
    </Panel>
  )
}

function PointLine({ point }: { point: Point }) {
  const t = useT()
  const known = point.source === 'import' || point.source === 'staff'
  return (
    <>
      <span className="point-head">
        <PointMark point={{ ...point, state: 'valid' }} />
        <Status feel={FEEL[point.state]}>{t(`customers.point-${point.state}`)}</Status>
      </span>
      <small>
        {t(`customers.line-${lineOf(point)}`)}
        {' · '}
        {known ? t(`customers.source-${point.source as 'import' | 'staff'}`) : point.source}{' '}
        <Time at={point.registeredAt} />
        {' · '}
        {point.verifiedAt ? (
          <>
            {t('customers.verified')} <Time at={point.verifiedAt} />
          </>
        ) : (
          t('customers.never-verified')
        )}
      </small>
    </>
  )
}
