import { Form, Input } from 'antd'
import { returnDraft } from '../../server/policy/contract.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { DayField } from './PolicySpanFields.tsx'
import { type Draft, usePolicyDraft } from './use-policy-draft.ts'

interface SubmitFormProps {
  open: boolean
  draft: Draft
  onClose: () => void
  /** The reason and the day are in the draft. */
  onDone: () => void
}

/** Why the policy is changed and from which day on, before the draft goes to a second person. */
export function SubmitForm({ open, draft, onClose, onDone }: SubmitFormProps) {
  const t = useT()
  const { saving, given, content } = usePolicyDraft(draft)
  return (
    <FormDrawer<Pick<Draft, 'reason' | 'takesEffectOn'>, ReturnType<typeof given>, unknown>
      title={t('policy.submit-title')}
      submit={t('policy.submit')}
      open={open}
      onClose={onClose}
      action={saving}
      initial={{ reason: draft.reason, takesEffectOn: draft.takesEffectOn }}
      given={values => given(content, { reason: values.reason ?? '', takesEffectOn: values.takesEffectOn ?? null })}
      onDone={onDone}
    >
      <p className="muted">{t('policy.submit-lead')}</p>
      <Form.Item name="reason" label={t('policy.reason')}>
        <Input.TextArea
          maxLength={1000}
          autoSize={{ minRows: 3, maxRows: 8 }}
          placeholder={t('policy.reason-example')}
        />
      </Form.Item>
      <Form.Item name="takesEffectOn" label={t('policy.takes-effect')} extra={t('policy.takes-effect-hint')}>
        <DayField />
      </Form.Item>
    </FormDrawer>
  )
}

/** What is to be changed, told to whoever wrote the draft. */
export function ReturnForm({ open, version, onClose }: { open: boolean; version: number; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<{ note: string }, { body: { version: number; note: string } }, unknown>
      title={t('policy.return-title')}
      submit={t('policy.return-draft')}
      open={open}
      onClose={onClose}
      action={useDo(returnDraft)}
      given={({ note }) => ({ body: { version, note } })}
      onDone={() => say.done(t('policy.returned'))}
    >
      <Form.Item name="note" label={t('policy.return-note')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 4, maxRows: 12 }} />
      </Form.Item>
    </FormDrawer>
  )
}
