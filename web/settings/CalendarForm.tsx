import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Form, Input, Switch } from 'antd'
import { addCalendar, changeCalendar, type listCalendars } from '../../server/calendars/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { Windows } from './Windows.tsx'

export type Calendar = AnswerOf<typeof listCalendars>['items'][number]
type Body = GivenTo<typeof addCalendar>['body']
type Span = Calendar['makeUpDay'][number]

const DAY: Span[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
]
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** The fields of the form: each weekday under a name of its own. */
type Fields = Pick<Body, 'name' | 'keepsHolidays' | 'makeUpDay'> &
  Record<`d${(typeof WEEKDAYS)[number]}`, Span[]> & { exceptions?: { day: string; windows: Span[]; note?: string }[] }

/** A new calendar, or a change of one that is there. */
export function CalendarForm({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const add = useDo(addCalendar)
  const change = useDo(changeCalendar)
  const week = calendar?.week ?? [DAY, DAY, DAY, DAY, DAY, [], []]
  const initial = {
    name: calendar?.name,
    keepsHolidays: calendar?.keepsHolidays ?? true,
    makeUpDay: calendar?.makeUpDay ?? DAY,
    exceptions: calendar?.exceptions ?? [],
    ...Object.fromEntries(WEEKDAYS.map(n => [`d${n}`, week[n - 1]])),
  } as Partial<Fields>
  const bodyOf = ({ name, keepsHolidays, makeUpDay, exceptions = [], ...days }: Fields): Body => ({
    name,
    keepsHolidays,
    makeUpDay: makeUpDay ?? [],
    week: WEEKDAYS.map(n => days[`d${n}`] ?? []),
    exceptions: exceptions.map(one => ({
      day: one.day,
      windows: one.windows ?? [],
      note: one.note ?? '',
    })),
  })
  const common = { open: true, onClose, initial, width: 560, children: <CalendarFields /> }
  return calendar ? (
    <FormDrawer<Fields, GivenTo<typeof changeCalendar>, Calendar>
      {...common}
      title={t('calendars.change-calendar', { name: calendar.name })}
      submit={t('settings.save')}
      action={change}
      given={fields => ({ params: { id: calendar.id }, body: bodyOf(fields) })}
      onDone={({ name }) => say.done(t('calendars.calendar-saved', { name }))}
    />
  ) : (
    <FormDrawer<Fields, GivenTo<typeof addCalendar>, Calendar>
      {...common}
      title={t('calendars.add-calendar')}
      submit={t('calendars.add-calendar')}
      action={add}
      given={fields => ({ body: bodyOf(fields) })}
      onDone={({ name }) => say.done(t('calendars.calendar-added', { name }))}
    />
  )
}

function CalendarFields() {
  const t = useT()
  return (
    <>
      <Form.Item name="name" label={t('calendars.calendar-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <div className="week-fields">
        {WEEKDAYS.map(n => (
          <Windows key={n} name={`d${n}`} label={t(`calendars.day-${n}`)} none={t('calendars.off-day')} />
        ))}
      </div>
      <div className="setting">
        <label htmlFor="keepsHolidays">{t('calendars.keeps-holidays')}</label>
        <Form.Item name="keepsHolidays" valuePropName="checked" noStyle>
          <Switch id="keepsHolidays" style={{ justifySelf: 'start' }} />
        </Form.Item>
      </div>
      <div className="week-fields">
        <Windows name="makeUpDay" label={t('calendars.make-up-day')} none={t('calendars.off-day')} />
      </div>
      <h3 className="section-title">{t('calendars.exceptions')}</h3>
      <p className="muted panel-hint">{t('calendars.exceptions-hint')}</p>
      <Form.List name="exceptions">
        {(fields, { add, remove }) => (
          <>
            {fields.map(field => (
              <div key={field.key} className="exception">
                <div className="exception-head">
                  <Form.Item name={[field.name, 'day']} rules={[{ required: true }]} noStyle>
                    <Input type="date" style={{ flex: 'none', width: 160 }} aria-label={t('calendars.exception-day')} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'note']} noStyle>
                    <Input
                      maxLength={100}
                      placeholder={t('calendars.exception-note')}
                      aria-label={t('calendars.exception-note')}
                    />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={t('calendars.remove-exception')}
                    onClick={() => remove(field.name)}
                  />
                </div>
                <Windows
                  name={[field.name, 'windows']}
                  path={['exceptions', field.name, 'windows']}
                  label=""
                  none={t('calendars.off-day')}
                />
              </div>
            ))}
            <Button size="small" icon={<PlusOutlined />} onClick={() => add({ windows: [] })}>
              {t('calendars.add-exception')}
            </Button>
          </>
        )}
      </Form.List>
    </>
  )
}
