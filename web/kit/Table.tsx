import { Button, Skeleton } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import type { List } from './ask.ts'
import { ProblemNote } from './Problem.tsx'
import { useT } from './words.ts'

export interface Column<T> {
  key: string
  title: ReactNode
  value: (row: T) => ReactNode
  width?: number | string
  /** Numbers stand on the right. */
  right?: boolean
  /** On a phone a row is a card: `title` is its first line, `hide` leaves the cell out. */
  phone?: 'title' | 'hide'
}

interface TableProps<T> {
  /** For those who cannot see it: what the table lists. */
  label: string
  list: List<T>
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  /** Opens a row, by click or Enter. */
  onOpen?: (row: T) => void
  /** The key of the row that is open beside the list. */
  openKey?: string | null
  /** Dims rows that are no longer in use. */
  dim?: (row: T) => boolean
  /** Shown instead of the table while there is no row. */
  empty: ReactNode
}

/** The one table: dense rows, sticky head, more on demand, its own loading, empty and error states, cards on a phone. */
export function Table<T>({ label, list, columns, rowKey, onOpen, openKey, dim, empty }: TableProps<T>) {
  const t = useT()
  if (list.rows === undefined) {
    return list.problem ? (
      <ProblemNote error={list.problem} onRetry={list.retry} />
    ) : (
      <Skeleton active paragraph={{ rows: 6 }} />
    )
  }
  if (list.rows.length === 0) return empty
  return (
    <div className={list.stale ? 'table-wrap table-stale' : 'table-wrap'}>
      {list.problem && <ProblemNote error={list.problem} onRetry={list.retry} />}
      <table className="table" aria-label={label} aria-busy={list.stale}>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.key}
                scope="col"
                style={{ width: column.width }}
                className={column.right ? 'right' : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map(row => {
            const key = rowKey(row)
            const classes = [onOpen && 'row-open', key === openKey && 'row-current', dim?.(row) && 'row-dim']
            return (
              <tr
                key={key}
                data-key={key}
                className={classes.filter(Boolean).join(' ')}
                {...(onOpen && opening(() => onOpen(row)))}
              >
                {columns.map(column => (
                  <td
                    key={column.key}
                    data-title={typeof column.title === 'string' ? column.title : undefined}
                    className={classesOf(column, column === columns.at(-1))}
                  >
                    {column.value(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {list.hasMore && (
        <div className="table-more">
          <Button onClick={list.loadMore} loading={list.loadingMore}>
            {t('kit.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** A last column without a name holds what can be done with a row. */
function classesOf<T>(column: Column<T>, isLast: boolean): string {
  const isDeeds = isLast && column.title === ''
  return [column.right && 'right', column.phone && `phone-${column.phone}`, isDeeds && 'table-deeds']
    .filter(Boolean)
    .join(' ')
}

/** What makes a row open by click and by Enter, without stealing clicks from the controls inside it. */
function opening(open: () => void) {
  return {
    tabIndex: 0,
    onClick: (event: { target: EventTarget }) => {
      if (!(event.target as HTMLElement).closest('a, button, input, label')) open()
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) open()
    },
  }
}

/** Rows that are at hand already, as a list for `Table`. */
export function rowsAsList<T>(rows: readonly T[]): List<T> {
  const nothing = () => {}
  return { rows, problem: null, stale: false, retry: nothing, hasMore: false, loadingMore: false, loadMore: nothing }
}
