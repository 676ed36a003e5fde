import { type KeyboardEvent, useEffect, useState } from 'react'
import { Link } from 'react-router'
import { FESTIVAL_WORDS } from '../../server/campaigns/festival-reasons.ts'
import { useMay } from '../kit/me.ts'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { sayShortDay } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import { barsOf, type CalendarAnswer } from './calendar-layout.ts'

interface CalendarGridProps {
  answer: CalendarAnswer
  weeks: readonly Temporal.PlainDate[]
  /** The month that is shown; days of others are dimmed. `null`: a week. */
  month: number | null
  today: Temporal.PlainDate
  onCreate: (from: string, until: string) => void
}

/** Weeks as rows: days with what they weigh, bars of campaigns under them; dragging over days plans a campaign there. */
export function CalendarGrid({ answer, weeks, month, today, onCreate }: CalendarGridProps) {
  const t = useT()
  const language = useLanguage()
  const range = useRange(onCreate)
  const names = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
  return (
    <section className={month === null ? 'grid grid-week' : 'grid'} aria-label={t('planning.calendar')}>
      <div className="grid-names" aria-hidden>
        {[0, 1, 2, 3, 4, 5, 6].map(day => (
          <span key={day}>{names.format(new Date(`${weeks[0]!.add({ days: day })}T00:00:00Z`))}</span>
        ))}
      </div>
      {weeks.map(monday => (
        <Week key={monday.toString()} {...{ answer, monday, month, today, range }} />
      ))}
    </section>
  )
}

type Range = ReturnType<typeof useRange>

/** Days from one to another, by dragging over them or with Shift and the arrow keys; Escape gives them up. */
function useRange(onCreate: (from: string, until: string) => void) {
  const mayPlan = useMay('campaigns.plan')
  const [ends, setEnds] = useState<[string, string] | null>(null)
  const [dragging, setDragging] = useState(false)
  const [from, until] = ends ? [...ends].sort() : []
  const finish = () => {
    if (from && until) onCreate(from, until)
    setEnds(null)
  }
  useEffect(() => {
    if (!dragging) return
    const drop = () => {
      setDragging(false)
      if (from && until && from !== until) onCreate(from, until)
      setEnds(null)
    }
    document.addEventListener('pointerup', drop)
    return () => document.removeEventListener('pointerup', drop)
  }, [dragging, from, until, onCreate])
  return {
    includes: (day: string) => from !== undefined && until !== undefined && from <= day && day <= until,
    ofDay: (day: string) => ({
      onPointerDown: () => {
        if (!mayPlan) return
        setDragging(true)
        setEnds([day, day])
      },
      onPointerEnter: () => dragging && setEnds(known => known && [known[0], day]),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
        if (event.key === 'Escape') setEnds(null)
        if (event.key === 'Enter' && mayPlan) {
          event.preventDefault()
          if (ends) finish()
          else onCreate(day, day)
        }
        if (!by) return
        event.preventDefault()
        const next = Temporal.PlainDate.from(day).add({ days: by }).toString()
        const cell = document.querySelector<HTMLElement>(`[data-day="${next}"]`)
        if (!cell) return
        if (event.shiftKey && mayPlan) setEnds([ends?.[0] ?? day, next])
        else setEnds(null)
        cell.focus()
      },
    }),
  }
}

interface WeekProps extends Omit<CalendarGridProps, 'weeks' | 'onCreate'> {
  monday: Temporal.PlainDate
  range: Range
}

const HEAD_ROWS = 1
/** So many lines of campaigns a week of a month shows; the rest is one click away. */
const LANES_OF_A_MONTH = 5

function Week({ answer, monday, month, today, range }: WeekProps) {
  const t = useT()
  const all = barsOf(answer.campaigns, monday)
  const bars = month === null ? all : all.filter(({ lane }) => lane < LANES_OF_A_MONTH)
  const hidden = all.length - bars.length
  const lanes = Math.max(0, ...bars.map(({ lane }) => lane + 1))
  const days = [0, 1, 2, 3, 4, 5, 6].map(ahead => monday.add({ days: ahead }))
  return (
    <div className="week" style={{ gridTemplateRows: `30px repeat(${lanes}, 25px) minmax(22px, 1fr)` }}>
      {days.map((day, at) => (
        <DayCell
          key={day.toString()}
          {...{ answer, day, at, range }}
          dim={month !== null && day.month !== month}
          isToday={day.equals(today)}
        />
      ))}
      {bars.map(({ campaign, from, to, lane, before, after }) => (
        <Link
          key={campaign.id}
          to={`/campaigns/${campaign.id}`}
          className={`bar bar-${campaign.state}${before ? ' bar-before' : ''}${after ? ' bar-after' : ''}`}
          style={{ gridColumn: `${from + 1} / ${to + 2}`, gridRow: lane + HEAD_ROWS + 1 }}
          title={[campaign.name, t(`planning.state-${campaign.state}`), campaign.teamName].filter(Boolean).join(' · ')}
        >
          <b>{campaign.name || t('planning.no-name')}</b>
          <span>{campaign.teamName}</span>
        </Link>
      ))}
      {hidden > 0 && (
        <Link className="week-more" to={`?view=week&on=${monday}`} style={{ gridRow: lanes + HEAD_ROWS + 1 }}>
          {t('planning.week-more', { count: hidden })}
        </Link>
      )}
    </div>
  )
}

