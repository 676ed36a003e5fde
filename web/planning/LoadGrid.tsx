import { type KeyboardEvent, useState } from 'react'
import { useFilters } from '../kit/Filters.tsx'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import {
  beginsWeek,
  type DayLoad,
  emptyDay,
  fullness,
  isOver,
  isTooFull,
  partsOfBar,
  sayPlanDay,
  sumOfTeams,
  type TeamLoad,
} from './load-layout.ts'

export interface LoadProps {
  teams: readonly TeamLoad[]
  days: readonly Temporal.PlainDate[]
  /** Today where the organisation is. */
  today: string
}

/** The address part that stands for all teams together. */
export const ALL_TEAMS = 'all'

interface Row {
  /** Of a team, or `ALL_TEAMS`. */
  id: string
  name: string
  days: readonly DayLoad[]
}

/** Teams as rows, days as columns; each cell says how much there is to do of what can be done. */
export function LoadGrid({ teams, days, today }: LoadProps) {
  const t = useT()
  const rows = useRows(teams, days)
  const [focused, setFocused] = useState(`${rows[0]!.id} ${days[0]}`)
  const cells = new Set(rows.flatMap(row => days.map(day => `${row.id} ${day}`)))
  const current = cells.has(focused) ? focused : `${rows[0]!.id} ${days[0]}`
  return (
    <div className="load-wrap">
      <table className="load-grid">
        <thead>
          <tr>
            <th scope="col">{t('plan.team')}</th>
            {days.map(day => (
              <DayHead key={day.toString()} day={day} isToday={day.toString() === today} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveFocus}>
          {rows.map(row => (
            <tr key={row.id} className={row.id === ALL_TEAMS ? 'load-sum' : undefined}>
              <th scope="row">{row.name}</th>
              {row.days.map((load, at) => (
                <td key={load.day} className={beginsWeek(days[at]!) ? 'week-begins' : undefined}>
                  <Cell
                    row={row}
                    load={load}
                    isPast={load.day < today}
                    inReach={current === `${row.id} ${load.day}`}
                    onFocus={() => setFocused(`${row.id} ${load.day}`)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** All teams together first, where there are several. */
export function useRows(teams: readonly TeamLoad[], days: readonly Temporal.PlainDate[]): Row[] {
  const t = useT()
  const rows = teams.map(({ id, name, days: known }) => {
    const byDay = new Map(known.map(load => [load.day, load]))
    return { id, name, days: days.map(day => byDay.get(day.toString()) ?? emptyDay(day.toString())) }
  })
  const all = { id: ALL_TEAMS, name: t('plan.all-teams'), days: sumOfTeams(teams, days) }
  return rows.length > 1 ? [all, ...rows] : rows
}

function DayHead({ day, isToday }: { day: Temporal.PlainDate; isToday: boolean }) {
  const language = useLanguage()
  const name = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'narrow', timeZone: 'UTC' })
  const classes = [isToday && 'load-today', beginsWeek(day) && 'week-begins', day.dayOfWeek > 5 && 'weekend']
  return (
    <th scope="col" className={classes.filter(Boolean).join(' ')}>
      <small>{name.format(new Date(`${day}T00:00:00Z`))}</small>
      <span>{day.day}</span>
    </th>
  )
}

interface CellProps {
  row: Row
  load: DayLoad
  isPast: boolean
  /** Whether the tabulator reaches it; the others are reached by arrows. */
  inReach: boolean
  onFocus: () => void
}

function Cell({ row, load, isPast, inReach, onFocus }: CellProps) {
  const [, set] = useFilters(['day', 'of'])
  const said = useSaid(row.name, load)
  const full = fullness(load)
  const classes = ['load-cell', full === null && 'load-closed', isOver(load) && 'load-over', isPast && 'load-past']
  const open = () => {
    set('of', row.id === ALL_TEAMS ? undefined : row.id)
    set('day', load.day)
  }
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      tabIndex={inReach ? 0 : -1}
      title={said}
      onClick={open}
      onFocus={onFocus}
    >
      <span className="load-said">{said}</span>
      {load.contacts > 0 && <b aria-hidden>{load.contacts}</b>}
      {full !== null && <LoadBar load={load} />}
      {full !== null && load.contacts > 0 && <FullInWords full={full} />}
    </button>
  )
}

/** A bar of what is used of what can be done, what was promised first. */
export function LoadBar({ load }: { load: DayLoad }) {
  const { promised, rest } = partsOfBar(load)
  return (
    <i className={isOver(load) ? 'load-bar load-bar-over' : 'load-bar'} aria-hidden>
      <i className="load-promised" style={{ width: `${promised}%` }} />
      <i className="load-rest" style={{ width: `${rest}%` }} />
    </i>
  )
}

/** "71%"; with a mark where it is too much, and the mark alone where nobody works. */
export function FullInWords({ full }: { full: number }) {
  const language = useLanguage()
  return (
    <small className="num" aria-hidden>
      {isTooFull(full) && <span className="load-over-mark">▲</span>}
      {Number.isFinite(full) && sayFull(full, language)}
    </small>
  )
}

/** What a cell shows, in words. */
export function useSaid(team: string, load: DayLoad): string {
  const t = useT()
  const language = useLanguage()
  const full = fullness(load)
  const day = sayPlanDay(load.day, language)
  if (full === null) return t('plan.cell-closed', { team, day })
  const share = Number.isFinite(full) ? sayFull(full, language) : t('plan.legend-over')
  return t('plan.cell-said', { team, day, contacts: load.contacts, share, promised: load.byUrgency.promised })
}

/** In whole percent; a little is never said to be nothing. */
function sayFull(full: number, language: Language): string {
  const percent = (share: number) => sayNumber(share, language, true)
  return full > 0 && full < 0.005 ? `<${percent(0.01)}` : percent(Math.round(full * 100) / 100)
}

/** Arrows go from cell to cell, Home and End to the ends of a row. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
  const cell = (event.target as HTMLElement).closest('td')
  if (!cell) return
  const row = cell.parentElement as HTMLTableRowElement
  const end = event.key === 'Home' ? row.cells[1] : event.key === 'End' ? row.cells[row.cells.length - 1] : undefined
  const rows = (row.parentElement as HTMLTableSectionElement).rows
  const next = end ?? (step && rows[row.sectionRowIndex + step[0]!]?.cells[cell.cellIndex + step[1]!])
  const button = next?.querySelector('button')
  if (!button) return
  event.preventDefault()
  button.focus()
}
