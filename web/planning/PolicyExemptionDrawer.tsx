import { Checkbox, Form, type FormInstance, Input, InputNumber, Select } from 'antd'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { Part } from './PolicyRuleDrawer.tsx'
import { ScopeField } from './PolicyScopeField.tsx'
import { DayField } from './PolicySpanFields.tsx'
import { newId } from './policy-blank.ts'
import { type Exemption, type SayRule, sayExemption, sayName } from './say-rule.ts'
import { type Draft, usePolicyDraft, withItem } from './use-policy-draft.ts'

interface ExemptionDrawerProps {
  draft: Draft
  /** `null` for a new one. */
  exemption: Exemption | null
  say: SayRule
  onClose: () => void
}

const BLANK = { name: '', reason: '', source: '', scope: {}, agreedOnly: false, passes: [], limit: 1, days: 7 }

/** An exemption: what it is for, which rules it may pass, how often and until when. */
export function ExemptionDrawer({ draft, exemption, say, onClose }: ExemptionDrawerProps) {
  const t = useT()
  const passing = useSay()
  const { saving, given, content } = usePolicyDraft(draft)
  const initial = exemption ?? { ...BLANK, id: newId('exemption') }
  const remove = () => {
    const exemptions = content.exemptions.filter(other => other.id !== initial.id)
    saving.mutate(given({ ...content, exemptions }), {
      onSuccess: () => {
        onClose()
        passing.done(t('policy.rule-removed', { name: initial.name }))
      },
    })
  }
  return (
    <FormDrawer<Partial<Exemption>, ReturnType<typeof given>, unknown>
      open
      width={560}
      title={t(exemption ? 'policy.edit-exemption' : 'policy.new-exemption')}
      submit={t('policy.keep')}
      action={saving}
      initial={initial}
      given={values => {
        const whole = { ...initial, ...values } as Exemption
        return given({ ...content, exemptions: withItem(content.exemptions, whole) })
      }}
      onDone={() => passing.done(t('policy.rule-kept', { name: initial.name || t('policy.new-exemption') }))}
      onClose={onClose}
    >
      {form => (
        <>
          <Preview form={form} initial={initial} say={say} />
          <Form.Item name="name" label={t('policy.name')} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
          <Form.Item name="reason" label={t('policy.exemption-reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
          </Form.Item>
          <Form.Item name="passes" label={t('policy.passes')} rules={[{ required: true, type: 'array', min: 1 }]}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              options={content.rules
                .filter(rule => rule.layer === 'own')
                .map(rule => ({ value: rule.id, label: sayName(rule, t) }))}
            />
          </Form.Item>
          <Form.Item name="agreedOnly" valuePropName="checked">
            <Checkbox>{t('policy.agreed-only')}</Checkbox>
          </Form.Item>
          <div className="policy-inline">
            <Form.Item name="limit" label={t('policy.use-limit')} rules={[{ required: true }]}>
              <InputNumber min={1} max={100} precision={0} />
            </Form.Item>
            <Form.Item name="days" label={t('policy.use-days')} rules={[{ required: true }]}>
              <InputNumber min={1} max={366} precision={0} />
            </Form.Item>
            <Form.Item name="until" label={t('policy.exemption-until')} rules={[{ required: true }]}>
              <DayField />
            </Form.Item>
          </div>
          <Part title={t('policy.part-scope')} hint={t('policy.exemption-scope-hint')} />
          <Form.Item name="scope">
            <ScopeField />
          </Form.Item>
          <Form.Item name="source" label={t('policy.source')}>
            <Input maxLength={500} placeholder={t('policy.source-example')} />
          </Form.Item>
          {exemption && (
            <Button danger onClick={remove} loading={saving.isPending}>
              {t('policy.remove-rule')}
            </Button>
          )}
        </>
      )}
    </FormDrawer>
  )
}

function Preview({ form, initial, say }: { form: FormInstance; initial: Partial<Exemption>; say: SayRule }) {
  const t = useT()
  const values = { ...initial, ...(Form.useWatch([], form) as Partial<Exemption> | undefined) }
  if (!values.passes?.length || !values.until) return null
  return (
    <p className="policy-preview" aria-live="polite">
      <span className="policy-preview-lead">{t('policy.preview')}</span>
      {sayExemption(values as Exemption, say)}
    </p>
  )
}
