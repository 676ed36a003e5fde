import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../kit/preferences.ts'
import { sayShortDay } from '../kit/say-time.ts'
import type { Colour } from '../theme.ts'

/** One day: what falls on it as the line, what is or can be done of it as the bar. */
export interface DayDrawn {
  /** ISO date. */
  day: string
  line: number
  bar: number
}

interface Labels {
  line: string
  bar: string
}

/** So near to an end of the axis a name would leave the picture. */
const EDGE = 2
/** Names on days so near to each other would overlap. */
const NEAR = 2

/** Days as bars before a stepped line; the highest of each says what it counts, so that no legend is needed. */
export function lineBehindBars(
  days: readonly DayDrawn[],
  labels: Labels,
  language: Language,
  paint: (name: Colour) => string,
): EChartsCoreOption {
  const tallest = highest(days, ({ bar }) => bar)
  const peak = highest(days, ({ line }) => line)
  const text = { show: true, fontSize: 12, distance: 4, backgroundColor: paint('surface') }
  // Where both are highest on one day, or nearly so, the bar's name would lie on the line's.
  const near = Math.abs(tallest - peak) <= NEAR
  const apart = !near || days[tallest]!.bar < days[peak]!.line * 0.75
  return {
    grid: { left: 0, right: 8, top: 24, bottom: 0, containLabel: true },
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => sayShortDay(Temporal.PlainDate.from(day), language)),
      axisLabel: { hideOverlap: true },
    },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3 },
    series: [
      {
        type: 'bar',
        name: labels.bar,
        data: days.map(({ bar }) => bar),
        itemStyle: { color: paint('accent') },
        barMaxWidth: 16,
        label: {
          ...text,
          position: apart ? 'top' : 'right',
          color: paint('accent'),
          formatter: ({ dataIndex, value }: Point) => (dataIndex === tallest && value > 0 ? labels.bar : ''),
        },
      },
      {
        type: 'line',
        name: labels.line,
        step: 'middle',
        symbol: 'circle',
        symbolSize: 0.1,
        showAllSymbol: true,
        data: days.map(({ line }) => line),
        lineStyle: { color: paint('info'), width: 1.5 },
        itemStyle: { color: paint('info') },
        label: {
          ...text,
          position: 'top',
          align: peak < EDGE ? 'left' : peak >= days.length - EDGE ? 'right' : 'center',
          color: paint('info'),
          formatter: ({ dataIndex, value }: Point) => (dataIndex === peak && value > 0 ? labels.line : ''),
        },
      },
    ],
  }
}

interface Point {
  dataIndex: number
  value: number
}

function highest(days: readonly DayDrawn[], of: (day: DayDrawn) => number): number {
  return days.reduce((best, day, index) => (of(day) > of(days[best]!) ? index : best), 0)
}
