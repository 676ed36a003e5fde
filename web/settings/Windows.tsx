import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Select } from 'antd'
import { useT } from '../kit/words.ts'

/** Every half hour of a day; `24:00` is its end. */
const CLOCKS = Array.from({ length: 49 }, (_, half) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(half / 2))}:${half % 2 === 0 ? '00' : '30'}`
})

const AT_MOST = 6

interface Window {
  from: string
  to: string
}

interface WindowsProps {
  /** The field, from the list it stands in where it stands in one. */
  name: string | (string | number)[]
  /** The field from the form itself, where it stands in a list. */
  path?: (string | number)[]
  label: string
  atLeastOne?: boolean
  /** What no span at all means, where it is not that nobody is contacted. */
  none?: string
}

/** The spans of a day at which customers may be contacted; none means not at all. */
export function Windows({ name, path, label, atLeastOne, none }: WindowsProps) {
  const t = useT()
  const whole = path ?? [name].flat()
  const needed = {
    validator: (_: unknown, windows?: unknown[]) =>
      windows?.length ? Promise.resolve() : Promise.reject(new Error(t('settings.workday-needed'))),
  }
  return (
    <div className="setting">
      <span>{label}</span>
      <Form.List name={name} rules={atLeastOne ? [needed] : []}>
        {(fields, { add, remove }, { errors }) => (
          <div className="windows">
            {fields.length === 0 && <span className="faint">{none ?? t('settings.no-window')}</span>}
            {fields.map(field => (
              <div key={field.key} className="window">
                <Form.Item name={[field.name, 'from']} noStyle>
                  <ClockSelect label={`${label} ${t('settings.window-from')}`} />
                </Form.Item>
                <span className="faint">–</span>
                <Form.Item
                  name={[field.name, 'to']}
                  noStyle
                  dependencies={[[...whole, field.name, 'from']]}
                  rules={[
                    form => ({
                      validator: (_, to: string) => {
                        const { from } = form.getFieldValue([...whole, field.name]) as Window
                        return from < to ? Promise.resolve() : Promise.reject(new Error(t('settings.window-wrong')))
                      },
                    }),
                  ]}
                >
                  <ClockSelect label={`${label} ${t('settings.window-to')}`} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t('settings.remove-window')}
                  onClick={() => remove(field.name)}
                />
                <Form.Item noStyle shouldUpdate>
                  {form => {
                    const window = form.getFieldValue([...whole, field.name]) as Window | undefined
                    return window && window.from >= window.to ? (
                      <span className="window-wrong">{t('settings.window-wrong')}</span>
                    ) : null
                  }}
                </Form.Item>
              </div>
            ))}
            {fields.length < AT_MOST && (
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({ from: '09:00', to: '12:00' })}>
                {t('settings.add-window')}
              </Button>
            )}
            <Form.ErrorList errors={errors} />
          </div>
        )}
      </Form.List>
    </div>
  )
}

interface ClockSelectProps {
  label: string
  value?: string
  onChange?: (value: string) => void
}

function ClockSelect({ label, value, onChange }: ClockSelectProps) {
  const clocks = value && !CLOCKS.includes(value) ? [...CLOCKS, value].toSorted() : CLOCKS
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
