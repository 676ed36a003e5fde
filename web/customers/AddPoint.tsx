import { Form, Input, Segmented } from 'antd'
import { addContactPoint } from '../../server/customers/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

interface AddPointProps {
  open: boolean
  onClose: () => void
  customerId: string
}

/** Registers a phone number or an e-mail of a customer. */
export function AddPoint({ open, onClose, customerId }: AddPointProps) {
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
      <PointFields />
    </FormDrawer>
  )
}

/** A phone number or an e-mail, as form fields. */
export function PointFields() {
  const t = useT()
  return (
    <>
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
    </>
  )
}
