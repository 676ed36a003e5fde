import { Chart } from '../kit/Chart.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { barsBehindPlan } from './bars-behind-plan.ts'
import { type HourRow, hoursToDraw, type Report } from './report.ts'

/** The plan by hour as a line behind what was done as bars; on a day without a frozen plan, what is due as it stands now. */
export function HoursChart({ report: { hours, frozenAt } }: { report: Report }) {
  const t = useT()
  const rows = hoursToDraw(hours.map(hour => ({ ...hour, due: hour.planned ?? hour.due })))
  const labels = {
    plan: t(frozenAt ? 'insight.planned' : 'insight.plan-line'),
    done: t('insight.bar-done'),
    completed: t('insight.bar-completed'),
  }
  return (
    <>
      <Chart<HourRow>
        title={t('insight.by-hour')}
        rows={rows}
        height={280}
        picture={paint =>
          barsBehindPlan(
            rows.map(({ hour, due, done, completed }) => ({ name: hour, plan: due, done, completed })),
            labels,
            paint,
          )
        }
        empty={<Empty title={t('insight.no-hours')} hint={t('insight.no-hours-hint')} />}
        columns={[
          { key: 'hour', title: t('insight.hour'), phone: 'title', value: row => t('insight.hour-of', row) },
          { key: 'due', title: labels.plan, right: true, value: row => <Num value={row.due} /> },
          { key: 'done', title: labels.done, right: true, value: row => <Num value={row.done} /> },
          { key: 'reached', title: t('insight.reached'), right: true, value: row => <Num value={row.reached} /> },
          { key: 'completed', title: labels.completed, right: true, value: row => <Num value={row.completed} /> },
        ]}
      />
      <p className="plan-note">
        {frozenAt ? (
          <>
            {t('insight.plan-frozen-at')}
            <Time at={frozenAt} />
          </>
        ) : (
          t('insight.plan-live')
        )}
      </p>
    </>
  )
}
