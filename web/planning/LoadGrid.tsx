import { MailOutlined } from '@ant-design/icons'
import { type KeyboardEvent, useState } from 'react'
import { needsInWords } from '../../server/people/ability-rules.ts'
import { useFilters } from '../kit/Filters.tsx'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import {
  beginsWeek,
  type DayLoad,
  emptyDay,
  fullness,
  isEmpty,
  isOver,
  isTooFull,
  partsOfBar,
  sayPlanDay,
  sumOfTeams,
  type TeamLoad,
  tightNeeds,
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
  /** A day that is not planned is told so. */
  days: readonly (DayLoad & { isPlanned: boolean })[]
}

/** Teams as rows, days as columns; each cell says how much there is to do of what can be done. */
export function LoadGrid({ teams, days, today }: LoadProps) {
  const t = useT()
  const rows = useRows(teams, days)
  const [focused, setFocused] = useState('')
  const cells = rows.flatMap(row => row.days.filter(load => load.isPlanned).map(load => `${row.id} ${load.day}`))
  const current = cells.includes(focused) ? focused : cells[0]
  const withMails = rows.some(row => row.days.some(load => load.mails > 0))
  return (
    <div className="load-wrap">
      <table className={withMails ? 'load-grid load-grid-mails' : 'load-grid'}>
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
                  {load.isPlanned ? (
                    <Cell
                      row={row}
                      load={load}
                      isPast={load.day < today}
                      inReach={current === `${row.id} ${load.day}`}
                      onFocus={() => setFocused(`${row.id} ${load.day}`)}
                    />
                  ) : (
                    <Beyond day={load.day} />
                  )}
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
  const planned = new Set(teams.flatMap(team => team.days.map(load => load.day)))
  const withPlanned = (load: DayLoad) => ({ ...load, isPlanned: planned.has(load.day) })
  const rows = teams.map(({ id, name, days: known }) => {
    const byDay = new Map(known.map(load => [load.day, load]))
    const all = days.map(day => byDay.get(day.toString()) ?? emptyDay(day.toString()))
    return { id, name, days: all.map(withPlanned) }
  })
  const sum = { id: ALL_TEAMS, name: t('plan.all-teams'), days: sumOfTeams(teams, days).map(withPlanned) }
  return rows.length > 1 ? [sum, ...rows] : rows
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

/** A day before or after those that are planned. */
function Beyond({ day }: { day: string }) {
  const t = useT()
  const language = useLanguage()
  const said = t('plan.not-planned', { day: sayPlanDay(day, language) })
  return (
    <span className="load-beyond" title={said}>
      <span className="said-only">{said}</span>
    </span>
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
      <span className="said-only">{said}</span>
      {load.contacts > 0 && <b aria-hidden>{load.contacts}</b>}
      {full !== null && <LoadBar load={load} />}
      {full !== null && load.contacts > 0 && <FullInWords full={full} />}
      {load.mails > 0 && (
        <small className="load-mails num" aria-hidden>
          <MailOutlined /> {load.mails}
        </small>
      )}
      {tightNeeds(load).length > 0 && <i className="load-tight" aria-hidden />}
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
  if (isEmpty(load)) return t('plan.cell-closed', { team, day })
  const mails = load.mails > 0 ? [t('plan.mails-of', { count: load.mails })] : []
  const join = (parts: readonly string[]) => parts.join(language === 'zh' ? '；' : '; ')
  if (full === null) return join([t('plan.cell-mails-only', { team, day }), ...mails])
  const share = Number.isFinite(full) ? sayFull(full, language) : t('plan.legend-over')
  const said = t('plan.cell-said', { team, day, contacts: load.contacts, share, promised: load.byUrgency.promised })
  return join([said, ...mails, ...tightNeeds(load).map(one => sayTight(one, t, language))])
}

/** "粤语 96%（会的人共 240 分钟）": how full those are who have what is needed. */
export function sayTight(one: DayLoad['ofNeeds'][number], t: ReturnType<typeof useT>, language: Language): string {
  const full = fullness(one) ?? 0
  const share = Number.isFinite(full) ? sayFull(full, language) : t('plan.legend-over')
  return t('plan.tight-need', { needs: needsInWords(one.needs, language), share, minutes: Math.round(one.minutes) })
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
