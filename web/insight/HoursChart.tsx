import type { EChartsCoreOption } from 'echarts/core'
import { Chart } from '../kit/Chart.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Colour } from '../theme.ts'
import { type HourRow, hoursToDraw, type Report } from './report.ts'

interface Labels {
  due: string
  done: string
  completed: string
}

/** What fell due by hour as a line behind what was done as bars, completed attempts in the dark part. */
export function HoursChart({ hours }: { hours: Report['hours'] }) {
  const t = useT()
  const rows = hoursToDraw(hours)
  const labels = {
    due: t('insight.plan-line'),
    done: t('insight.bar-done'),
    completed: t('insight.bar-completed'),
  }
  return (
    <Chart<HourRow>
      title={t('insight.by-hour')}
      rows={rows}
      height={280}
      picture={paint => pictureOf(rows, labels, paint)}
      empty={<Empty title={t('insight.no-hours')} hint={t('insight.no-hours-hint')} />}
      columns={[
        { key: 'hour', title: t('insight.hour'), phone: 'title', value: row => t('insight.hour-of', row) },
        { key: 'due', title: labels.due, right: true, value: row => <Num value={row.due} /> },
        { key: 'done', title: labels.done, right: true, value: row => <Num value={row.done} /> },
        { key: 'reached', title: t('insight.reached'), right: true, value: row => <Num value={row.reached} /> },
        { key: 'completed', title: labels.completed, right: true, value: row => <Num value={row.completed} /> },
      ]}
    />
  )
}

const BAR_WIDTH = '46%'

function pictureOf(rows: readonly HourRow[], labels: Labels, paint: (name: Colour) => string): EChartsCoreOption {
  const tallest = topOf(rows, 'done')
  const bar = (of: 'done' | 'completed') => ({ type: 'bar', barWidth: BAR_WIDTH, data: rows.map(row => row[of]) })
  return {
    grid: { left: 36, right: 56, top: 24, bottom: 24 },
    xAxis: { type: 'category', data: rows.map(({ hour }) => hour) },
    yAxis: { type: 'value', minInterval: 1 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.3 } } },
    series: [
      {
        type: 'line',
        name: labels.due,
        z: 1,
        step: 'middle',
        data: rows.map(({ due }) => due),
        lineStyle: { width: 2, color: paint('faint') },
        itemStyle: { color: paint('faint') },
        endLabel: { show: true, formatter: labels.due, color: paint('muted'), fontSize: 12 },
      },
      {
        ...bar('done'),
        name: labels.done,
        z: 2,
        itemStyle: { color: paint('accent'), opacity: 0.4 },
        label: barLabel(labels.done, tallest, paint('text'), 'top'),
      },
      {
        ...bar('completed'),
        name: labels.completed,
        z: 3,
        // Completed attempts are a part of the attempts, so their bar stands in the same place.
        barGap: '-100%',
        itemStyle: { color: paint('accent-fill') },
      },
    ],
  }
}

/** Each bar carries its number; the tallest says what is counted, so that no legend is needed. */
function barLabel(name: string, tallest: number, color: string, position: 'top') {
  return {
    show: true,
    position,
    color,
    fontSize: 12,
    formatter: ({ value, dataIndex }: { value: number; dataIndex: number }) =>
      value === 0 ? '' : dataIndex === tallest ? `${name} ${value}` : String(value),
  }
}

function topOf(rows: readonly HourRow[], of: 'done'): number {
  return rows.reduce((best, row, index) => (row[of] > (rows[best]?.[of] ?? 0) ? index : best), 0)
}
