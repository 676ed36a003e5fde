import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { forget, kept } from '../kit/kept.ts'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { PolicyPreview } from './PolicyPreview.tsx'
import { NameFields, Part } from './PolicyRuleDrawer.tsx'
import { ScopeField } from './PolicyScopeField.tsx'
import { DayField } from './PolicySpanFields.tsx'
import { newId } from './policy-blank.ts'
import { type Exemption, type SayRule, sayExemption, sayName } from './say-rule.ts'
import { type Draft, type SavedDraft, usePolicyDraft, withItem } from './use-policy-draft.ts'

interface ExemptionDrawerProps {
  open: boolean
  draft: Draft
  /** `null` for a new one. */
  exemption: Exemption | null
  say: SayRule
  onClose: () => void
}

const BLANK = {
  name: '',
  reason: '',
  source: '',
  scope: {},
  agreedOnly: false,
  passes: [],
  limit: 1,
  days: 7,
  until: '',
}

/** An exemption: what it is for, which rules it may pass, how often and until when. */
export function ExemptionDrawer({ open, draft, exemption, say, onClose }: ExemptionDrawerProps) {
  const t = useT()
  const passing = useSay()
  const { saving, given, content } = usePolicyDraft(draft)
  const { staffId } = useMe()
  const place = `policy.${staffId}.${exemption?.id ?? 'new-exemption'}`
  const [base] = useState<Exemption>(() => exemption ?? { ...BLANK, id: newId('exemption') })
  const [found] = useState(() => kept<Partial<Exemption>>(place))
  const initial: Exemption = { ...base, ...found, id: base.id }
  const remove = () => {
    const exemptions = content.exemptions.filter(other => other.id !== initial.id)
    saving.mutate(given({ ...content, exemptions }), {
      onSuccess: () => {
        forget(place)
        onClose()
        passing.done(t('policy.rule-removed', { name: sayName(initial, say.language) }))
      },
    })
  }
  return (
    <FormDrawer<Partial<Exemption>, ReturnType<typeof given>, SavedDraft>
      open={open}
      width={560}
      title={t(exemption ? 'policy.edit-exemption' : 'policy.new-exemption')}
      submit={t('policy.keep')}
      action={saving}
      initial={initial}
      given={values => {
        const whole = { ...initial, ...values } as Exemption
        return given({ ...content, exemptions: withItem(content.exemptions, whole) })
      }}
      onDone={({ draft: { content: now } }) => {
        forget(place)
        const saved = now.exemptions.find(other => other.id === base.id) ?? base
        passing.done(t('policy.rule-kept', { name: sayName(saved, say.language) }))
      }}
      onClose={onClose}
    >
      {form => (
        <>
          {found && <p className="policy-note">{t('policy.restored-typing')}</p>}
          <PolicyPreview
            form={form}
            item={base}
            initial={initial}
            place={place}
            sentence={whole => (whole.passes.length > 0 && whole.until ? sayExemption(whole, say) : null)}
          />
          <NameFields />
          <Form.Item name="reason" label={t('policy.exemption-reason')} rules={[{ required: true, whitespace: true }]}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
          </Form.Item>
          <Form.Item name="passes" label={t('policy.passes')} rules={[{ required: true, type: 'array', min: 1 }]}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              options={content.rules
                .filter(rule => rule.layer === 'own')
                .map(rule => ({ value: rule.id, label: sayName(rule, say.language) }))}
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
