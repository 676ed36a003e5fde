import { CheckOutlined, EllipsisOutlined, PlusOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { useState } from 'react'
import { addContactPoint } from '../../server/customers/contract.ts'
import { verifyContactPoint } from '../../server/customers/points-contract.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useMay } from '../kit/me.ts'
import { type Feel, Status } from '../kit/Status.tsx'
import { Time } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './customer-types.ts'
import { lineOf, type Point, PointMark } from './PointMark.tsx'
import { saySource } from './say-fact.ts'

const AddPoint = whenOpened(() => import('./AddPoint.tsx').then(file => file.AddPoint))
const VerifyPoint = whenOpened(() => import('./VerifyPoint.tsx').then(file => file.VerifyPoint))
const MarkPoint = whenOpened(() => import('./MarkPoint.tsx').then(file => file.MarkPoint))
const ChangePoint = whenOpened(() => import('./ChangePoint.tsx').then(file => file.ChangePoint))

const FEEL: Record<Point['state'], Feel> = { valid: 'good', doubtful: 'warn', wrong: 'bad', 'never-registered': 'bad' }

export type PointDeed = 'verify' | 'change' | 'doubtful' | 'wrong' | 'never-registered' | 'valid'

/** Where a customer may be reached, best first: masked, whose each is, where it came from and how far it can be trusted. */
export function ContactPoints({ customer }: { customer: Customer }) {
  const t = useT()
  const [adding, setAdding] = useState(false)
  // What was opened last stays, with what was typed, when its drawer is closed.
  const [doing, setDoing] = useState<{ deed: PointDeed; point: Point; version: string; open: boolean }>()
  const close = () => setDoing(last => last && { ...last, open: false })
  const add = (
    <Button size="small" icon={<PlusOutlined />} needs={addContactPoint} onClick={() => setAdding(true)}>
      {t('customers.add-point')}
    </Button>
  )
  const key = doing && `${doing.point.id} ${doing.deed} ${doing.version}`
  const point = doing?.point
  return (
    <>
      <div className="tab-head">{customer.points.length > 0 && add}</div>
      {customer.points.length === 0 && (
        <Empty title={t('customers.no-points')} hint={t('customers.no-points-hint')} action={add} />
      )}
      <ul className="rows">
        {customer.points.map(one => (
          <li key={one.id} className={one.dialable || one.kind === 'email' ? undefined : 'row-out'}>
            <PointLine point={one} />
            <PointDeeds
              point={one}
              onDo={deed => setDoing({ deed, point: one, version: customer.updatedAt, open: true })}
            />
          </li>
        ))}
      </ul>
      <AddPoint open={adding} onClose={() => setAdding(false)} customerId={customer.id} />
      {point && (
        <div key={key}>
          {doing.deed === 'verify' && <VerifyPoint open={doing.open} onClose={close} point={point} />}
          {doing.deed === 'change' && (
            <ChangePoint open={doing.open} onClose={close} point={point} all={customer.points} />
          )}
          {doing.deed !== 'verify' && doing.deed !== 'change' && (
            <MarkPoint open={doing.open} onClose={close} point={point} state={doing.deed} />
          )}
        </div>
      )}
    </>
  )
}

function PointLine({ point }: { point: Point }) {
  const t = useT()
  return (
    <div className="row-what">
      <span className="row-title">
        <PointMark point={{ ...point, state: 'valid' }} />
        <Status feel={point.endedAt ? 'quiet' : FEEL[point.state]}>
          {point.endedAt ? t('customers.point-ended') : t(`customers.point-${point.state}`)}
        </Status>
        {point.personName && <span>{point.personName}</span>}
      </span>
      <small>
        <span>{t(`customers.line-${lineOf(point)}`)}</span>
        <span>{t(`customers.ownership-${point.ownership}`)}</span>
        <span>
          {saySource(point.source, t)} <Time at={point.registeredAt} />
        </span>
        <span>
          {point.verifiedAt ? (
            <>
              {point.verifiedHow ? t(`customers.how-${point.verifiedHow}`) : t('customers.verified')}{' '}
              <Time at={point.verifiedAt} />
              {point.verifiedByName && ` ${point.verifiedByName}`}
            </>
          ) : (
            t('customers.never-verified')
          )}
        </span>
        {point.kind === 'phone' && !point.dialable && <b>{t('customers.not-dialled')}</b>}
      </small>
    </div>
  )
}

/** What may be done with a contact point: verify it, or one of the rest. */
function PointDeeds({ point, onDo }: { point: Point; onDo: (deed: PointDeed) => void }) {
  const t = useT()
  const mayWrite = useMay('customers.write')
  const marks = (['doubtful', 'wrong', 'never-registered'] as const).filter(state => state !== point.state)
  const items = [
    { key: 'change', label: t('customers.point-edit') },
    ...(point.state === 'valid' ? [] : [{ key: 'valid', label: t('customers.restore') }]),
    { type: 'divider' as const },
    ...marks.map(state => ({ key: state, label: t(`customers.mark-${state}`) })),
  ]
  return (
    <span className="row-deeds">
      <Button size="small" icon={<CheckOutlined />} needs={verifyContactPoint} onClick={() => onDo('verify')}>
        {t('customers.verify')}
      </Button>
      {mayWrite && (
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onDo(key as PointDeed) }}>
          <Button
            type="text"
            size="small"
            icon={<EllipsisOutlined />}
            aria-label={`${t('customers.more')} ${point.masked}`}
          />
        </Dropdown>
      )}
    </span>
  )
}
