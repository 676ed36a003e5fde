import './insight.css'
import './reports.css'
import { App } from 'antd'
import { useState } from 'react'
import {
  addSchedule,
  changeSchedule,
  listSchedules,
  readMailServer,
  removeSchedule,
  testSchedule,
} from '../../server/reports/schedule-contract.ts'
import { useAsk, useDo, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { ReportMails } from './ReportMails.tsx'
import { ScheduleDrawer } from './ScheduleDrawer.tsx'
import { Recipients } from './ScheduleRecipients.tsx'
import { givenOf, type Schedule, useSayRhythm } from './schedule.ts'

const TOPICS = ['reports']

/** Reports that go out by e-mail at set times: to whom, when next, and how the last went. */
export function SchedulesPage() {
  const t = useT()
  const say = useSay()
  const list = useList(listSchedules, {}, { topics: TOPICS })
  const server = useAsk(readMailServer).data
  const [editing, setEditing] = useState<Schedule | 'new' | null>(null)
  const [log, setLog] = useState<Schedule | null>(null)
  const sayRhythm = useSayRhythm()
  const add = (
    <Button type="primary" needs={addSchedule} onClick={() => setEditing('new')}>
      {t('insight.schedule-add')}
    </Button>
  )
  return (
    <Page title={t('insight.schedules')} hint={t('insight.schedules-hint')} action={list.rows?.length !== 0 && add}>
      {server && (
        <p className={server.configured ? 'mail-server faint' : 'mail-server mail-none'}>
          {server.configured ? t('insight.mail-from', { from: server.from ?? '' }) : t('insight.mail-none')}
        </p>
      )}
      <Table<Schedule>
        label={t('insight.schedules')}
        list={list}
        rowKey={row => row.id}
        onOpen={setLog}
        openKey={log?.id}
        dim={row => row.paused}
        empty={<Empty title={t('insight.schedules-empty')} hint={t('insight.schedules-empty-hint')} action={add} />}
        columns={[
          {
            key: 'name',
            title: t('insight.schedule-name'),
            phone: 'title',
            value: row => (
              <span className="schedule-name">
                <strong>{row.name}</strong>
                <small>{[row.branchName, row.campaignName, row.teamName].filter(Boolean).join(' · ')}</small>
              </span>
            ),
          },
          { key: 'when', title: t('insight.schedule-when'), value: sayRhythm },
          { key: 'to', title: t('insight.schedule-recipients'), value: row => <Recipients schedule={row} /> },
          {
            key: 'next',
            title: t('insight.schedule-next'),
            value: row => (row.paused ? t('insight.schedule-paused') : <Time at={row.nextAt} />),
          },
          { key: 'last', title: t('insight.schedule-last'), value: row => <LastSlot last={row.last} /> },
          {
            key: 'do',
            title: '',
            value: row => (
              <Actions row={row} configured={server?.configured ?? true} onEdit={setEditing} onLog={setLog} />
            ),
          },
        ]}
      />
      <ScheduleDrawer
        key={editing === 'new' ? 'new' : (editing?.id ?? 'none')}
        schedule={editing === 'new' ? null : editing}
        open={editing !== null}
        onClose={() => setEditing(null)}
        onDone={name =>
          say.done(editing === 'new' ? t('insight.schedule-added', { name }) : t('insight.schedule-changed', { name }))
        }
      />
      <ReportMails schedule={log} onClose={() => setLog(null)} />
    </Page>
  )
}

function LastSlot({ last }: { last: Schedule['last'] }) {
  const t = useT()
  if (!last) return <span className="faint">{t('insight.schedule-never')}</span>
  return (
    <span className="schedule-last">
      <Time at={last.slot} />
      {last.failed > 0 && <Status feel="bad">{t('insight.schedule-failed', { failed: String(last.failed) })}</Status>}
      {last.open > 0 && <Status feel="waiting">{t('insight.schedule-open', { open: String(last.open) })}</Status>}
      {last.sent > 0 && last.failed === 0 && (
        <Status feel="good">{t('insight.schedule-sent', { sent: String(last.sent) })}</Status>
      )}
    </span>
  )
}

interface ActionsProps {
  row: Schedule
  configured: boolean
  onEdit: (row: Schedule) => void
  onLog: (row: Schedule) => void
}

function Actions({ row, configured, onEdit, onLog }: ActionsProps) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const { modal } = App.useApp()
  const test = useDo(testSchedule, { topics: TOPICS })
  const change = useDo(changeSchedule, { topics: TOPICS })
  const remove = useDo(removeSchedule, { topics: TOPICS })
  const onError = say.problem
  const askRemove = () =>
    modal.confirm({
      title: t('insight.schedule-remove-sure', { name: row.name }),
      okText: t('insight.schedule-remove'),
      okButtonProps: { danger: true },
      onOk: () =>
        remove.mutate(
          { params: { id: row.id } },
          { onSuccess: () => say.done(t('insight.schedule-removed')), onError },
        ),
    })
  return (
    <span className="schedule-do">
      <Button
        size="small"
        needs={testSchedule}
        whyNot={!configured && t('insight.mail-none')}
        loading={test.isPending}
        onClick={() =>
          test.mutate(
            { params: { id: row.id }, body: { language } },
            { onSuccess: () => say.done(t('insight.schedule-tested')), onError },
          )
        }
      >
        {t('insight.schedule-test')}
      </Button>
      <Button size="small" onClick={() => onLog(row)}>
        {t('insight.schedule-log')}
      </Button>
      <Button size="small" needs={changeSchedule} onClick={() => onEdit(row)}>
        {t('insight.schedule-edit')}
      </Button>
      <Button
        size="small"
        needs={changeSchedule}
        loading={change.isPending}
        onClick={() =>
          change.mutate(
            { params: { id: row.id }, body: { ...givenOf(row), paused: !row.paused, version: row.version } },
            { onError },
          )
        }
      >
        {row.paused ? t('insight.schedule-resume') : t('insight.schedule-pause')}
      </Button>
      <Button size="small" danger type="text" needs={removeSchedule} onClick={askRemove}>
        {t('insight.schedule-remove')}
      </Button>
    </span>
  )
}
