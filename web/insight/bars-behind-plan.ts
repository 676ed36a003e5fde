import type { EChartsCoreOption } from 'echarts/core'
import type { Colour } from '../theme.ts'

/** One bar: what was planned, done and completed in it; without a plan its line is broken. */
export interface PlannedBar {
  name: string
  plan: number | null
  done: number
  completed: number
}

interface Labels {
  plan: string
  done: string
  completed: string
}

const BAR_WIDTH = '62%'
/** As the two last digits of a colour: seen through, so that the completed part stands out. */
const PALE = '66'
/** Below this share of the tallest, a number does not fit into its bar. */
const ROOM_FOR_A_NUMBER = 0.09
/** Below this width of the window, or with more bars, a word does not fit into a bar. */
const ROOM_FOR_WORDS = { width: 1100, bars: 12 }
/** With more bars than these numbers would touch. */
const ROOM_FOR_NUMBERS = 24

/** The plan as a line behind what was done as bars, completed attempts in the dark part. */
export function barsBehindPlan(
  rows: readonly PlannedBar[],
  labels: Labels,
  paint: (name: Colour) => string,
): EChartsCoreOption {
  const narrow = matchMedia('(max-width: 640px)').matches || rows.length > ROOM_FOR_NUMBERS
  const wordy = innerWidth >= ROOM_FOR_WORDS.width && rows.length <= ROOM_FOR_WORDS.bars
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
  const hasPlan = rows.some(row => row.plan !== null)
  return {
    grid: { left: 36, right: narrow ? 40 : 56, top: 24, bottom: 24 },
    xAxis: { type: 'category', data: rows.map(({ name }) => name) },
    yAxis: { type: 'value', minInterval: 1 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.3 } } },
    series: [
      ...(hasPlan
        ? [
            {
              type: 'line',
              name: labels.plan,
              z: 1,
              step: 'middle',
              data: rows.map(({ plan }) => plan),
              showSymbol: rows.length === 1,
              lineStyle: { width: 2, color: paint('faint') },
              itemStyle: { color: paint('faint') },
              endLabel: { show: true, formatter: labels.plan, color: paint('muted'), fontSize: 12 },
            },
          ]
        : []),
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

type Bar = 'done' | 'completed'

/**
 * Each bar carries its number; the tallest of its kind says what is counted, so that no legend is needed. On a narrow
 * screen only the tallest of the attempts carries one.
 */
function numberOn(rows: readonly PlannedBar[], of: Bar, name: string, narrow: boolean) {
  const tallest = rows.reduce((best, row, index) => (row[of] > (rows[best]?.[of] ?? 0) ? index : best), 0)
  const least = of === 'done' ? 1 : Math.max(...rows.flatMap(({ plan, done }) => [plan ?? 0, done])) * ROOM_FOR_A_NUMBER
  return ({ value, dataIndex }: { value: number; dataIndex: number }) => {
    if (value < least || (narrow && (of === 'completed' || dataIndex !== tallest))) return ''
    return dataIndex === tallest ? `${name}${value}` : String(value)
  }
}
