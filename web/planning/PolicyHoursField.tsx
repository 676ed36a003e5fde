import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { inOrder, type Span } from '../../server/calendars/rules.ts'
import { useT } from '../kit/words.ts'
import type { Rule } from './say-rule.ts'

/** Every half hour of a day; `24:00` is its end. */
const CLOCKS = Array.from({ length: 49 }, (_, half) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(half / 2))}:${half % 2 === 0 ? '00' : '30'}`
})
const AT_MOST = 6

interface ClockSelectProps {
  label: string
  value: string
  onChange: (value: string) => void
}

export function ClockSelect({ label, value, onChange }: ClockSelectProps) {
  const clocks = CLOCKS.includes(value) ? CLOCKS : [...CLOCKS, value].toSorted()
  return (
    <Select
      aria-label={label}
      showSearch
      style={{ width: 92 }}
      value={value}
      onChange={onChange}
      options={clocks.map(clock => ({ value: clock, label: clock }))}
    />
  )
}

interface SpansFieldProps {
  /** What the spans are of, for those who cannot see it. */
  day: string
  value?: readonly Span[]
  onChange?: (value: Span[]) => void
}

/** The spans of a day; none means that nobody is contacted. */
export function SpansField({ day, value = [], onChange }: SpansFieldProps) {
  const t = useT()
  const change = (at: number, part: Partial<Span>) =>
    onChange?.(value.map((span, n) => (n === at ? { ...span, ...part } : span)))
  return (
    <div className="policy-spans">
      {value.length === 0 && <span className="faint">{t('policy.closed')}</span>}
      {value.map((span, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place.
        <span key={n} className="policy-inline">
          <ClockSelect
            label={t('policy.span-from', { day })}
            value={span.from}
            onChange={from => change(n, { from })}
          />
          <span className="faint">–</span>
          <ClockSelect label={t('policy.span-to', { day })} value={span.to} onChange={to => change(n, { to })} />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('policy.remove-span')}
            onClick={() => onChange?.(value.filter((_, at) => at !== n))}
          />
        </span>
      ))}
      {!inOrder(value) && <span className="policy-wrong">{t('policy.spans-wrong')}</span>}
      {value.length < AT_MOST && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange?.([...value, nextSpan(value)])}>
          {t('policy.add-span')}
        </Button>
      )}
    </div>
  )
}

function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1)
  if (!last) return { from: '09:00', to: '12:00' }
  const at = CLOCKS.findIndex(clock => clock > last.to)
  return { from: CLOCKS[at] ?? '23:30', to: CLOCKS[Math.min(at + 4, 48)] ?? '24:00' }
}

type Weekdays = Extract<Rule, { kind: 'hours' }>['weekdays']
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

interface WeekdaysFieldProps {
  value?: Weekdays
  onChange?: (value: Weekdays) => void
}

/** Days of the week with hours of their own. */
export function WeekdaysField({ value = {}, onChange }: WeekdaysFieldProps) {
  const t = useT()
  const free = WEEKDAYS.filter(day => !value[day])
  const without = (day: (typeof WEEKDAYS)[number]) =>
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== day)) as Weekdays
  return (
    <div className="policy-stack">
      <span className="faint">{t('policy.weekdays-hint')}</span>
      {WEEKDAYS.filter(day => value[day]).map(day => (
        <div key={day} className="policy-weekday">
          <strong>
            {t(`policy.weekday-${day}`)}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('policy.remove-weekday', { day: t(`policy.weekday-${day}`) })}
              onClick={() => onChange?.(without(day))}
            />
          </strong>
          <SpansField
            day={t(`policy.weekday-${day}`)}
            value={value[day] ?? []}
            onChange={spans => onChange?.({ ...value, [day]: spans })}
          />
        </div>
      ))}
      {free.length > 0 && (
        <Select<string | null>
          aria-label={t('policy.add-weekday')}
          style={{ width: 180 }}
          value={null}
          placeholder={t('policy.add-weekday')}
          onChange={day => day && onChange?.({ ...value, [day]: [{ from: '10:00', to: '12:00' }] })}
          options={free.map(day => ({ value: day, label: t(`policy.weekday-${day}`) }))}
        />
      )}
    </div>
  )
}
