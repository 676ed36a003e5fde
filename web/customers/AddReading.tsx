import { Form, InputNumber, Segmented } from 'antd'
import { addReading, MeterUnit } from '../../server/machines/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { clockNow } from '../kit/clock.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Machine } from './customer-types.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf, localOf } from './local-time.ts'

type Given = GivenTo<typeof addReading>

interface Values {
  value: number
  unit: 'h' | 'km'
  readAt: string
}

/** Writes down what the meter of a machine shows; less than before is taken and flagged. */
export function AddReading({ open, onClose, machine }: { open: boolean; onClose: () => void; machine: Machine }) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof addReading>>
      title={t('customers.add-reading')}
      submit={t('customers.add-reading')}
      open={open}
      onClose={onClose}
      action={useDo(addReading, { topics: ['machines'] })}
      given={({ value, unit, readAt }) => ({
        params: { id: machine.id },
        body: { value, unit, readAt: instantOf(readAt, zone)! },
      })}
      initial={{ unit: machine.lastReading?.unit ?? 'h', readAt: localOf(clockNow(), zone) }}
      onDone={({ lower }) => say.done(t(lower ? 'customers.reading-lower' : 'customers.reading-added'))}
    >
      <Form.Item name="value" label={t('customers.reading-value')} rules={[{ required: true }]}>
        <InputNumber min={0} max={1e9} precision={1} controls={false} className="wide-number" />
      </Form.Item>
      <Form.Item name="unit" label={t('customers.unit')}>
        <Segmented options={MeterUnit.options.map(unit => ({ value: unit, label: t(`customers.unit-${unit}`) }))} />
      </Form.Item>
      <Form.Item name="readAt" label={t('customers.read-at')} rules={[{ required: true }]}>
        <LocalTimeInput />
      </Form.Item>
    </FormDrawer>
  )
}
