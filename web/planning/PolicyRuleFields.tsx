import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, InputNumber, Radio, Segmented, Select } from 'antd'
import { PURPOSE_WORDS, PURPOSES, type Purpose } from '../../server/campaigns/rules.ts'
import { Role } from '../../server/people/contract.ts'
import { COUNTED, COUNTS, SUBJECTS } from '../../server/policy/rule-contract.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { SpansField, WeekdaysField } from './PolicyHoursField.tsx'
import { DurationField, WindowField } from './PolicySpanFields.tsx'
import type { Rule } from './say-rule.ts'

/** The fields of a kind of rule; two kinds say all by their name. */
export function RuleFields({ kind }: { kind: Rule['kind'] }) {
  switch (kind) {
    case 'hours':
      return <HoursFields />
    case 'cap':
      return <CapFields />
    case 'gap':
      return <GapFields />
    case 'consent':
      return <ConsentFields />
    case 'speaker':
      return <SpeakerFields />
    case 'combine':
      return <CombineFields />
    default:
      return null
  }
}

function HoursFields() {
  const t = useT()
  return (
    <>
      {(['workday', 'restDay', 'holiday'] as const).map(day => (
        <Form.Item key={day} name={day} label={t(`policy.day-${day}`)}>
          <SpansField day={t(`policy.day-${day}`)} />
        </Form.Item>
      ))}
      <Form.Item name="weekdays" label={t('policy.add-weekday')}>
        <WeekdaysField />
      </Form.Item>
    </>
  )
}

function CapFields() {
  const t = useT()
  return (
    <>
      <Form.Item name="count" label={t('policy.count')}>
        <Segmented options={COUNTS.map(count => ({ value: count, label: t(`policy.count-${count}`) }))} />
      </Form.Item>
      <Form.Item name="limit" label={t('policy.limit')} rules={[{ required: true }]}>
        <InputNumber min={1} max={100_000} precision={0} />
      </Form.Item>
      <Form.Item name="window" label={t('policy.window')}>
        <WindowField />
      </Form.Item>
      <Form.Item name="per" label={t('policy.per')}>
        <Select options={SUBJECTS.map(per => ({ value: per, label: t(`policy.per-${per}`) }))} />
      </Form.Item>
      <Form.Item
        name="counted"
        label={t('policy.counted')}
        tooltip={t('policy.counted-hint')}
        getValueProps={value => ({ value: value ?? 'such' })}
      >
        <Segmented options={COUNTED.map(one => ({ value: one, label: t(`policy.counted-${one}`) }))} />
      </Form.Item>
      <Form.Item name="effect" label={t('policy.over')}>
        <Segmented
          options={(['delay', 'block'] as const).map(one => ({ value: one, label: t(`policy.effect-${one}`) }))}
        />
      </Form.Item>
    </>
  )
}

function GapFields() {
  const t = useT()
  return (
    <>
      <Form.Item name="after" label={t('policy.after')}>
        <Segmented options={COUNTS.map(one => ({ value: one, label: t(`policy.after-${one}`) }))} />
      </Form.Item>
      <Form.Item name="seconds" label={t('policy.how-long')}>
        <DurationField />
      </Form.Item>
      <Form.Item name="next" label={t('policy.next')}>
        <Select
          options={(['other-matter', 'same-matter', 'any'] as const).map(next => ({
            value: next,
            label: t(`policy.next-choice-${next}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="per" label={t('policy.per')}>
        <Select
          options={(['person', 'number', 'matter'] as const).map(per => ({
            value: per,
            label: t(`policy.per-${per}`),
          }))}
        />
      </Form.Item>
    </>
  )
}

function ConsentFields() {
  const t = useT()
  return (
    <Form.Item name="need" label={t('policy.need')}>
      <Radio.Group className="policy-stack">
        {(['explicit', 'not-withdrawn'] as const).map(need => (
          <Radio key={need} value={need}>
            {t(`policy.need-${need}`)}
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  )
}

function SpeakerFields() {
  const t = useT()
  return (
    <>
      <Form.Item name="owner" valuePropName="checked">
        <Checkbox>{t('policy.speaker-owner-may')}</Checkbox>
      </Form.Item>
      <Form.Item name="roles" label={t('policy.speaker-roles')}>
        <Select mode="multiple" options={Role.options.map(role => ({ value: role, label: t(`kit.role-${role}`) }))} />
      </Form.Item>
    </>
  )
}

function CombineFields() {
  const t = useT()
  const language = useLanguage()
  const purposes = PURPOSES.map(one => ({ value: one, label: PURPOSE_WORDS[one][language] }))
  return (
    <>
      <Form.Item name="most" label={t('policy.most')} rules={[{ required: true }]}>
        <InputNumber min={1} max={5} precision={0} />
      </Form.Item>
      <Form.Item name="first" label={t('policy.first')} extra={t('policy.first-hint')}>
        <Select mode="multiple" options={purposes} />
      </Form.Item>
      <Form.Item name="never" label={t('policy.never')}>
        <PairsField purposes={purposes} />
      </Form.Item>
    </>
  )
}

interface PairsFieldProps {
  purposes: readonly { value: Purpose; label: string }[]
  value?: readonly (readonly [Purpose, Purpose])[]
  onChange?: (value: [Purpose, Purpose][]) => void
}

function PairsField({ purposes, value = [], onChange }: PairsFieldProps) {
  const t = useT()
  const pairs = value.map(([a, b]): [Purpose, Purpose] => [a, b])
  const change = (at: number, pair: [Purpose, Purpose]) => onChange?.(pairs.map((old, n) => (n === at ? pair : old)))
  return (
    <div className="policy-stack">
      {pairs.map(([a, b], n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place.
        <span key={n} className="policy-inline">
          <Select
            aria-label={t('policy.pair-a')}
            style={{ width: 144 }}
            value={a}
            onChange={next => change(n, [next, b])}
            options={[...purposes]}
          />
          <span className="faint">×</span>
          <Select
            aria-label={t('policy.pair-b')}
            style={{ width: 144 }}
            value={b}
            onChange={next => change(n, [a, next])}
            options={[...purposes]}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('policy.remove-pair')}
            onClick={() => onChange?.(pairs.filter((_, at) => at !== n))}
          />
        </span>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange?.([...pairs, ['problem-solving', 'cross-sell']])}
        style={{ justifySelf: 'start' }}
      >
        {t('policy.add-pair')}
      </Button>
    </div>
  )
}
