import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Form, Input, InputNumber, Select } from 'antd'
import { ActivityKind, recordActivity } from '../../server/activity/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { clockNow } from '../kit/clock.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf, localOf } from './local-time.ts'

type Given = GivenTo<typeof recordActivity>

interface Values extends Omit<Given['body'], 'happenedAt'> {
  happenedAt: string
}

interface RecordActivityProps {
  open: boolean
  onClose: () => void
  customerId: string
}

const CURRENCIES = Intl.supportedValuesOf('currency')

/** Writes down an order, a service, a complaint … that no file brought. */
export function RecordActivity({ open, onClose, customerId }: RecordActivityProps) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  const bodyOf = (values: Values): Given['body'] => ({
    ...values,
    externalId: values.externalId?.trim() || undefined,
    currency: values.currency || undefined,
    amount: values.amount ?? undefined,
    happenedAt: instantOf(values.happenedAt, zone)!,
    endsOn: values.endsOn || undefined,
  })
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof recordActivity>>
      title={t('customers.record-activity')}
      submit={t('customers.record-activity')}
      open={open}
      onClose={onClose}
      width={560}
      action={useDo(recordActivity, { topics: ['activity', 'customers'] })}
      given={values => ({ params: { id: customerId }, body: bodyOf(values) })}
      initial={{ kind: 'service', happenedAt: localOf(clockNow(), zone), lines: [] }}
      onDone={() => say.done(t('customers.activity-recorded'))}
    >
      <div className="side-by-side">
        <Form.Item name="kind" label={t('customers.kind')}>
          <Select
            options={ActivityKind.options.map(kind => ({ value: kind, label: t(`customers.activity-${kind}`) }))}
          />
        </Form.Item>
        <Form.Item name="happenedAt" label={t('customers.happened-at')} rules={[{ required: true }]}>
          <LocalTimeInput />
        </Form.Item>
      </div>
      <Form.Item name="summary" label={t('customers.summary')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="externalId" label={t('customers.number-of')}>
        <Input maxLength={200} autoComplete="off" placeholder={t('customers.optional')} />
      </Form.Item>
      <EndsOn />
      <div className="side-by-side">
        <Form.Item name="amount" label={t('customers.amount')} extra={t('customers.amount-from-lines')}>
          <InputNumber min={0} max={1e13} controls={false} placeholder={t('customers.optional')} />
        </Form.Item>
        <Form.Item name="currency" label={t('customers.currency')}>
          <Select
            allowClear
            showSearch
            placeholder={t('customers.no-currency')}
            options={CURRENCIES.map(code => ({ value: code, label: code }))}
          />
        </Form.Item>
      </div>
      <Lines />
    </FormDrawer>
  )
}

/** Contracts and rentals end on a day. */
function EndsOn() {
  const t = useT()
  return (
    <Form.Item noStyle dependencies={['kind']}>
      {form =>
        ['contract', 'rental'].includes(form.getFieldValue('kind') as string) && (
          <Form.Item name="endsOn" label={t('customers.ends-on')}>
            <Input type="date" />
          </Form.Item>
        )
      }
    </Form.Item>
  )
}

/** The lines of an order: what, how many, at which price. */
function Lines() {
  const t = useT()
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <Form.Item label={t('customers.order-lines')}>
          {fields.map((field, at) => (
            <div key={field.key} className="line-row">
              <Form.Item name={[field.name, 'product']} rules={[{ required: true, whitespace: true }]}>
                <Input maxLength={500} placeholder={t('customers.product')} aria-label={t('customers.product')} />
              </Form.Item>
              <Form.Item name={[field.name, 'quantity']} rules={[{ required: true }]}>
                <InputNumber
                  min={0.001}
                  controls={false}
                  placeholder={t('customers.quantity')}
                  aria-label={t('customers.quantity')}
                />
              </Form.Item>
              <Form.Item name={[field.name, 'unitPrice']} rules={[{ required: true }]}>
                <InputNumber
                  min={0.0001}
                  controls={false}
                  placeholder={t('customers.unit-price')}
                  aria-label={t('customers.unit-price')}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('customers.remove-line', { number: at + 1 })}
                onClick={() => remove(field.name)}
              />
            </div>
          ))}
          <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => add()}>
            {t('customers.add-line')}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  )
}
