import { PlusOutlined } from '@ant-design/icons'
import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { addContactPoint } from '../../server/customers/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Panel } from '../kit/Page.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './CustomerPage.tsx'
import { lineOf, type Point, PointMark } from './PointMark.tsx'

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

interface AddPointProps {
  open: boolean
  onClose: () => void
  customerId: string
}

function AddPoint({ open, onClose, customerId }: AddPointProps) {
  const t = useT()
  const say = useSay()
  type Given = GivenTo<typeof addContactPoint>
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof addContactPoint>>
      title={t('customers.add-point')}
      submit={t('customers.add-point')}
      open={open}
      onClose={onClose}
      action={useDo(addContactPoint, { topics: ['customers', 'contacts'] })}
      given={body => ({ params: { id: customerId }, body })}
      initial={{ kind: 'phone' }}
      onDone={({ masked }) => say.done(t('customers.point-added', { masked }))}
    >
      <Form.Item name="kind" label={t('customers.point-kind')}>
        <Segmented
          options={[
            { value: 'phone', label: t('customers.phone') },
            { value: 'email', label: t('customers.email') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {form => {
          const isPhone = form.getFieldValue('kind') === 'phone'
          return (
            <Form.Item
              name="value"
              label={t(isPhone ? 'customers.phone' : 'customers.email')}
              extra={isPhone && t('customers.phone-hint')}
              rules={[{ required: true, whitespace: true }]}
            >
              <Input maxLength={200} autoComplete="off" inputMode={isPhone ? 'tel' : 'email'} />
            </Form.Item>
          )
        }}
      </Form.Item>
    </FormDrawer>
  )
}
