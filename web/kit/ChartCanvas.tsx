import { BarChart, CustomChart, FunnelChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { colour, type Mode } from '../theme.ts'

use([
  BarChart,
  CustomChart,
  FunnelChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
])

/** The palette as ECharts defaults: quiet axes, direct labels, the accent first. */
function themeOf(mode: Mode): object {
  const paint = (name: Parameters<typeof colour>[1]) => colour(mode, name)
  const axis = {
    axisLine: { lineStyle: { color: paint('line') } },
    axisTick: { show: false },
    axisLabel: { color: paint('faint'), fontSize: 12 },
    splitLine: { lineStyle: { color: paint('hairline') } },
    nameTextStyle: { color: paint('faint') },
  }
  return {
    color: [paint('accent'), paint('info'), paint('warn'), paint('bad'), paint('good'), paint('faint')],
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: paint('text') },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    line: { symbol: 'none', lineStyle: { width: 2 } },
    bar: { itemStyle: { borderRadius: [2, 2, 0, 0] } },
    tooltip: {
      backgroundColor: paint('raised'),
      borderColor: paint('line'),
      textStyle: { color: paint('text'), fontSize: 13 },
      extraCssText: 'box-shadow: none',
    },
  }
}

interface ChartCanvasProps {
  title: string
  option: EChartsCoreOption
  mode: Mode
  height: number
}

/** Draws one picture as SVG and follows the size of its place. */
export default function ChartCanvas({ title, option, mode, height }: ChartCanvasProps) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(option)
  latest.current = option
  const drawn = useRef<ReturnType<typeof init> | null>(null)

  useEffect(() => {
    const chart = init(place.current, themeOf(mode), { renderer: 'svg' })
    chart.setOption({ animation: false, ...latest.current })
    drawn.current = chart
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(place.current!)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [mode])

  useEffect(() => {
    drawn.current?.setOption({ animation: false, ...option }, { notMerge: true })
  }, [option])

  return <div ref={place} role="img" aria-label={title} style={{ height }} />
}
