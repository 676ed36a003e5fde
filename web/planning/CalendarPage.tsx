import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Segmented, Skeleton } from 'antd'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { createCampaign } from '../../server/campaigns/contract.ts'
import { readCampaignCalendar } from '../../server/followups/plan-calendar-contract.ts'
import { listBranches } from '../../server/people/contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Filters, useFilters } from '../kit/Filters.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMay, useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import { Agenda } from './CalendarAgenda.tsx'
import { CalendarGrid } from './CalendarGrid.tsx'
import { mondayOf, weeksOfMonth } from './calendar-layout.ts'
import { todayIn } from './say-campaign.ts'
import './calendar.css'

/** All campaigns by month or week, with what they weigh each day; a phone shows them as a list. */
export function CalendarPage() {
  const t = useT()
  const language = useLanguage()
  const navigate = useNavigate()
  const today = todayIn(useMe().organisation.timeZone)
  const [values, set] = useFilters(['view', 'on', 'branch', 'team'])
  const view = values.view === 'week' ? 'week' : 'month'
  const on = values.on && /^\d{4}-\d\d-\d\d$/.test(values.on) ? Temporal.PlainDate.from(values.on) : today
  const weeks = useMemo(() => (view === 'week' ? [mondayOf(on)] : weeksOfMonth(on)), [view, on])
  const span = { from: weeks[0]!, to: weeks.at(-1)!.add({ days: 6 }) }
  const asked = useAsk(
    readCampaignCalendar,
    {
      query: {
        from: span.from.toString(),
        to: span.to.toString(),
        ...(values.branch && { branchId: values.branch }),
        ...(values.team && { teamId: values.team }),
      },
    },
    { topics: ['campaigns', 'followups'] },
  )
  const step = (by: 1 | -1) => {
    const next = view === 'week' ? on.add({ weeks: by }) : on.with({ day: 1 }).add({ months: by })
    set('on', next.toString())
  }
  const create = (from: string, until: string) => navigate(`/campaigns/new?from=${from}&until=${until}`)
  useKeys({
    arrowleft: () => step(-1),
    arrowright: () => step(1),
    t: () => set('on', undefined),
    w: () => set('view', 'week'),
    m: () => set('view', undefined),
  })
  const title = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    ...(view === 'week' && { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${view === 'week' ? span.from : on}T00:00:00Z`))
  return (
    <Page
      title={t('planning.calendar')}
      hint={t('planning.calendar-hint')}
      action={
        <Button type="primary" needs={createCampaign} onClick={() => navigate('/campaigns/new')}>
          {t('planning.new-campaign')}
        </Button>
      }
    >
      <div className="calendar-bar">
        <Button icon={<LeftOutlined />} aria-label={t('planning.earlier-days')} onClick={() => step(-1)} />
        <Button icon={<RightOutlined />} aria-label={t('planning.later-days')} onClick={() => step(1)} />
        <Button onClick={() => set('on', undefined)}>{t('planning.today')}</Button>
        <h2>{title}</h2>
        <CalendarFilters values={values} set={set} />
        <Segmented
          value={view}
          aria-label={t('planning.view')}
          onChange={next => set('view', next === 'week' ? 'week' : undefined)}
          options={[
            { value: 'month', label: t('planning.month') },
            { value: 'week', label: t('planning.week') },
          ]}
        />
      </div>
      {asked.error && <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Skeleton active paragraph={{ rows: 12 }} />}
      {asked.data && (
        <div className={asked.isPlaceholderData ? 'calendar calendar-old' : 'calendar'}>
          <CalendarGrid
            answer={asked.data}
            weeks={weeks}
            month={view === 'month' ? on.month : null}
            today={today}
            onCreate={create}
          />
          <Agenda answer={asked.data} span={span} today={today} />
          {asked.data.more && <p className="muted">{t('planning.calendar-more')}</p>}
          <p className="calendar-keys">{t('planning.calendar-keys')}</p>
        </div>
      )}
    </Page>
  )
}

type Values = { view?: string; on?: string; branch?: string; team?: string }

function CalendarFilters({
  values,
  set,
}: {
  values: Values
  set: (name: 'branch' | 'team', value: string | undefined) => void
}) {
  const t = useT()
  const when = useMay('people.read')
  const asOptions = (items: readonly { id: string; name: string }[] | undefined) =>
    items?.map(({ id, name }) => ({ value: id, label: name })) ?? []
  return (
    <Filters
      values={{ branch: values.branch, team: values.team } as { branch?: string; team?: string }}
      set={set}
      filters={[
        {
          name: 'branch',
          label: t('planning.branch'),
          options: asOptions(useAsk(listBranches, {}, { when }).data?.items),
        },
        { name: 'team', label: t('planning.team'), options: asOptions(useAsk(listTeams, {}, { when }).data?.items) },
      ]}
    />
  )
}
