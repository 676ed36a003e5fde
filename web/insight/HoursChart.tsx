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

const BAR_WIDTH = '62%'
/** As the two last digits of a colour: seen through, so that the completed part stands out. */
const PALE = '66'
/** Below this share of the tallest, a number does not fit into its bar. */
const ROOM_FOR_A_NUMBER = 0.09
/** Below this width of the window, or with more hours, a word does not fit into a bar. */
const ROOM_FOR_WORDS = { width: 1100, hours: 12 }

type Bar = 'done' | 'completed'

function pictureOf(rows: readonly HourRow[], labels: Labels, paint: (name: Colour) => string): EChartsCoreOption {
  const narrow = matchMedia('(max-width: 640px)').matches
  const wordy = innerWidth >= ROOM_FOR_WORDS.width && rows.length <= ROOM_FOR_WORDS.hours
  const sayOn = (of: Bar, name: string) => (of === 'done' ? `${name} ` : wordy ? `${name}\n` : '')
  const bar = (of: Bar, color: string) => ({
    type: 'bar',
    name: labels[of],
    barWidth: BAR_WIDTH,
    data: rows.map(row => row[of]),
    itemStyle: { color },
    label: { show: true, fontSize: 12, formatter: numberOn(rows, of, sayOn(of, labels[of]), narrow) },
  })
  const done = bar('done', `${paint('accent')}${PALE}`)
  const completed = bar('completed', paint('accent-fill'))
  const over = { position: 'top', color: paint('text'), backgroundColor: paint('surface'), padding: [1, 3] }
  return {
    grid: { left: 36, right: narrow ? 40 : 56, top: 24, bottom: 24 },
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
      { ...done, z: 2, label: { ...done.label, ...over } },
      // Completed attempts are a part of the attempts, so their bar stands in the same place.
      {
        ...completed,
        z: 3,
        barGap: '-100%',
        label: { ...completed.label, position: 'inside', color: '#fff', fontSize: 11, lineHeight: 14 },
      },
    ],
  }
}

/**
 * Each bar carries its number; the tallest of its kind says what is counted, so that no legend is needed. On a narrow
 * screen only the tallest of the attempts carries one.
 */
function numberOn(rows: readonly HourRow[], of: Bar, name: string, narrow: boolean) {
  const tallest = rows.reduce((best, row, index) => (row[of] > (rows[best]?.[of] ?? 0) ? index : best), 0)
  const least = of === 'done' ? 1 : Math.max(...rows.flatMap(({ due, done }) => [due, done])) * ROOM_FOR_A_NUMBER
  return ({ value, dataIndex }: { value: number; dataIndex: number }) => {
    if (value < least || (narrow && (of === 'completed' || dataIndex !== tallest))) return ''
    return dataIndex === tallest ? `${name}${value}` : String(value)
  }
}
