import { Input, InputNumber, Select, TreeSelect } from 'antd'
import { useMemo } from 'react'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import { MAX_DAYS } from '../../server/segments/rules.ts'
import { useAsk } from '../kit/ask.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { branchTree } from '../settings/branch-tree.ts'
import { type ConditionDraft, countryOptions, currencyOptions, type SegmentField, sayOption } from './conditions.ts'

interface ConditionValueProps {
  field: SegmentField
  value: ConditionDraft['value']['of']
  onChange: (value: ConditionDraft['value']['of']) => void
  wrong: boolean
}

/** The value of a condition, by the type of its field. */
export function ConditionValue({ field, value, onChange, wrong }: ConditionValueProps) {
  const t = useT()
  const usual = { 'aria-label': t('planning.value'), className: 'condition-value', ...(wrong && STATUS) }
  switch (field.type) {
    case 'branch':
      return <BranchesValue usual={usual} value={value} onChange={onChange} />
    case 'staff':
      return <StaffValue usual={usual} value={value} onChange={onChange} />
    case 'choice':
    case 'country':
    case 'currency':
    case 'words':
      return <ListValue usual={usual} field={field} value={value} onChange={onChange} />
    case 'phone':
      return (
        <Select
          {...usual}
          value={typeof value === 'string' ? value : undefined}
          onChange={onChange}
          options={field.options.map(option => ({ value: option, label: sayOption(field.field, option, t) }))}
        />
      )
    case 'text':
      return (
        <Input
          {...usual}
          maxLength={100}
          placeholder={t('planning.text-sample')}
          value={typeof value === 'string' ? value : ''}
          onChange={event => onChange(event.target.value)}
        />
      )
    default:
      return <NumberValue usual={usual} field={field} value={value} onChange={onChange} />
  }
}

const STATUS = { status: 'error' } as const

interface Usual {
  'aria-label': string
  className: string
  status?: 'error'
}

type ValueProps = Pick<ConditionValueProps, 'field' | 'value' | 'onChange'> & { usual: Usual }

const COUNTED: Record<string, 'lines' | 'machines' | 'hours'> = {
  'activity.lines': 'lines',
  'machines.count': 'machines',
  'machines.hours': 'hours',
}

function NumberValue({ usual, field, value, onChange }: ValueProps) {
  const t = useT()
  const units: Partial<Record<SegmentField['type'], string>> = {
    days: t('planning.unit-days'),
    count: t(`planning.unit-${COUNTED[field.field] ?? 'times'}`),
  }
  return (
    <InputNumber<number>
      {...usual}
      min={field.type === 'amount' ? undefined : 0}
      max={field.type === 'days' ? MAX_DAYS : undefined}
      precision={field.type === 'amount' ? undefined : 0}
      suffix={units[field.type]}
      value={typeof value === 'number' ? value : null}
      onChange={next => onChange(next ?? undefined)}
    />
  )
}

function ListValue({ usual, field, value, onChange }: ValueProps) {
  const t = useT()
  const language = useLanguage()
  const { type, field: name, options } = field
  const choices = useMemo(() => {
    if (type === 'country') return countryOptions(language)
    if (type === 'currency') return currencyOptions(language)
    return options.map(option => ({ value: option, label: sayOption(name, option, t) }))
  }, [type, name, options, language, t])
  return (
    <Select
      {...usual}
      mode={type === 'words' ? 'tags' : 'multiple'}
      optionFilterProp="label"
      placeholder={t(type === 'words' ? 'planning.type-values' : 'planning.choose-values')}
      value={Array.isArray(value) ? value : []}
      onChange={(next: string[]) => onChange(next)}
      options={choices}
    />
  )
}

function BranchesValue({ usual, value, onChange }: Omit<ValueProps, 'field'>) {
  const t = useT()
  const branches = useAsk(listBranches).data?.items ?? []
  return (
    <TreeSelect
      {...usual}
      multiple
      showSearch
      treeNodeFilterProp="title"
      treeDefaultExpandAll
      placeholder={t('planning.choose-values')}
      treeData={branchTree(branches)}
      value={Array.isArray(value) ? value : []}
      onChange={(next: string[]) => onChange(next)}
    />
  )
}

function StaffValue({ usual, value, onChange }: Omit<ValueProps, 'field'>) {
  const t = useT()
  const staff = useAsk(listStaff).data?.items ?? []
  return (
    <Select
      {...usual}
      mode="multiple"
      optionFilterProp="label"
      placeholder={t('planning.choose-values')}
      options={staff.map(({ id, name }) => ({ value: id, label: name }))}
      value={Array.isArray(value) ? value : []}
      onChange={(next: string[]) => onChange(next)}
    />
  )
}
