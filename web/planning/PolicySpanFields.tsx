import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import { useT } from '../kit/words.ts'
import { ClockSelect } from './PolicyHoursField.tsx'
import type { Rule } from './say-rule.ts'

interface Field<Value> {
  id?: string
  value?: Value
  onChange?: (value: Value) => void
}

const UNITS = { minutes: 60, hours: 3600, days: 86_400 } as const
type Unit = keyof typeof UNITS

const unitOf = (seconds: number): Unit => {
  if (seconds % UNITS.days === 0) return 'days'
  return seconds % UNITS.hours === 0 ? 'hours' : 'minutes'
}

/** A span of time as a number and its unit; the value is seconds. */
export function DurationField({ id, value = UNITS.days, onChange }: Field<number>) {
  const t = useT()
  const unit = unitOf(value)
  return (
    <span className="policy-inline">
      <InputNumber
        id={id}
        aria-label={id ? undefined : t('policy.span')}
        min={1}
        max={1000}
        precision={0}
        value={Math.max(1, Math.round(value / UNITS[unit]))}
        onChange={amount => onChange?.(Math.max(1, amount ?? 1) * UNITS[unit])}
      />
      <Select<Unit>
        aria-label={t('policy.unit')}
        style={{ width: 104 }}
        value={unit}
        onChange={next => onChange?.(Math.max(1, Math.round(value / UNITS[unit])) * UNITS[next])}
        options={(Object.keys(UNITS) as Unit[]).map(one => ({ value: one, label: t(`policy.unit-${one}`) }))}
      />
    </span>
  )
}

type Window = Extract<Rule, { kind: 'cap' }>['window']
const KINDS = ['rolling', 'tumbling', 'calendar', 'day-part', 'ever'] as const

function windowOf(kind: Window['kind'], before: Window): Window {
  const seconds = 'seconds' in before ? before.seconds : UNITS.days
  if (kind === 'rolling' || kind === 'tumbling') return { kind, seconds }
  if (kind === 'calendar') return { kind, unit: 'day' }
  return kind === 'day-part' ? { kind, cuts: ['12:00', '18:00'] } : { kind }
}

/** In which time contacts are counted: the kind of window, and what that kind needs. */
export function WindowField({ id, value = { kind: 'rolling', seconds: UNITS.days }, onChange }: Field<Window>) {
  const t = useT()
  return (
    <div className="policy-stack">
      <Select<Window['kind']>
        id={id}
        value={value.kind}
        onChange={kind => onChange?.(windowOf(kind, value))}
        options={KINDS.map(kind => ({ value: kind, label: t(`policy.window-kind-${kind}`) }))}
      />
      {(value.kind === 'rolling' || value.kind === 'tumbling') && (
        <DurationField value={value.seconds} onChange={seconds => onChange?.({ ...value, seconds })} />
      )}
      {value.kind === 'calendar' && (
        <Segmented
          value={value.unit}
          onChange={unit => onChange?.({ ...value, unit })}
          options={(['day', 'week', 'month'] as const).map(unit => ({
            value: unit,
            label: t(`policy.calendar-${unit}`),
          }))}
        />
      )}
      {value.kind === 'day-part' && (
        <span className="policy-inline">
          <span className="muted">{t('policy.cuts')}</span>
          {value.cuts.map((cut, n) => (
            <ClockSelect
              // biome-ignore lint/suspicious/noArrayIndexKey: a cut is its place.
              key={n}
              label={t('policy.cuts')}
              value={cut}
              onChange={next => onChange?.({ ...value, cuts: value.cuts.map((old, at) => (at === n ? next : old)) })}
            />
          ))}
          <Button
            size="small"
            icon={<PlusOutlined />}
            aria-label={t('policy.add-cut')}
            disabled={value.cuts.length >= 6}
            onClick={() => onChange?.({ ...value, cuts: [...value.cuts, '21:00'] })}
          />
          <Button
            size="small"
            icon={<MinusOutlined />}
            aria-label={t('policy.remove-cut')}
            disabled={value.cuts.length <= 1}
            onClick={() => onChange?.({ ...value, cuts: value.cuts.slice(0, -1) })}
          />
        </span>
      )}
    </div>
  )
}

/** A day, or none. */
export function DayField({ id, value, onChange }: Field<string | null>) {
  return (
    <Input
      id={id}
      type="date"
      style={{ width: 160 }}
      value={value ?? ''}
      onChange={event => onChange?.(event.target.value || null)}
    />
  )
}
