import { Form, Input } from 'antd'
import { holdCustomer, liftHold } from '../../server/contacts/leave-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { LocalTimeInput } from './LocalTimeInput.tsx'
import { instantOf } from './local-time.ts'

const TOPICS = ['contacts', 'followups'] as const

interface HoldProps {
  open: boolean
  customerId: string
  onClose: () => void
}

/** Puts a customer on hold until a time; what waits for him is put off to then. */
export function HoldCustomer({ open, customerId, onClose }: HoldProps) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  type Given = GivenTo<typeof holdCustomer>
  return (
    <FormDrawer<{ until: string; reason: string }, Given, AnswerOf<typeof holdCustomer>>
      title={t('customers.hold')}
      submit={t('customers.hold')}
      open={open}
      onClose={onClose}
      action={useDo(holdCustomer, { topics: [...TOPICS] })}
      given={({ until, reason }) => ({
        params: { id: customerId },
        body: { until: instantOf(until, zone)!, reason },
      })}
      onDone={() => say.done(t('customers.hold-done'))}
    >
      <p className="form-note">{t('customers.hold-hint')}</p>
      <Form.Item name="until" label={t('customers.hold-until')} rules={[{ required: true }]}>
        <LocalTimeInput />
      </Form.Item>
      <Form.Item name="reason" label={t('customers.hold-why')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </FormDrawer>
  )
}

interface LiftProps {
  open: boolean
  holdId: string
  onClose: () => void
}

/** Ends a hold before its time, with the reason why. */
export function LiftHold({ open, holdId, onClose }: LiftProps) {
  const t = useT()
  const say = useSay()
  type Given = GivenTo<typeof liftHold>
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof liftHold>>
      title={t('customers.lift-hold')}
      submit={t('customers.lift-hold')}
      open={open}
      onClose={onClose}
      action={useDo(liftHold, { topics: [...TOPICS] })}
      given={body => ({ params: { id: holdId }, body })}
      onDone={() => say.done(t('customers.lift-hold-done'))}
    >
      <Form.Item name="note" label={t('customers.hold-why')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea autoFocus maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </FormDrawer>
  )
}
