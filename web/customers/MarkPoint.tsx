import { Form, Input } from 'antd'
import { markContactPoint, restoreContactPoint } from '../../server/customers/points-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { type Point, PointMark } from './PointMark.tsx'

interface MarkPointProps {
  open: boolean
  onClose: () => void
  point: Point
  state: Point['state']
}

/** Marks a contact point as doubtful, wrong or never registered, or takes that back, with the reason. */
export function MarkPoint({ state, ...props }: MarkPointProps) {
  return state === 'valid' ? <Restore {...props} /> : <Mark {...props} state={state} />
}

type MarkGiven = GivenTo<typeof markContactPoint>

function Mark({ open, onClose, point, state }: MarkPointProps & { state: MarkGiven['body']['state'] }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<{ note: string }, MarkGiven, AnswerOf<typeof markContactPoint>>
      title={t(`customers.mark-${state}`)}
      submit={t(`customers.mark-${state}`)}
      open={open}
      onClose={onClose}
      action={useDo(markContactPoint, { topics: ['customers', 'contacts'] })}
      given={({ note }) => ({ params: { id: point.id }, body: { state, note } })}
      onDone={() => say.done(t('customers.mark-done'))}
    >
      <p className="form-note">
        <PointMark point={point} />
      </p>
      <p className="form-note">{t('customers.mark-hint')}</p>
      <Why />
    </FormDrawer>
  )
}

type RestoreGiven = GivenTo<typeof restoreContactPoint>

function Restore({ open, onClose, point }: Omit<MarkPointProps, 'state'>) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<{ note: string }, RestoreGiven, AnswerOf<typeof restoreContactPoint>>
      title={t('customers.restore')}
      submit={t('customers.restore')}
      open={open}
      onClose={onClose}
      action={useDo(restoreContactPoint, { topics: ['customers', 'contacts'] })}
      given={({ note }) => ({ params: { id: point.id }, body: { note } })}
      onDone={() => say.done(t('customers.restore-done'))}
    >
      <p className="form-note">
        <PointMark point={point} />
      </p>
      <Why />
    </FormDrawer>
  )
}

function Why() {
  const t = useT()
  return (
    <Form.Item name="note" label={t('customers.mark-why')} rules={[{ required: true, whitespace: true }]}>
      <Input.TextArea maxLength={1000} autoSize={{ minRows: 3, maxRows: 8 }} />
    </Form.Item>
  )
}
