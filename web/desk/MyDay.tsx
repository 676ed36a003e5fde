import type { ReactNode } from 'react'
import type { readMyDay } from '../../server/followups/list-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { Panel } from '../kit/Page.tsx'
import { Day, Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type MyDayAnswer = AnswerOf<typeof readMyDay>

/** Today in figures and by hour, and the last weeks one under the other, the widest bar the busiest. */
export function MyDay({ day }: { day: MyDayAnswer }) {
  return (
    <div className="mine-day">
      <Today day={day} />
      <Weeks weeks={day.weeks} />
    </div>
  )
}

function Today({ day: { today, hours, timeZone } }: { day: MyDayAnswer }) {
  const t = useT()
  const most = Math.max(1, ...hours.map(({ attempts }) => attempts))
  return (
    <Panel title={t('desk.my-day')}>
      <dl className="mine-figures">
        <Figure name={t('desk.my-attempts')}>
          <Num value={today.attempts} />
        </Figure>
        <Figure name={t('desk.my-conversations')}>
          <Num value={today.conversations} />
        </Figure>
        <Figure name={t('desk.my-completed')}>
          <Num value={today.completed} />
        </Figure>
        <Figure name={t('desk.my-rate')} hint={t('desk.my-rate-hint')}>
          <Num value={today.successRate} share />
        </Figure>
        <Figure name={t('desk.my-talk')}>{t('desk.minutes', { count: Math.round(today.talkMinutes) })}</Figure>
      </dl>
      {hours.length === 0 ? (
        <p className="muted">{t('desk.no-calls-today')}</p>
      ) : (
        <table className="mine-bars" aria-label={t('desk.by-hour')}>
          <thead>
            <tr>
              <th>{t('desk.hour')}</th>
              <th>{t('desk.my-attempts')}</th>
              <th className="right">{t('desk.my-conversations')}</th>
              <th className="right">{t('desk.my-completed')}</th>
            </tr>
          </thead>
          <tbody>
            {hours.map(hour => (
              <tr key={hour.startsAt}>
                <th scope="row">{hourOf(hour.startsAt, timeZone)}</th>
                <td>
                  <Bar value={hour.attempts} most={most} />
                </td>
                <td className="right num">{hour.conversations}</td>
                <td className="right num">{hour.completed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function hourOf(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

function Figure({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return (
    <div>
      <dt title={hint}>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Weeks({ weeks }: { weeks: MyDayAnswer['weeks'] }) {
  const t = useT()
  const perDay = (week: MyDayAnswer['weeks'][number]) => (week.days === 0 ? 0 : week.attempts / week.days)
  const most = Math.max(1, ...weeks.map(perDay))
  return (
    <Panel title={t('desk.my-weeks')}>
      <table className="mine-bars" aria-label={t('desk.my-weeks')}>
        <thead>
          <tr>
            <th>{t('desk.week')}</th>
            <th>{t('desk.per-day')}</th>
            <th className="right">{t('desk.my-conversations')}</th>
            <th className="right">{t('desk.my-rate')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.toReversed().map((week, n) => (
            <tr key={week.weekOf}>
              <th scope="row">{n === 0 ? t('desk.this-week') : <Day on={week.weekOf} />}</th>
              <td>
                <Bar value={Math.round(perDay(week) * 10) / 10} most={most} />
              </td>
              <td className="right num">{week.conversations}</td>
              <td className="right num">{week.successRate === null ? '–' : <Num value={week.successRate} share />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Bar({ value, most }: { value: number; most: number }) {
  return (
    <span className="mine-bar">
      <i style={{ width: `calc((100% - 5ch) * ${value / most})` }} />
      <span className="num">{value}</span>
    </span>
  )
}
