import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { InputNumber, Button as PlainButton, Segmented, Select } from 'antd'
import { createContext, useContext, useMemo } from 'react'
import {
  type ActionProps,
  type CombinatorSelectorProps,
  type FieldSelectorProps,
  type NotToggleProps,
  type OperatorSelectorProps,
  QueryBuilder,
  type RuleGroupType,
  type ValueEditorProps,
} from 'react-querybuilder'
import { listFields } from '../../server/segments/contract.ts'
import { MAX_CONDITIONS, MAX_DAYS, MAX_DEPTH } from '../../server/segments/rules.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { ConditionValue } from './ConditionValue.tsx'
import {
  type ConditionDraft,
  type GroupDraft,
  newCondition,
  problemOfDraft,
  type SegmentField,
  sayField,
  sayOperator,
} from './conditions.ts'

interface ConditionsBuilderProps {
  open: boolean
  value: GroupDraft
  onChange: (conditions: GroupDraft) => void
}

/** What the controls inside the builder need to know besides what it hands them. */
const Known = createContext<{ fields: readonly SegmentField[]; count: number }>({ fields: [], count: 0 })

/**
 * Conditions over the white list of the server, in groups of “all” and “any”; field, operator, value by type; all by
 * keyboard. Conditions that are not finished are kept and not asked yet.
 */
export function ConditionsBuilder({ value, onChange }: ConditionsBuilderProps) {
  const asked = useAsk(listFields)
  const fields = asked.data?.items
  const known = useMemo(() => ({ fields: fields ?? [], count: countOf(value) }), [fields, value])
  if (asked.error) return <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
  if (!fields) return null
  const fresh = (name: string) => newCondition(fields.find(field => field.field === name) ?? fields[0]!)
  return (
    <Known value={known}>
      <QueryBuilder
        fields={fields.map(({ field }) => ({ name: field, value: field, label: field }))}
        query={value as unknown as RuleGroupType}
        onQueryChange={query => onChange(query as unknown as GroupDraft)}
        controlElements={CONTROLS}
        controlClassnames={{ queryBuilder: 'conditions' }}
        getOperators={name => operatorsOf(fields, name)}
        getDefaultOperator={field => fresh(field as string).operator}
        getDefaultValue={rule => fresh(rule.field).value}
        maxLevels={MAX_DEPTH}
        showNotToggle
        resetOnOperatorChange={false}
      />
    </Known>
  )
}

function countOf(group: GroupDraft): number {
  return group.rules.reduce((sum, rule) => sum + ('rules' in rule ? countOf(rule) : 1), 0)
}

function operatorsOf(fields: readonly SegmentField[], name: string) {
  const field = fields.find(known => known.field === name)
  return (field?.operators ?? []).map(operator => ({ name: operator, value: operator, label: operator }))
}

function Combinator({ value, handleOnChange }: CombinatorSelectorProps) {
  const t = useT()
  return (
    <Segmented
      size="small"
      aria-label={t('planning.combinator')}
      value={value ?? 'and'}
      onChange={handleOnChange}
      options={[
        { value: 'and', label: t('planning.all-of') },
        { value: 'or', label: t('planning.any-of') },
      ]}
    />
  )
}

function Not({ checked, handleOnChange }: NotToggleProps) {
  const t = useT()
  return (
    <button
      type="button"
      className={checked ? 'condition-not condition-not-set' : 'condition-not'}
      aria-pressed={checked === true}
      title={t('planning.not-hint')}
      onClick={() => handleOnChange(!checked)}
    >
      {t('planning.not')}
    </button>
  )
}

function AddCondition({ handleOnClick }: ActionProps) {
  const t = useT()
  const full = useContext(Known).count >= MAX_CONDITIONS
  return (
    <Button
      size="small"
      icon={<PlusOutlined />}
      whyNot={full && t('planning.conditions-full')}
      onClick={event => handleOnClick(event)}
    >
      {t('planning.add-condition')}
    </Button>
  )
}

function AddGroup({ handleOnClick, level }: ActionProps) {
  const t = useT()
  const deep = level >= MAX_DEPTH - 1
  return (
    <Button
      size="small"
      type="text"
      icon={<PlusOutlined />}
      whyNot={deep && t('planning.groups-too-deep')}
      onClick={event => handleOnClick(event)}
    >
      {t('planning.add-group')}
    </Button>
  )
}

function Remove({ handleOnClick, ruleOrGroup }: ActionProps) {
  const t = useT()
  return (
    <PlainButton
      type="text"
      size="small"
      icon={<CloseOutlined />}
      aria-label={t('rules' in ruleOrGroup ? 'planning.remove-group' : 'planning.remove-condition')}
      onClick={event => handleOnClick(event)}
    />
  )
}

function FieldChoice({ value, handleOnChange }: FieldSelectorProps) {
  const t = useT()
  return (
    <Select
      aria-label={t('planning.field')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      className="condition-field"
      value={value}
      onChange={handleOnChange}
      options={useGroups(useContext(Known).fields)}
    />
  )
}

function OperatorChoice({ value, handleOnChange, field }: OperatorSelectorProps) {
  const t = useT()
  const known = useContext(Known).fields.find(it => it.field === field)
  return (
    <Select
      aria-label={t('planning.operator')}
      className="condition-operator"
      popupMatchSelectWidth={false}
      value={value}
      onChange={handleOnChange}
      options={(known?.operators ?? []).map(operator => ({ value: operator, label: sayOperator(operator, t) }))}
    />
  )
}

function Value({ field, value, rule, handleOnChange }: ValueEditorProps) {
  const t = useT()
  const known = useContext(Known).fields.find(it => it.field === field)
  const held = (value ?? {}) as ConditionDraft['value']
  const problem = problemOfDraft(rule as unknown as ConditionDraft)
  if (!known) return null
  return (
    <>
      <ConditionValue
        field={known}
        value={held.of}
        wrong={problem === 'wrong-value' && held.of !== undefined}
        onChange={of => handleOnChange({ ...held, of })}
      />
      {known.window && (
        <InputNumber<number>
          aria-label={t('planning.last-days')}
          className="condition-window"
          min={1}
          max={MAX_DAYS}
          precision={0}
          prefix={t('planning.in-last')}
          suffix={t('planning.unit-days')}
          {...(problem === 'wrong-days' && { status: 'error' as const })}
          value={held.days ?? null}
          onChange={days => handleOnChange({ ...held, days: days ?? undefined })}
        />
      )}
      {problem && <span className="condition-open">{t('planning.condition-unfinished')}</span>}
    </>
  )
}

const CONTROLS = {
  combinatorSelector: Combinator,
  notToggle: Not,
  addRuleAction: AddCondition,
  addGroupAction: AddGroup,
  removeRuleAction: Remove,
  removeGroupAction: Remove,
  fieldSelector: FieldChoice,
  operatorSelector: OperatorChoice,
  valueEditor: Value,
}

const GROUPS = ['customer', 'activity', 'orders', 'services', 'complaints', 'machines', 'contacts'] as const

function useGroups(fields: readonly SegmentField[]) {
  const t = useT()
  return GROUPS.map(group => ({
    label: t(`planning.group-${group}`),
    options: fields
      .filter(({ field }) => field.startsWith(`${group}.`))
      .map(({ field }) => ({ value: field, label: sayField(field, t) })),
  }))
}
