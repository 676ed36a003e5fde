import type { EChartsCoreOption } from 'echarts/core'
import type { readPlanReport } from '../../server/reports/plan-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { Chart } from '../kit/Chart.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayShortDay } from '../kit/say-time.ts'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { barsBehindPlan } from './bars-behind-plan.ts'
import { hoursToDraw } from './report.ts'

export type PlanReport = AnswerOf<typeof readPlanReport>
export type PlanRow = PlanReport['rows'][number]

/** The rows worth drawing: of hours those of a working day and those with work; all days and months. */
export function rowsToDraw({ by, rows }: Pick<PlanReport, 'by' | 'rows'>): PlanRow[] {
  if (rows.every(row => (row.plan ?? 0) + row.attempts === 0)) return []
  if (by !== 'hour') return rows
  const asHours = rows.map(row => ({ ...row, hour: row.label, due: row.plan ?? 0, done: row.attempts }))
  const several = new Set(rows.map(row => row.from)).size > 1
  return several ? asHours.filter(row => row.due + row.done > 0) : hoursToDraw(asHours)
}

/** The plan as a line behind what was done as bars; a day without a frozen plan has no line. */
export function PlanChart({ report }: { report: PlanReport }) {
  const t = useT()
  const language = useLanguage()
  const rows = rowsToDraw(report)
  const labels = { plan: t('insight.planned'), done: t('insight.bar-done'), completed: t('insight.bar-completed') }
  const picture = (paint: Parameters<typeof barsBehindPlan>[2]): EChartsCoreOption =>
    barsBehindPlan(
      rows.map(({ label, from, plan, attempts, completed }) => ({
        name:
          report.by === 'hour'
            ? label
            : report.by === 'day'
              ? sayShortDay(Temporal.PlainDate.from(from), language)
              : label,
        plan,
        done: attempts,
        completed,
      })),
      labels,
      paint,
    )
  return (
    <Chart<PlanRow>
      title={t(`insight.plan-by-${report.by}`)}
      rows={rows}
      height={280}
      picture={picture}
      empty={<Empty title={t('insight.plan-empty')} hint={t('insight.plan-empty-hint')} />}
      columns={[
        { key: 'time', title: t('insight.plan-time'), phone: 'title', value: row => row.label },
        { key: 'plan', title: labels.plan, right: true, value: row => <Num value={row.plan} /> },
        { key: 'done', title: labels.done, right: true, value: row => <Num value={row.attempts} /> },
        { key: 'completed', title: labels.completed, right: true, value: row => <Num value={row.completed} /> },
      ]}
    />
  )
}
