import { Form, Input, Segmented } from 'antd'
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { forget, kept } from '../kit/kept.ts'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { PolicyPreview } from './PolicyPreview.tsx'
import { RuleFields } from './PolicyRuleFields.tsx'
import { ScopeField } from './PolicyScopeField.tsx'
import { DayField } from './PolicySpanFields.tsx'
import { type Rule, type SayRule, sayName, sayRule } from './say-rule.ts'
import { type Draft, type SavedDraft, usePolicyDraft, withItem } from './use-policy-draft.ts'

interface RuleDrawerProps {
  open: boolean
  draft: Draft
  rule: Rule
  isNew: boolean
  say: SayRule
  onClose: () => void
}

/** One rule with its fields and the sentence they make; what is typed is kept until it is in the draft. */
export function RuleDrawer({ open, draft, rule, isNew, say, onClose }: RuleDrawerProps) {
  const t = useT()
  const passing = useSay()
  const { staffId } = useMe()
  const { saving, given, content } = usePolicyDraft(draft)
  const place = `policy.${staffId}.${isNew ? `new-${rule.layer}-${rule.kind}` : rule.id}`
  const [found] = useState(() => kept<Partial<Rule>>(place))
  const initial = { ...rule, ...found, id: rule.id, kind: rule.kind } as Rule
  const whole = (values: Partial<Rule>) => ({ ...initial, ...values }) as Rule
  const done = (text: string) => {
    forget(place)
    passing.done(text)
  }
  const remove = () => {
    const rules = content.rules.filter(other => other.id !== rule.id)
    const undo = () => saving.mutate({ body: { ...given(content).body, saves: draft.saves + 1 } })
    saving.mutate(given({ ...content, rules }), {
      onSuccess: () => {
        forget(place)
        onClose()
        passing.done(t('policy.rule-removed', { name: sayName(rule, say.language) }), undo)
      },
    })
  }
  return (
    <FormDrawer<Partial<Rule>, ReturnType<typeof given>, SavedDraft>
      open={open}
      width={560}
      title={t(isNew ? 'policy.new-rule' : 'policy.edit-rule')}
      submit={t('policy.keep')}
      action={saving}
      initial={initial}
      given={values => given({ ...content, rules: withItem(content.rules, whole(values)) })}
      onDone={({ draft: { content: now } }) => {
        const saved = now.rules.find(other => other.id === rule.id) ?? rule
        done(t('policy.rule-kept', { name: sayName(saved, say.language) }))
      }}
      onClose={onClose}
    >
      {form => (
        <>
          {found && <p className="policy-note">{t('policy.restored-typing')}</p>}
          <PolicyPreview
            form={form}
            item={rule}
            initial={initial}
            place={place}
            sentence={whole => sayRule(whole, say)}
          />
          <NameFields example={t('policy.name-example')} />
          <RuleFields kind={rule.kind} />
          <Part title={t('policy.part-scope')} hint={t('policy.part-scope-hint')} />
          <Form.Item name="scope">
            <ScopeField />
          </Form.Item>
          <Part title={t('policy.part-days')} />
          <DaysAndSource />
          {(rule.kind === 'cap' || rule.kind === 'gap' || rule.kind === 'hours') && (
            <Form.Item name="layer" label={t('policy.layer')}>
              <Segmented
                options={(['own', 'carrier'] as const).map(layer => ({
                  value: layer,
                  label: t(`policy.layer-${layer}`),
                }))}
              />
            </Form.Item>
          )}
          {!isNew && (
            <Button danger onClick={remove} loading={saving.isPending}>
              {t('policy.remove-rule')}
            </Button>
          )}
        </>
      )}
    </FormDrawer>
  )
}

/** What it is called, and in English where that differs. */
export function NameFields({ example }: { example?: string }) {
  const t = useT()
  return (
    <div className="policy-names">
      <Form.Item name="name" label={t('policy.name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={120} autoComplete="off" {...(example && { placeholder: example })} />
      </Form.Item>
      <Form.Item
        name="nameEn"
        normalize={(typed: string) => typed || undefined}
        label={t('policy.name-en')}
        tooltip={t('policy.name-en-hint')}
      >
        <Input maxLength={120} autoComplete="off" lang="en" />
      </Form.Item>
    </div>
  )
}

export function Part({ title, hint }: { title: string; hint?: string }) {
  return (
    <div className="policy-part">
      <h3>{title}</h3>
      {hint && <p className="faint">{hint}</p>}
    </div>
  )
}

function DaysAndSource() {
  const t = useT()
  return (
    <>
      <div className="policy-inline">
        <Form.Item name="from" label={t('policy.from')}>
          <DayField />
        </Form.Item>
        <Form.Item name="until" label={t('policy.until')}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="source" label={t('policy.source')}>
        <Input.TextArea
          maxLength={500}
          autoSize={{ minRows: 1, maxRows: 4 }}
          placeholder={t('policy.source-example')}
        />
      </Form.Item>
    </>
  )
}
