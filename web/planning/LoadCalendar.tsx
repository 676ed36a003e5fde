import './load.css'
import { LeftOutlined, MailOutlined, RightOutlined } from '@ant-design/icons'
import { Segmented, Skeleton } from 'antd'
import { useMemo } from 'react'
import { listTeams } from '../../server/people/team-contract.ts'
import { readLoad } from '../../server/planner/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMay } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { LoadGrid } from './LoadGrid.tsx'
import { LoadList } from './LoadList.tsx'
import { LoadOfNeeds } from './LoadOfNeeds.tsx'
import { type DayLoad, daysShown, isDay, type LoadView, tightNeeds, turned } from './load-layout.ts'

/** Absences and shifts change what teams can do without a new plan. */
const TOPICS = ['plans', 'followups', 'calendars']

/** What each team has to do and can do on each day: by team and day, on a phone day after day. */
export function LoadCalendar({ today, firstDay }: { today: string; firstDay: string }) {
  const t = useT()
  const [values, set] = useFilters(['view', 'on', 'team'])
  const { view, days, turn } = useDaysShown(today, firstDay)
  const given = { from: days[0]!.toString(), to: days.at(-1)!.toString(), ...(values.team && { teamId: values.team }) }
  const asked = useAsk(readLoad, { query: given }, { topics: TOPICS })
  const teams = useAsk(listTeams, {}, { when: useMay('people.read') })
  useKeys({
    '[': () => turn(-1),
    ']': () => turn(1),
    t: () => set('on', undefined),
    w: () => set('view', undefined),
    m: () => set('view', 'month'),
  })
  return (
    <section aria-label={t('plan.load-of-days')}>
      <div className="plan-bar">
        <Button icon={<LeftOutlined />} aria-label={t('plan.earlier')} onClick={() => turn(-1)} />
        <Button icon={<RightOutlined />} aria-label={t('plan.later')} onClick={() => turn(1)} />
        <Button onClick={() => set('on', undefined)}>{t('plan.today')}</Button>
        <h2>{useSpanName(view, days)}</h2>
        <Filters
          values={{ team: values.team } as { team?: string }}
          set={set}
          filters={[
            {
              name: 'team',
              label: t('plan.team'),
              options: teams.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [],
            },
          ]}
        />
        <Segmented
          value={view}
          aria-label={t('plan.view')}
          onChange={next => set('view', next === 'month' ? 'month' : undefined)}
          options={[
            { value: 'weeks', label: t('plan.view-weeks') },
            { value: 'month', label: t('plan.view-month') },
          ]}
        />
      </div>
      {asked.error && <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Skeleton active paragraph={{ rows: 8 }} />}
      {asked.data?.teams.length === 0 && <Empty title={t('plan.empty-load')} hint={t('plan.empty-load-hint')} />}
      {asked.data && asked.data.teams.length > 0 && (
        <div className={asked.isPlaceholderData ? 'plan-old' : undefined}>
          <LoadGrid teams={asked.data.teams} days={days} today={today} />
          <LoadList teams={asked.data.teams} days={days} today={today} />
          <LoadOfNeeds teams={asked.data.teams} today={today} />
          {asked.data.more && <p className="muted">{t('plan.more-teams')}</p>}
          <Legend loads={asked.data.teams.flatMap(team => team.days)} />
        </div>
      )}
    </section>
  )
}

/** The days of the address, or four weeks from today on. */
function useDaysShown(today: string, firstDay: string) {
  const [values, set] = useFilters(['view', 'on'])
  const view: LoadView = values.view === 'month' ? 'month' : 'weeks'
  const asked = isDay(values.on) ? values.on : null
  const start = asked ?? (view === 'weeks' && firstDay > today ? firstDay : today)
  const days = useMemo(() => daysShown(view, Temporal.PlainDate.from(start)), [view, start])
  const turn = (by: 1 | -1) => set('on', turned(view, Temporal.PlainDate.from(start), by).toString())
  return { view, days, turn }
}

/** "2026年11月", "2026年11月22日 – 12月19日". */
function useSpanName(view: LoadView, days: readonly Temporal.PlainDate[]): string {
  const language = useLanguage()
  const [from, to] = [days[0]!, days.at(-1)!]
  const say = (day: Temporal.PlainDate, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...options, timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
  const monthOfYear = { year: 'numeric', month: 'long' } as const
  if (view === 'month') return say(from, monthOfYear)
  const first = say(from, { ...monthOfYear, day: 'numeric' })
  return `${first} – ${say(to, { month: 'long', day: 'numeric', ...(to.year !== from.year && { year: 'numeric' }) })}`
}

function Legend({ loads }: { loads: readonly DayLoad[] }) {
  const t = useT()
  const withTight = loads.some(load => tightNeeds(load).length > 0)
  return (
    <div className="plan-legend">
      <span>
        <i className="load-bar">
          <i className="load-promised" />
        </i>
        {t('plan.legend-urgent')}
      </span>
      <span>
        <i className="load-bar">
          <i className="load-rest" />
        </i>
        {t('plan.legend-rest')}
      </span>
      <span>
        <b className="load-over-mark" aria-hidden>
          ▲
        </b>
        {t('plan.legend-over')}
      </span>
      {withTight && (
        <span>
          <i className="load-tight" />
          {t('plan.legend-tight')}
        </span>
      )}
      <span>
        <i className="load-closed" />
        {t('plan.legend-closed')}
      </span>
      {loads.some(load => load.mails > 0) && (
        <span>
          <MailOutlined aria-hidden />
          {t('plan.legend-mails')}
        </span>
      )}
      <span className="plan-keys">{t('plan.keys')}</span>
    </div>
  )
}
