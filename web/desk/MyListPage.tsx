import '../supervision/supervision.css'
import '../supervision/steering.css'
import './mine.css'
import { useState } from 'react'
import { Link } from 'react-router'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { listMine, readMyDay } from '../../server/followups/list-contract.ts'
import { moveAppointment } from '../../server/followups/steering-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { type Column, Table } from '../kit/Table.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Move, MoveDrawer } from '../supervision/MoveDrawer.tsx'
import { MyDay } from './MyDay.tsx'

type Row = AnswerOf<typeof listMine>['items'][number]

/** An agent's own: what is kept for him, what he did today, and how the last weeks went. */
export function MyListPage() {
  const t = useT()
  const list = useList(listMine)
  const day = useAsk(readMyDay)
  const [move, setMove] = useState<Move | null>(null)
  return (
    <Page
      title={t('desk.mine')}
      hint={t('desk.mine-hint')}
      action={
        <Link className="ant-btn ant-btn-primary" to="/desk">
          {t('desk.to-desk')}
        </Link>
      }
    >
      {day.data && day.data.answers.length > 0 && <Answers of={day.data.answers} />}
      <div className="mine">
        <Panel title={t('desk.mine-kept')}>
          <Table
            label={t('desk.mine-kept')}
            list={list}
            rowKey={row => row.id}
            columns={useColumns(setMove)}
            empty={
              <Empty title={t('desk.mine-none')} hint={t('desk.mine-none-hint')} to="/desk" step={t('desk.to-desk')} />
            }
          />
        </Panel>
        {day.error && <ProblemNote error={day.error} onRetry={() => void day.refetch()} />}
        {day.data && <MyDay day={day.data} />}
      </div>
      <MoveDrawer move={move} onClose={() => setMove(null)} />
    </Page>
  )
}

function Answers({ of: answers }: { of: AnswerOf<typeof readMyDay>['answers'] }) {
  const t = useT()
  return (
    <Panel title={t('desk.my-answers')}>
      <ul className="mine-answers">
        {answers.map(answer => (
          <li key={answer.followupId}>
            <b>{answer.customerName}</b>
            <p className="as-written">{answer.answer}</p>
            <small className="faint">
              {answer.byName} <Time at={answer.at} />
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function useColumns(onMove: (move: Move) => void): Column<Row>[] {
  const t = useT()
  const language = useLanguage()
  return [
    {
      key: 'customer',
      title: t('desk.who'),
      phone: 'title',
      width: 170,
      value: row => <strong>{row.customerName}</strong>,
    },
    { key: 'when', title: t('desk.mine-when'), width: 130, value: row => <Time at={row.appointmentAt ?? row.dueAt} /> },
    {
      key: 'why',
      title: t('desk.mine-why'),
      value: row => (
        <span className="two-lines">
          {row.campaignName ?? PURPOSE_WORDS[row.purpose][language]}
          <small>{row.reason}</small>
        </span>
      ),
    },
    {
      key: 'kind',
      title: t('desk.mine-kind'),
      width: 130,
      value: row => t(row.appointmentAt ? 'desk.mine-appointment' : 'desk.mine-given'),
    },
    {
      key: 'do',
      title: '',
      width: 90,
      value: row => (
        <Button
          size="small"
          needs={moveAppointment}
          whyNot={row.appointmentAt === null && t('desk.mine-no-appointment')}
          onClick={() => onMove({ row, at: null })}
        >
          {t('desk.mine-move')}
        </Button>
      ),
    },
  ]
}
