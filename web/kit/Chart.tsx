import { Segmented, Skeleton } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { type Colour, colour } from '../theme.ts'
import { useMode } from './preferences.ts'
import { type Column, rowsAsList, Table } from './Table.tsx'
import { useT } from './words.ts'

const ChartCanvas = lazy(() => import('./ChartCanvas.tsx'))

interface ChartProps<T> {
  title: string
  /** The picture, from colours of the palette: lines, bars, funnels and intervals; labels beside the data, no legend. */
  picture: (paint: (name: Colour) => string) => EChartsCoreOption
  /** The same numbers as a table: for those who cannot see the picture and those who want to check it. */
  rows: readonly T[]
  columns: readonly Column<T>[]
  height?: number
  empty: ReactNode
}

/** The one chart: drawn lazily in the palette, with its numbers as a table one click away. */
export function Chart<T>({ title, picture, rows, columns, height = 260, empty }: ChartProps<T>) {
  const t = useT()
  const mode = useMode()
  const [view, setView] = useState<'picture' | 'table'>('picture')
  return (
    <section className="panel chart">
      <header>
        <h2>{title}</h2>
        <Segmented
          size="small"
          value={view}
          onChange={setView}
          options={[
            { value: 'picture', label: t('kit.picture') },
            { value: 'table', label: t('kit.table') },
          ]}
        />
      </header>
      {rows.length === 0 ? (
        empty
      ) : view === 'table' ? (
        <Table
          label={title}
          list={rowsAsList(rows)}
          columns={columns}
          rowKey={row => String(rows.indexOf(row))}
          empty={empty}
        />
      ) : (
        <Suspense fallback={<Skeleton active />}>
          <ChartCanvas title={title} option={picture(name => colour(mode, name))} mode={mode} height={height} />
        </Suspense>
      )}
    </section>
  )
}
