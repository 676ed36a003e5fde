import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Form, Input, Select } from 'antd'
import { type getGoodHours, setGoodHours } from '../../server/customers/facts-contract.ts'
import { HOURS_SOURCES } from '../../server/customers/facts-rules.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

type Given = GivenTo<typeof setGoodHours>

interface HoursFormProps {
  open: boolean
  onClose: () => void
  customerId: string
  hours: AnswerOf<typeof getGoodHours>['hours']
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const CLOCK = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/

/** When a customer likes to be rung, in his own time; nothing filled in means that he has not said. */
export function HoursForm({ open, onClose, customerId, hours }: HoursFormProps) {
  const t = useT()
  const say = useSay()
  const bodyOf = (values: Given['body']): Given['body'] => ({
    ...values,
    notBefore: values.notBefore || null,
    notAfter: values.notAfter || null,
    note: values.note?.trim() ?? '',
  })
  const initial = hours
    ? { ...hours, notBefore: hours.notBefore ?? undefined, notAfter: hours.notAfter ?? undefined }
    : { windows: [], source: 'customer' as const }
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof setGoodHours>>
      title={t('customers.set-hours')}
      submit={t('customers.set-hours')}
      open={open}
      onClose={onClose}
      width={520}
      action={useDo(setGoodHours, { topics: ['customers', 'contacts'] })}
      given={values => ({ params: { id: customerId }, body: bodyOf(values) })}
      initial={initial}
      onDone={() => say.done(t('customers.hours-set'))}
    >
      <Windows />
      <div className="side-by-side">
        <ClockItem name="notBefore" label={t('customers.not-before')} />
        <ClockItem name="notAfter" label={t('customers.not-after')} />
      </div>
      <Form.Item name="source" label={t('customers.hours-source')}>
        <Select
          options={HOURS_SOURCES.filter(one => one !== 'import').map(one => ({
            value: one,
            label: t(`customers.hours-source-${one}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('customers.note')}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('customers.optional')} />
      </Form.Item>
    </FormDrawer>
  )
}

function ClockItem({ name, label }: { name: string; label: string }) {
  const t = useT()
  return (
    <Form.Item name={name} label={label} rules={[{ pattern: CLOCK, message: t('customers.clock-wrong') }]}>
      <Input maxLength={5} inputMode="numeric" placeholder={t('customers.clock-hint')} autoComplete="off" />
    </Form.Item>
  )
}

/** Spans of the week, one row each. */
function Windows() {
  const t = useT()
  const rules = [{ required: true, pattern: CLOCK, message: t('customers.clock-wrong') }]
  return (
    <Form.List name="windows">
      {(fields, { add, remove }) => (
        <Form.Item label={t('customers.good-windows')}>
          {fields.map(field => (
            <div key={field.key} className="hours-row">
              <Form.Item name={[field.name, 'weekday']}>
                <Select
                  aria-label={t('customers.weekday')}
                  options={WEEKDAYS.map(day => ({ value: day, label: t(`customers.weekday-${day}`) }))}
                />
              </Form.Item>
              <Form.Item name={[field.name, 'from']} rules={rules}>
                <Input maxLength={5} inputMode="numeric" aria-label={t('customers.from')} />
              </Form.Item>
              <span className="faint">–</span>
              <Form.Item name={[field.name, 'to']} rules={rules}>
                <Input maxLength={5} inputMode="numeric" aria-label={t('customers.to')} />
              </Form.Item>
              <Button
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('customers.remove')}
                onClick={() => remove(field.name)}
              />
            </div>
          ))}
          {fields.length < 21 && (
            <Button
              type="text"
              size="small"
              icon={<PlusOutlined />}
              onClick={() => add({ weekday: Math.min(fields.length + 1, 7), from: '09:00', to: '11:00' })}
            >
              {t('customers.add-good-window')}
            </Button>
          )}
        </Form.Item>
      )}
    </Form.List>
  )
}
