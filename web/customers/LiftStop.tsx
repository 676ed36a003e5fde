import { Form, Input } from 'antd'
import { liftStop } from '../../server/contacts/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'

interface LiftStopProps {
  open: boolean
  stopId: string
  onClose: () => void
}

/** Lifts a wish not to be contacted, with the reason why. */
export function LiftStop({ open, stopId, onClose }: LiftStopProps) {
  const t = useT()
  const say = useSay()
  type Given = GivenTo<typeof liftStop>
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof liftStop>>
      title={t('customers.lift-title')}
      submit={t('customers.lift')}
      open={open}
      onClose={onClose}
      action={useDo(liftStop, { topics: ['contacts', 'followups'] })}
      given={body => ({ params: { id: stopId }, body })}
      onDone={() => say.done(t('customers.lift-done'))}
    >
      <p className="form-note">{t('customers.lift-hint')}</p>
      <Form.Item name="note" label={t('customers.lift-note')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 3, maxRows: 8 }} />
      </Form.Item>
    </FormDrawer>
  )
}
