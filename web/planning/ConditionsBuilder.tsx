import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { InputNumber, Button as PlainButton, Select } from 'antd'
import { useRef } from 'react'
import { listFields } from '../../server/segments/contract.ts'
import { MAX_DAYS } from '../../server/segments/rules.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { ConditionValue } from './ConditionValue.tsx'
import {
  type ConditionDraft,
  MOST_CONDITIONS,
  newCondition,
  onField,
  problemOfDraft,
  type SegmentField,
  sayField,
  sayOperator,
} from './conditions.ts'

interface ConditionsBuilderProps {
  id: string
  value: ConditionDraft[]
  onChange: (conditions: ConditionDraft[]) => void
  /** Whether what is wrong is said; not while it is first written. */
  judged: boolean
}

/** Conditions over the white list of the server: field, operator, value by type; all by keyboard. */
export function ConditionsBuilder({ id, value, onChange, judged }: ConditionsBuilderProps) {
  const t = useT()
  const fields = useAsk(listFields)
  const added = useRef<string | null>(null)
  const addButton = useRef<HTMLButtonElement>(null)
  if (fields.error) return <ProblemNote error={fields.error} onRetry={() => void fields.refetch()} />
  const known = fields.data?.items ?? []
  const add = () => {
    const condition = newCondition(known[0]!)
    added.current = condition.key
    onChange([...value, condition])
  }
  return (
    <div id={id}>
      {value.length === 0 && <p className="field-hint conditions-none">{t('planning.no-conditions')}</p>}
      {value.map((condition, at) => (
        <ConditionRow
          key={condition.key}
          label={t('planning.condition-number', { number: at + 1 })}
          condition={condition}
          fields={known}
          autoFocus={condition.key === added.current}
          judged={judged}
          onChange={next => onChange(value.map(other => (other.key === condition.key ? next : other)))}
          onRemove={() => {
            onChange(value.filter(other => other.key !== condition.key))
            addButton.current?.focus()
          }}
        />
      ))}
      <Button
        ref={addButton}
        icon={<PlusOutlined />}
        disabled={known.length === 0}
        whyNot={value.length >= MOST_CONDITIONS && t('planning.conditions-full')}
        onClick={add}
      >
        {t('planning.add-condition')}
      </Button>
    </div>
  )
}

interface ConditionRowProps {
  label: string
  condition: ConditionDraft
  fields: readonly SegmentField[]
  autoFocus: boolean
  judged: boolean
  onChange: (condition: ConditionDraft) => void
  onRemove: () => void
}

function ConditionRow({ label, condition, fields, autoFocus, judged, onChange, onRemove }: ConditionRowProps) {
  const t = useT()
  const field = fields.find(known => known.field === condition.field)
  const problem = judged ? problemOfDraft(condition) : null
  const pick = (name: string) => onChange(onField(condition, fields.find(known => known.field === name)!, field))
  return (
    <fieldset className="condition" aria-label={label}>
      <div className="condition-fields">
        <Select
          autoFocus={autoFocus}
          aria-label={t('planning.field')}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          style={{ width: 204 }}
          value={condition.field}
          onChange={pick}
          options={useGroups(fields)}
        />
        {field?.window && <LastDays condition={condition} wrong={problem === 'wrong-days'} onChange={onChange} />}
        <Select
          aria-label={t('planning.operator')}
          style={{ width: 120 }}
          value={condition.operator}
          onChange={operator => onChange({ ...condition, operator })}
          options={(field?.operators ?? []).map(operator => ({ value: operator, label: sayOperator(operator, t) }))}
        />
        {field && (
          <ConditionValue
            field={field}
            value={condition.value}
            wrong={problem === 'wrong-value'}
            onChange={value => onChange({ ...condition, value })}
          />
        )}
        <PlainButton
          type="text"
          icon={<CloseOutlined />}
          aria-label={`${t('planning.remove-condition')} ${label}`}
          onClick={onRemove}
        />
      </div>
      {problem && (
        <p className="condition-problem" role="alert">
          {t(problem === 'wrong-days' ? 'planning.condition-days-missing' : 'planning.condition-value-missing')}
        </p>
      )}
    </fieldset>
  )
}

interface LastDaysProps {
  condition: ConditionDraft
  wrong: boolean
  onChange: (condition: ConditionDraft) => void
}

/** Over how many of the last days a condition looks. */
function LastDays({ condition, wrong, onChange }: LastDaysProps) {
  const t = useT()
  return (
    <>
      <span className="muted">{t('planning.in-last')}</span>
      <InputNumber<number>
        aria-label={t('planning.last-days')}
        min={1}
        max={MAX_DAYS}
        precision={0}
        style={{ width: 96 }}
        suffix={t('planning.unit-days')}
        {...(wrong && { status: 'error' as const })}
        value={condition.days ?? null}
        onChange={days => onChange({ ...condition, days: days ?? undefined })}
      />
    </>
  )
}

const GROUPS = ['customer', 'activity', 'orders'] as const

function useGroups(fields: readonly SegmentField[]) {
  const t = useT()
  return GROUPS.map(group => ({
    label: t(`planning.group-${group}`),
    options: fields
      .filter(({ field }) => field.startsWith(`${group}.`))
      .map(({ field }) => ({ value: field, label: sayField(field, t) })),
  }))
}
