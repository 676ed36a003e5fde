import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../kit/preferences.ts'
import { sayShortDay } from '../kit/say-time.ts'
import type { Colour } from '../theme.ts'
import type { Headline, QuestionReport } from './say-measure.ts'
import { sayMeasure } from './say-measure.ts'

type Paint = (name: Colour) => string

interface Api {
  value(dimension: number): number
  coord(point: [number, number]): [number, number]
}

/** A line with two short ends from low to high of the interval, along one of the axes. */
function whiskers(data: readonly (readonly [number, number, number])[], color: string, upright: boolean) {
  return {
    type: 'custom',
    z: 3,
    silent: true,
    tooltip: { show: false },
    data,
    renderItem: (_params: unknown, api: Api) => {
      const at = (value: number) => api.coord(upright ? [api.value(0), value] : [value, api.value(0)])
      const [low, high] = [at(api.value(1)), at(api.value(2))]
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke: color, lineWidth: 1.5 },
      })
      const [dx, dy] = upright ? [4, 0] : [0, 4]
      return {
        type: 'group',
        children: [
          line(low[0], low[1], high[0], high[1]),
          line(low[0] - dx, low[1] - dy, low[0] + dx, low[1] + dy),
          line(high[0] - dx, high[1] - dy, high[0] + dx, high[1] + dy),
        ],
      }
    },
  }
}

/** How often each answer came, as lying bars with their intervals; greyed while they are few. */
export function valuesPicture(
  question: QuestionReport,
  say: (value: string) => string,
  paint: Paint,
): EChartsCoreOption {
  const rows = question.values
  const color = question.isSmall ? paint('faint') : paint('accent')
  return {
    grid: { left: 8, right: 8, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 1, axisLabel: { show: false }, splitNumber: 4 },
    yAxis: [
      {
        type: 'category',
        inverse: true,
        data: rows.map(row => say(row.value)),
        axisLabel: { color: paint('text'), width: 110, overflow: 'truncate' },
      },
      // The numbers stand in a column of their own, where no interval runs through them.
      {
        type: 'category',
        inverse: true,
        position: 'right',
        data: rows.map(row => `${sayMeasure('share', row.share)} · ${row.count}`),
        axisLine: { show: false },
        axisLabel: { color: paint('muted') },
      },
    ],
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const row = rows[dataIndex]!
        return `${say(row.value)}  ${row.count}  ${sayMeasure('share', row.share)}`
      },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 18,
        data: rows.map(row => row.share ?? 0),
        itemStyle: { color: `${color}aa`, borderRadius: [0, 2, 2, 0] },
      },
      whiskers(
        rows.flatMap((row, index) =>
          row.low === null || row.high === null ? [] : [[index, row.low, row.high] as const],
        ),
        paint('muted'),
        false,
      ),
    ],
  }
}

/** Round numbers below and above all values, which an axis does not find by itself around intervals. */
function roundBounds(values: readonly number[]): { min: number; max: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const step = 10 ** Math.floor(Math.log10(Math.max(high - low, 1))) / 2
  return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step }
}

/** The headline by week as points with their intervals. */
export function trendPicture(
  trend: QuestionReport['trend'],
  kind: Headline['kind'],
  language: Language,
  paint: Paint,
): EChartsCoreOption {
  const isShare = kind === 'share' || kind === 'csat'
  const ends = trend.flatMap(row => [row.low, row.high, row.value]).filter(value => value !== null)
  return {
    grid: { left: 44, right: 16, top: 12, bottom: 24 },
    xAxis: { type: 'category', data: trend.map(row => sayShortDay(Temporal.PlainDate.from(row.week), language)) },
    yAxis: {
      type: 'value',
      ...(isShare && { min: 0, max: 1 }),
      ...(kind === 'nps' && { min: -100, max: 100 }),
      ...(kind === 'mean' && roundBounds(ends)),
      axisLabel: { formatter: (value: number) => (isShare ? `${Math.round(value * 100)}%` : String(value)) },
    },
    tooltip: {
      trigger: 'axis',
      formatter: ([first]: { dataIndex: number }[]) => {
        const row = trend[first?.dataIndex ?? 0]!
        return `${row.week}  ${sayMeasure(kind, row.value)}  n = ${row.n}`
      },
    },
    series: [
      {
        type: 'line',
        data: trend.map(row => row.value),
        symbol: 'circle',
        symbolSize: 7,
        showSymbol: true,
        lineStyle: { color: paint('accent'), width: 2 },
        itemStyle: { color: paint('accent') },
      },
      whiskers(
        trend.flatMap((row, index) =>
          row.low === null || row.high === null ? [] : [[index, row.low, row.high] as const],
        ),
        `${paint('accent')}88`,
        true,
      ),
    ],
  }
}
