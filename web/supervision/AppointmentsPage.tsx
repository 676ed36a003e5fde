import './supervision.css'
import './steering.css'
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { listAppointments } from '../../server/followups/list-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { type Move, MoveDrawer } from './MoveDrawer.tsx'
import { usePeople } from './people.ts'
import { Week } from './Week.tsx'
import { daysFrom, mondayOf } from './week.ts'

export type WeekAnswer = AnswerOf<typeof listAppointments>
export type Appointment = WeekAnswer['items'][number]

const AT_MOST = 200

/** The appointments of a week by day and hour; moved by drag or by key, with the contact policy's word before saving. */
export function AppointmentsPage() {
  const t = useT()
  const zone = useMe().organisation.timeZone
  const today = useNow().toZonedDateTimeISO(zone).toPlainDate()
  const [values, set] = useFilters(['week', 'team', 'agent'])
  const monday = mondayOf(values.week ? Temporal.PlainDate.from(values.week) : today)
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant().toString()
  const asked = useAsk(listAppointments, {
    query: {
      from: at(monday),
      to: at(monday.add({ days: 7 })),
      teamId: values.team,
      agentId: values.agent,
      limit: AT_MOST,
    },
  })
  const [move, setMove] = useState<Move | null>(null)
  const { workers, teams } = usePeople()
  const go = (weeks: number) => {
    const next = monday.add({ weeks })
    set('week', next.equals(mondayOf(today)) ? undefined : next.toString())
  }
  return (
    <Page title={t('supervision.appointments')} hint={t('supervision.appointments-hint')}>
      <div className="week-head">
        <Button icon={<LeftOutlined />} aria-label={t('supervision.previous-week')} onClick={() => go(-1)} />
        <Said monday={monday} />
        <Button icon={<RightOutlined />} aria-label={t('supervision.next-week')} onClick={() => go(1)} />
        <Button onClick={() => set('week', undefined)}>{t('supervision.this-week')}</Button>
        <Filters
          values={values}
          set={set}
          filters={[
            { name: 'agent', label: t('supervision.agent'), options: workers },
            { name: 'team', label: t('supervision.team'), options: teams },
          ]}
        />
      </div>
      {asked.error && <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {asked.data && <Week days={daysFrom(monday)} today={today} answer={asked.data} onMove={setMove} />}
      {asked.data?.items.length === 0 && (
        <Empty title={t('supervision.no-appointments')} hint={t('supervision.no-appointments-hint')} />
      )}
      <MoveDrawer move={move} onClose={() => setMove(null)} />
    </Page>
  )
}

function Said({ monday }: { monday: Temporal.PlainDate }) {
  const t = useT()
  const language = useLanguage()
  const say = (day: Temporal.PlainDate) =>
    day.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', day: 'numeric' })
  return <b>{t('supervision.week-of', { from: say(monday), to: say(monday.add({ days: 6 })) })}</b>
}
