import { type DragEvent, useState } from 'react'
import { useMe } from '../kit/me.ts'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { useT } from '../kit/words.ts'
import type { Appointment, WeekAnswer } from './AppointmentsPage.tsx'
import type { Move } from './MoveDrawer.tsx'
import { hoursShown, isOpenHour } from './week.ts'

interface WeekProps {
  days: readonly Temporal.PlainDate[]
  today: Temporal.PlainDate
  answer: WeekAnswer
  onMove: (move: Move) => void
}

interface Placed {
  row: Appointment
  at: Temporal.ZonedDateTime
}

/** Days across, hours down; what the policy does not permit is hatched. On a phone the days stand one under the other. */
export function Week({ days, today, answer, onMove }: WeekProps) {
  const t = useT()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const [over, setOver] = useState<string | null>(null)
  const placed: Placed[] = answer.items.flatMap(row =>
    row.appointmentAt ? [{ row, at: Temporal.Instant.from(row.appointmentAt).toZonedDateTimeISO(zone) }] : [],
  )
  const rules = new Map(answer.days.map(day => [day.day, day]))
  const windows = answer.days.flatMap(day => day.windows)
  const hours = hoursShown(
    windows,
    placed.map(({ at }) => at.hour),
  )
  const drop = (event: DragEvent, day: Temporal.PlainDate, hour: number) => {
    event.preventDefault()
    setOver(null)
    const found = placed.find(({ row }) => row.id === event.dataTransfer.getData('text/plain'))
    if (!found) return
    const at = day.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute: found.at.minute } })
    onMove({ row: found.row, at: at.toInstant() })
  }
  const inSlot = (day: Temporal.PlainDate, hour: number) =>
    placed.filter(({ at }) => at.hour === hour && at.toPlainDate().equals(day))
  return (
    <>
      <div className="diary wide-only">
        <span className="week-hour" />
        {days.map(day => (
          <DayHead key={day.toString()} day={day} today={today} kind={rules.get(day.toString())?.kind} />
        ))}
        {hours.flatMap(hour => [
          <span key={hour} className="week-hour">
            {`${String(hour).padStart(2, '0')}:00`}
          </span>,
          ...days.map(day => {
            const key = `${day} ${hour}`
            const open = isOpenHour(rules.get(day.toString())?.windows ?? [], hour)
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: what is dragged here is moved by key as well.
              <div
                key={key}
                className="week-slot"
                data-closed={open ? undefined : ''}
                data-over={over === key ? '' : undefined}
                title={open ? undefined : t('supervision.outside-hours')}
                onDragOver={event => {
                  event.preventDefault()
                  setOver(key)
                }}
                onDragLeave={() => setOver(null)}
                onDrop={event => drop(event, day, hour)}
              >
                {inSlot(day, hour).map(one => (
                  <One key={one.row.id} placed={one} onMove={onMove} />
                ))}
              </div>
            )
          }),
        ])}
      </div>
      <div className="day-list phone-only">
        {days.map(day => {
          const mine = placed.filter(({ at }) => at.toPlainDate().equals(day))
          if (mine.length === 0) return null
          return (
            <section key={day.toString()}>
              <h2>{saidDay(day, language)}</h2>
              {mine.map(one => (
                <One key={one.row.id} placed={one} onMove={onMove} />
              ))}
            </section>
          )
        })}
      </div>
    </>
  )
}

function DayHead({
  day,
  today,
  kind,
}: {
  day: Temporal.PlainDate
  today: Temporal.PlainDate
  kind: string | undefined
}) {
  const t = useT()
  const language = useLanguage()
  return (
    <span className="week-day" data-today={day.equals(today) ? '' : undefined}>
      {saidDay(day, language)}
      {kind === 'holiday' && <small>{t('supervision.day-holiday')}</small>}
      {kind === 'rest-day' && <small>{t('supervision.day-rest-day')}</small>}
    </span>
  )
}

function saidDay(day: Temporal.PlainDate, language: Language): string {
  return day
    .toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
    })
    .replace(/(\d)(\p{Script=Han})/u, '$1 $2')
}

/** One appointment: a button, so that Enter moves it as dragging does. */
function One({ placed: { row, at }, onMove }: { placed: Placed; onMove: (move: Move) => void }) {
  const t = useT()
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' })
  const who = row.reservedForName ?? t('supervision.for-anyone')
  return (
    <button
      type="button"
      className="week-appointment"
      draggable={row.state === 'waiting'}
      title={`${time} ${row.customerName} · ${who} · ${row.reason}`}
      onDragStart={event => event.dataTransfer.setData('text/plain', row.id)}
      onClick={() => onMove({ row, at: null })}
    >
      <b>{time}</b> {row.customerName}
      <small>{who}</small>
    </button>
  )
}
