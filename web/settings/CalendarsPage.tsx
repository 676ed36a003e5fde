import './admin.css'
import './calendars.css'
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { App, Form, Input, Select, Switch, TreeSelect } from 'antd'
import { useState } from 'react'
import {
  addCalendar,
  assignCalendar,
  changeCalendar,
  listCalendars,
  removeCalendar,
} from '../../server/calendars/contract.ts'
import { minutesIn } from '../../server/calendars/rules.ts'
import { listBranches, listTeams } from '../../server/people/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Names } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'
import { Windows } from './Windows.tsx'

type Calendar = AnswerOf<typeof listCalendars>['items'][number]
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

/** The hours of a week, several of them, and where each is used. */
export function CalendarsPage() {
  const t = useT()
  const language = useLanguage()
  const [editing, setEditing] = useState<Calendar | 'new' | null>(null)
  const asked = useAsk(listCalendars)
  const branches = useAsk(listBranches).data?.items ?? []
  const teams = useAsk(listTeams).data?.items ?? []
  const usedBy = (id: string) =>
    (asked.data?.uses ?? [])
      .filter(use => use.calendarId === id)
      .map(({ branchId, teamId }) => {
        if (teamId) return teams.find(team => team.id === teamId)?.name ?? '–'
        if (branchId) return branches.find(branch => branch.id === branchId)?.name ?? '–'
        return t('calendars.whole-organisation')
      })
  const add = (
    <Button type="primary" needs={addCalendar} onClick={() => setEditing('new')}>
      {t('calendars.add-calendar')}
    </Button>
  )
  const items = asked.data?.items
  return (
    <Page title={t('calendars.calendars')} hint={t('calendars.calendars-hint')} action={items?.length !== 0 && add}>
      <Table
        label={t('calendars.calendars')}
        list={{ ...rowsAsList(items ?? []), rows: items, problem: asked.error, retry: () => void asked.refetch() }}
        rowKey={row => row.id}
        onOpen={setEditing}
        empty={<Empty title={t('calendars.no-calendars')} hint={t('calendars.no-calendars-hint')} action={add} />}
        columns={[
          {
            key: 'name',
            title: t('calendars.calendar-name'),
            phone: 'title',
            value: row => <strong>{row.name}</strong>,
          },
          { key: 'week', title: t('calendars.hours-a-week'), value: row => <WeekInWords calendar={row} /> },
          {
            key: 'hours',
            title: '',
            width: 110,
            right: true,
            value: row => t('calendars.hours', { hours: sayNumber(minutesIn(row.week.flat()) / 60, language) }),
          },
          {
            key: 'uses',
            title: t('calendars.used-by'),
            value: row =>
              usedBy(row.id).length > 0 ? (
                <Names of={usedBy(row.id)} />
              ) : (
                <span className="faint">{t('calendars.used-by-nobody')}</span>
              ),
          },
          { key: 'do', title: '', width: 80, right: true, value: row => <Remove row={row} /> },
        ]}
      />
      {items && items.length > 0 && <Uses items={items} uses={asked.data!.uses} branches={branches} />}
      {editing && (
        <Edit
          key={editing === 'new' ? 'new' : editing.id}
          calendar={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

/** The week as people write it: days with the same hours together. */
function WeekInWords({ calendar }: { calendar: Calendar }) {
  const t = useT()
  const texts = calendar.week.map(spans => spans.map(({ from, to }) => `${from}–${to}`).join(' '))
  const groups: { from: number; to: number; text: string }[] = []
  for (const [n, text] of texts.entries()) {
    const last = groups.at(-1)
    if (last?.text === text) last.to = n
    else groups.push({ from: n, to: n, text })
  }
  const say = (n: number) => t(`calendars.day-${(n + 1) as 1}`)
  return (
    <span className="week-in-words">
      {groups.map(({ from, to, text }) => (
        <span key={from}>
          <b>{from === to ? say(from) : `${say(from)}–${say(to)}`}</b>
          {text || t('calendars.off-day')}
        </span>
      ))}
    </span>
  )
}

function Remove({ row }: { row: Calendar }) {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const remove = useDo(removeCalendar, { onDone: () => say.done(t('calendars.calendar-removed')) })
  const ask = () =>
    modal.confirm({
      title: t('calendars.remove-calendar-sure', { name: row.name }),
      okText: t('calendars.remove-calendar'),
      okButtonProps: { danger: true },
      onOk: () => remove.mutateAsync({ params: { id: row.id } }).catch(say.problem),
    })
  return (
    <Button size="small" type="text" needs={removeCalendar} onClick={ask}>
      {t('calendars.remove-calendar')}
    </Button>
  )
}

type Uses = AnswerOf<typeof listCalendars>['uses']

function Uses({
  items,
  uses,
  branches,
}: {
  items: readonly Calendar[]
  uses: Uses
  branches: AnswerOf<typeof listBranches>['items']
}) {
  const t = useT()
  const say = useSay()
  const [branchId, setBranchId] = useState<string | null>(null)
  const assign = useDo(assignCalendar, { onDone: () => say.done(t('calendars.use-saved')) })
  const current = (id: string | null) => uses.find(use => use.branchId === id && use.teamId === null)?.calendarId ?? ''
  const choose = (id: string | null) => (calendarId: string) =>
    assign.mutate({ body: { branchId: id, calendarId: calendarId || null } }, { onError: say.problem })
  const options = (otherwise: string) => [
    { value: '', label: otherwise },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Panel title={t('calendars.use-for')}>
      <p className="muted panel-hint">{t('calendars.use-for-hint')}</p>
      <div className="setting">
        <span>{t('calendars.whole-organisation')}</span>
        <Select
          aria-label={t('calendars.whole-organisation')}
          value={current(null)}
          onChange={choose(null)}
          options={options(t('calendars.use-product-default'))}
        />
      </div>
      <div className="setting">
        <TreeSelect
          aria-label={t('calendars.use-for-branch')}
          placeholder={t('calendars.use-for-branch')}
          style={{ width: '100%' }}
          value={branchId}
          onChange={setBranchId}
          treeData={branchTree(branches.filter(branch => !branch.closedAt))}
          treeDefaultExpandAll
          showSearch
          treeNodeFilterProp="title"
        />
        <Select
          aria-label={t('calendars.use-for')}
          disabled={!branchId}
          value={branchId ? current(branchId) : ''}
          onChange={choose(branchId)}
          options={options(t('calendars.use-inherit'))}
        />
      </div>
    </Panel>
  )
}

function Edit({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
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
