import './admin.css'
import './calendars.css'
import { App, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { addCalendar, assignCalendar, listCalendars, removeCalendar } from '../../server/calendars/contract.ts'
import { minutesIn } from '../../server/calendars/rules.ts'
import { listBranches } from '../../server/people/contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Names } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { branchTree } from './branch-tree.ts'
import { type Calendar, CalendarForm } from './CalendarForm.tsx'

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
        <CalendarForm
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
