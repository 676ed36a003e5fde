import { Form, Input, Radio } from 'antd'
import { addContactPoint } from '../../server/customers/contract.ts'
import { VERIFICATIONS } from '../../server/customers/facts-rules.ts'
import { verifyContactPoint } from '../../server/customers/points-contract.ts'
import { mendPoint } from '../../server/followups/repair-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Mending, Repair } from './RepairsPage.tsx'

/** Mends one number: a new one is registered instead, or it was made sure that it is right. */
export function MendDrawer({ mending, onClose }: { mending: Mending; onClose: () => void }) {
  return (
    <>
      <NewNumber of={mending?.how === 'number' ? mending.of : null} onClose={onClose} />
      <Verify of={mending?.how === 'verify' ? mending.of : null} onClose={onClose} />
    </>
  )
}

type NewPoint = GivenTo<typeof addContactPoint>

function NewNumber({ of: row, onClose }: { of: Repair | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const mend = useDo(mendPoint, { topics: ['followups'] })
  return (
    <FormDrawer<{ value: string }, NewPoint, AnswerOf<typeof addContactPoint>>
      title={row?.customerName ?? t('supervision.add-number')}
      submit={t('supervision.add-number')}
      open={row !== null}
      onClose={onClose}
      action={useDo(addContactPoint, { topics: ['customers', 'followups'] })}
      given={({ value }) => ({ params: { id: row?.customerId ?? '' }, body: { kind: 'phone', value } })}
      onDone={() => {
        if (!row) return
        const body = { how: 'replaced' as const }
        mend.mutate({ params: { id: row.pointId }, body }, { onSuccess: () => say.done(t('supervision.number-added')) })
      }}
    >
      <p className="drawer-note">{row?.advice}</p>
      <Form.Item name="value" label={t('supervision.new-number')} rules={[{ required: true, whitespace: true }]}>
        <Input inputMode="tel" autoComplete="off" maxLength={50} />
      </Form.Item>
    </FormDrawer>
  )
}

type Verifying = GivenTo<typeof verifyContactPoint>

function Verify({ of: row, onClose }: { of: Repair | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Verifying['body'], Verifying, AnswerOf<typeof verifyContactPoint>>
      title={row?.customerName ?? t('supervision.verify')}
      submit={t('supervision.verify')}
      open={row !== null}
      onClose={onClose}
      action={useDo(verifyContactPoint, { topics: ['customers', 'followups'] })}
      given={body => ({ params: { id: row?.pointId ?? '' }, body })}
      initial={{ how: 'call' }}
      onDone={() => say.done(t('supervision.verified'))}
    >
      <Form.Item name="how" label={t('supervision.verify-how')}>
        <Radio.Group
          optionType="button"
          options={VERIFICATIONS.map(value => ({ value, label: t(`supervision.how-${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="note" label={`${t('supervision.note')} (${t('supervision.optional')})`}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
    </FormDrawer>
  )
}
