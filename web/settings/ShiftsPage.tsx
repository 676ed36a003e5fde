import './calendars.css'
import { Form, Input, Segmented, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { ABSENCES, copyShifts, planShifts, readShifts } from '../../server/calendars/shift-contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMay, useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { sayNumber, sayShortDay } from '../kit/say-time.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { WeekSteps } from './WeekSteps.tsx'
import { Windows } from './Windows.tsx'

type Week = AnswerOf<typeof readShifts>
type Person = Week['people'][number]
type PlannedDay = Person['days'][number]

/** Who of a team works when, week by week, and how much the team can do each day. */
export function ShiftsPage() {
  const t = useT()
  const say = useSay()
  const today = useNow().toZonedDateTimeISO(useMe().organisation.timeZone).toPlainDate()
  const [search, setSearch] = useSearchParams()
  const teams = useAsk(listTeams).data?.items
  const teamId = search.get('team') ?? teams?.[0]?.id
  const asked = search.get('week')
  const monday = mondayOf(asked && /^\d{4}-\d\d-\d\d$/.test(asked) ? Temporal.PlainDate.from(asked) : today)
  const [chosen, setChosen] = useState<{ person: Person; day: PlannedDay } | null>(null)
  const week = useAsk(readShifts, { query: { teamId: teamId ?? '', monday: String(monday) } }, { when: !!teamId })
  const copy = useDo(copyShifts, { onDone: ({ copied }) => say.done(t('calendars.copied-week', { count: copied })) })
  const go = (given: { team?: string; week?: Temporal.PlainDate }) =>
    setSearch({ team: given.team ?? teamId ?? '', week: String(given.week ?? monday) }, { replace: true })
  const copyOn = () => {
    const next = monday.add({ days: 7 })
    const body = { teamId: teamId!, fromMonday: String(monday), toMonday: String(next) }
    copy.mutate({ body }, { onError: say.problem, onSuccess: () => go({ week: next }) })
  }
  if (teams?.length === 0) {
    return (
      <Page title={t('calendars.shifts')}>
        <Empty
          title={t('calendars.no-shift-teams')}
          hint={t('calendars.no-shift-teams-hint')}
          to="/settings/teams"
          step={t('calendars.to-teams')}
        />
      </Page>
    )
  }
  return (
    <Page
      title={t('calendars.shifts')}
      hint={t('calendars.shifts-hint')}
      action={
        <Button needs={copyShifts} loading={copy.isPending} onClick={copyOn}>
          {t('calendars.copy-week')}
        </Button>
      }
    >
      <div className="year-head">
        <Select
          aria-label={t('calendars.team')}
          style={{ minWidth: 180 }}
          value={teamId}
          onChange={team => go({ team })}
          options={(teams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <WeekSteps monday={monday} thisMonday={mondayOf(today)} onGo={week => go({ week })} />
      </div>
      {week.data ? (
        <Grid week={week.data} monday={monday} today={today} onChoose={setChosen} />
      ) : week.error ? (
        <ProblemNote error={week.error} onRetry={() => void week.refetch()} />
      ) : (
        <Skeleton active />
      )}
      {chosen && (
        <PlanDay key={`${chosen.person.staffId} ${chosen.day.day}`} {...chosen} onClose={() => setChosen(null)} />
      )}
    </Page>
  )
}

function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 })
}

interface GridProps {
  week: Week
  monday: Temporal.PlainDate
  today: Temporal.PlainDate
  onChoose: (chosen: { person: Person; day: PlannedDay }) => void
}

