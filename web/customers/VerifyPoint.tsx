import { Form, Input, Select } from 'antd'
import { PointOwnership, Verification, verifyContactPoint } from '../../server/customers/points-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { type Point, PointMark } from './PointMark.tsx'

type Given = GivenTo<typeof verifyContactPoint>

interface VerifyPointProps {
  open: boolean
  onClose: () => void
  point: Point
}

/** Somebody made sure that a contact point is right: how, and whose it is. */
export function VerifyPoint({ open, onClose, point }: VerifyPointProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof verifyContactPoint>>
      title={t('customers.verify-title')}
      submit={t('customers.verify')}
      open={open}
      onClose={onClose}
      action={useDo(verifyContactPoint, { topics: ['customers', 'contacts'] })}
      given={body => ({ params: { id: point.id }, body })}
      initial={{ how: 'call', ownership: point.ownership }}
      onDone={({ masked }) => say.done(t('customers.verify-done', { masked }))}
    >
      <p className="form-note">
        <PointMark point={point} />
      </p>
      <Form.Item name="how" label={t('customers.how-verified')}>
        <Select options={Verification.options.map(how => ({ value: how, label: t(`customers.how-${how}`) }))} />
      </Form.Item>
      <Form.Item name="ownership" label={t('customers.ownership')}>
        <Select options={PointOwnership.options.map(one => ({ value: one, label: t(`customers.ownership-${one}`) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('customers.note')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('customers.optional')} />
      </Form.Item>
    </FormDrawer>
  )
}