interface DayCellProps {
  answer: CalendarAnswer
  day: Temporal.PlainDate
  at: number
  range: Range
  dim: boolean
  isToday: boolean
}

function DayCell({ answer, day, at, range, dim, isToday }: DayCellProps) {
  const text = day.toString()
  const kind = answer.days.find(it => it.day === text)
  const classes = [
    'day',
    dim && 'day-dim',
    isToday && 'day-today',
    kind?.kind === 'holiday' && 'day-holiday',
    kind?.kind === 'rest-day' && 'day-rest',
    range.includes(text) && 'day-chosen',
  ]
  const language = useLanguage()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a day holds marks and bars lie over it, which a button cannot.
    <div
      role="button"
      tabIndex={isToday || (day.dayOfWeek === 1 && !dim) ? 0 : -1}
      data-day={text}
      className={classes.filter(Boolean).join(' ')}
      style={{ gridColumn: at + 1, gridRow: '1 / -1' }}
      {...range.ofDay(text)}
    >
      <span className="said-only">{useDayName(day, answer)}</span>
      <div className="day-head" aria-hidden>
        <span className="day-number">{day.day === 1 ? sayShortDay(day, language) : day.day}</span>
        <span className="day-marks">{useMarks(day, answer).join(' ')}</span>
        <Load answer={answer} day={text} />
      </div>
    </div>
  )
}

/** Festivals by the lunar and the solar calendar, and public holidays as the state announced them. */
export function useMarks(day: Temporal.PlainDate, answer: CalendarAnswer): string[] {
  const t = useT()
  const language = useLanguage()
  const found = answer.days.find(it => it.day === day.toString())
  const festivals = (found?.festivals ?? []).map(festival => FESTIVAL_WORDS[festival][language])
  const names = found?.name ? sayHoliday(found.name, language) : []
  const holiday = found?.kind === 'holiday'
  const makeUp = found?.kind === 'workday' && day.dayOfWeek > 5
  return [
    ...new Set([...festivals, ...(holiday ? names : [])]),
    ...(holiday ? [t('planning.mark-holiday')] : []),
    ...(makeUp ? [t('planning.mark-make-up')] : []),
  ]
}

/** The holidays a day belongs to (`国庆节、中秋节`), in words where we have them. */
function sayHoliday(name: string, language: Language): string[] {
  return name.split('、').map(one => {
    const known = Object.values(FESTIVAL_WORDS).find(({ zh }) => zh === one)
    return known?.[language] ?? one
  })
}

function useDayName(day: Temporal.PlainDate, answer: CalendarAnswer): string {
  const t = useT()
  const { due } = loadOf(answer, day.toString())
  return [day.toString(), ...useMarks(day, answer), due > 0 && t('planning.day-load', { due })]
    .filter(Boolean)
    .join(', ')
}

/** What all teams have on a day and can deal with, over the teams that are shown. */
export function loadOf(answer: CalendarAnswer, day: string): { due: number; capacity: number } {
  const open = answer.days.find(it => it.day === day)?.open ?? true
  return answer.teams.reduce(
    (sum, team) => ({
      due: sum.due + (team.days.find(it => it.day === day)?.due ?? 0),
      capacity: sum.capacity + (open ? (team.capacity.find(it => it.day === day)?.calls ?? 0) : 0),
    }),
    { due: 0, capacity: 0 },
  )
}

function Load({ answer, day }: { answer: CalendarAnswer; day: string }) {
  const t = useT()
  const { due, capacity } = loadOf(answer, day)
  if (due === 0) return null
  const full = capacity > 0 ? due / capacity : 1
  return (
    <span className={full > 1 ? 'load load-over' : 'load'} title={t('planning.load-of', { due, capacity })} aria-hidden>
      {due}
      <i>
        <i style={{ width: `${Math.min(1, full) * 100}%` }} />
      </i>
    </span>
  )
}