function Grid({ week, monday, today, onChoose }: GridProps) {
  const t = useT()
  const language = useLanguage()
  const mayPlan = useMay(planShifts.permission)
  if (week.people.length === 0) {
    return (
      <Empty
        title={t('calendars.no-members')}
        hint={t('calendars.no-members-hint')}
        to="/settings/teams"
        step={t('calendars.to-teams')}
      />
    )
  }
  const days = Array.from({ length: 7 }, (_, n) => monday.add({ days: n }))
  const todayClass = (day: Temporal.PlainDate) => (day.equals(today) ? 'shift-today' : undefined)
  return (
    <>
      {week.capacity.some(one => !one.yearLoaded) && (
        <p style={{ marginBottom: 12 }}>
          <Status feel="warn">{t('calendars.year-unknown')}</Status>
        </p>
      )}
      <div className="shift-grid-wrap">
        <table className="shift-grid" aria-label={t('calendars.shifts')}>
          <thead>
            <tr>
              <th scope="col">{t('calendars.person')}</th>
              {days.map(day => (
                <th key={String(day)} scope="col" className={todayClass(day)}>
                  <b>{t(`calendars.day-${day.dayOfWeek as 1}`)}</b>
                  {sayShortDay(day, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {week.people.map(person => (
              <tr key={person.staffId}>
                <th scope="row">{person.name}</th>
                {person.days.map((day, n) => (
                  <td key={day.day} className={todayClass(days[n]!)}>
                    <Cell day={day} disabled={!mayPlan} onChoose={() => onChoose({ person, day })} name={person.name} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('calendars.capacity')}</th>
              {week.capacity.map((one, n) => (
                <td key={one.day} className={todayClass(days[n]!)}>
                  {t('calendars.capacity-of', {
                    agents: one.agents,
                    hours: sayNumber(Math.round(one.minutes / 6) / 10, language),
                  })}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  )
}

interface CellProps {
  day: PlannedDay
  name: string
  disabled: boolean
  onChoose: () => void
}

function Cell({ day, name, disabled, onChoose }: CellProps) {
  const t = useT()
  const look = day.absence ? 'shift-cell-absent' : day.from === 'shift' ? 'shift-cell-own' : ''
  const lines = day.absence
    ? [t(`calendars.absence-${day.absence}`)]
    : day.windows.length > 0
      ? day.windows.map(({ from, to }) => `${from}–${to}`)
      : [t('calendars.off-day')]
  return (
    <button
      type="button"
      className={`shift-cell ${look}`}
      disabled={disabled}
      title={day.note || (day.from === 'shift' ? t('calendars.shift-own') : undefined)}
      aria-label={`${name} ${day.day} ${lines.join(' ')}`}
      onClick={onChoose}
    >
      {lines.map(line => (
        <span key={line}>{`${line} `}</span>
      ))}
    </button>
  )
}

interface Plan {
  what: 'calendar' | 'hours' | 'absence'
  windows: PlannedDay['windows']
  absence: (typeof ABSENCES)[number]
  until: string
  note: string
}

const DAYS_AT_MOST = 62

function PlanDay({ person, day, onClose }: { person: Person; day: PlannedDay; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const first = Temporal.PlainDate.from(day.day)
  const daysOf = (until: string) => {
    const length = Math.min(first.until(Temporal.PlainDate.from(until)).days + 1, DAYS_AT_MOST)
    return Array.from({ length: Math.max(length, 1) }, (_, n) => String(first.add({ days: n })))
  }
  return (
    <FormDrawer<Plan, GivenTo<typeof planShifts>, unknown>
      title={t('calendars.plan-title', { name: person.name, day: day.day })}
      submit={t('calendars.plan-save')}
      open
      onClose={onClose}
      action={useDo(planShifts)}
      given={({ what, windows, absence, until, note }) => ({
        body: {
          staffId: person.staffId,
          days: daysOf(until),
          windows: what === 'hours' ? windows : null,
          absence: what === 'absence' ? absence : null,
          note: note ?? '',
        },
      })}
      initial={{
        what: day.absence ? 'absence' : day.from === 'shift' ? 'hours' : 'calendar',
        windows: day.windows.length > 0 ? day.windows : [{ from: '09:00', to: '18:00' }],
        absence: day.absence ?? 'leave',
        until: day.day,
        note: day.note,
      }}
      onDone={() => say.done(t('calendars.plan-saved'))}
    >
      {form => (
        <>
          <Form.Item name="what" label={t('calendars.plan-what')}>
            <Segmented
              options={[
                { value: 'calendar', label: t('calendars.plan-as-calendar') },
                { value: 'hours', label: t('calendars.plan-hours') },
                { value: 'absence', label: t('calendars.plan-absence') },
              ]}
            />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => {
              const what = form.getFieldValue('what') as Plan['what']
              if (what === 'hours') {
                return (
                  <div className="week-fields">
                    <Windows name="windows" label={t('calendars.plan-hours')} none={t('calendars.off-day')} />
                  </div>
                )
              }
              if (what !== 'absence') return null
              return (
                <Form.Item name="absence" label={t('calendars.plan-reason')}>
                  <Select options={ABSENCES.map(one => ({ value: one, label: t(`calendars.absence-${one}`) }))} />
                </Form.Item>
              )
            }}
          </Form.Item>
          <Form.Item
            name="until"
            label={t('calendars.plan-until')}
            extra={t('calendars.plan-until-hint')}
            rules={[{ required: true }]}
          >
            <Input type="date" min={day.day} max={String(first.add({ days: DAYS_AT_MOST - 1 }))} />
          </Form.Item>
          <Form.Item name="note" label={t('calendars.plan-note')}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  )
}
