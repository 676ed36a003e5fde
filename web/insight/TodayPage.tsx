import './insight.css'
import './reports.css'
import { Skeleton } from 'antd'
import { Link } from 'react-router'
import { downloadToday, readToday } from '../../server/reports/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useFilters } from '../kit/Filters.tsx'
import { useMe } from '../kit/me.ts'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { AgentsTable } from './AgentsTable.tsx'
import { DayStepper } from './DayStepper.tsx'
import { Downloads } from './Downloads.tsx'
import { Fates, type Within } from './Fates.tsx'
import { HoursChart } from './HoursChart.tsx'
import { Later } from './Later.tsx'
import { Numbers } from './Numbers.tsx'
import { OutcomesTable } from './OutcomesTable.tsx'
import { AreaFilters } from './PeriodBar.tsx'
import { Rates } from './Rates.tsx'
import type { Report } from './report.ts'
import { SaveBook } from './SaveBook.tsx'

/** Follow-ups fall due by the clock alone, which no change announces. */
const EVERY_MS = 60_000
/** The room the picture of the hours takes, with its head. */
const CHART_PX = 360

function useAsked() {
  const [values, set] = useFilters(['day', 'branch', 'team', 'campaign'])
  const today = useNow().toZonedDateTimeISO(useMe().organisation.timeZone).toPlainDate()
  const day = dayOf(values.day) ?? today
  return {
    values,
    set,
    today,
    day,
    query: {
      day: day.equals(today) ? undefined : day.toString(),
      branchId: values.branch,
      teamId: values.team,
      campaignId: values.campaign,
    },
  }
}

function dayOf(text: string | undefined): Temporal.PlainDate | undefined {
  try {
    return text === undefined ? undefined : Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}

/** A day of work as it goes: the numbers that count, plan against actual by hour, agents, outcomes, rates. */
export function TodayPage() {
  const t = useT()
  const { values, set, today, day, query } = useAsked()
  const report = useAsk(readToday, { query }, { topics: ['followups', 'cases', 'reports'], everyMs: EVERY_MS })
  return (
    <Page
      title={t(day.equals(today) ? 'insight.today-title' : 'insight.day-title')}
      hint={report.data && <AsOf report={report.data} />}
      action={
        <span className="panel-tools">
          <Downloads query={query} day={day.toString()} />
          <SaveBook endpoint={downloadToday} given={{ query }} fileName={`today-${day}.xlsx`} />
        </span>
      }
    >
      <div className="today-filters">
        <DayStepper
          day={day}
          today={today}
          onChange={next => set('day', next.equals(today) ? undefined : next.toString())}
        />
        <AreaFilters values={values} set={set} />
      </div>
      {report.error && <ProblemNote error={report.error} onRetry={() => void report.refetch()} />}
      {report.data ? (
        <div className={report.isPlaceholderData ? 'today today-stale' : 'today'}>
          <DayOf
            report={report.data}
            within={{ campaign: values.campaign, team: values.team, branch: values.branch }}
          />
        </div>
      ) : (
        !report.error && <Skeleton active paragraph={{ rows: 12 }} />
      )}
    </Page>
  )
}

function AsOf({ report }: { report: Report }) {
  const t = useT()
  return (
    <>
      {t('insight.as-of')}
      <Time at={report.asOf} />
      {t('insight.as-of-hint')}
    </>
  )
}

function DayOf({ report, within }: { report: Report; within: Within }) {
  const t = useT()
  const language = useLanguage()
  const ended = Object.values(report.dispositions).reduce((sum, count) => sum + count, 0)
  const count = sayNumber(ended, language)
  return (
    <>
      <Numbers report={report} />
      <Later height={CHART_PX}>
        <HoursChart report={report} />
      </Later>
      {report.funnel.due > 0 && (
        <Panel
          title={t('insight.today-fates')}
          extra={<Link to="/reports/funnel">{t('insight.today-fates-more')}</Link>}
        >
          <Fates funnel={report.funnel} within={within} />
        </Panel>
      )}
      <div className="side-by-side-panels">
        <AgentsTable agents={report.agents} />
        <OutcomesTable outcomes={report.outcomes} />
      </div>
      <Rates report={report} basis={ended > 0 ? t('insight.rates-basis', { count }) : t('insight.rates-none')} />
    </>
  )
}
