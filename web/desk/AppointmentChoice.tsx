import { Checkbox, Input } from 'antd'
import { instantOf, localOf } from '../customers/local-time.ts'
import { Key } from '../kit/Key.tsx'
import { useMe } from '../kit/me.ts'
import { type Language, useLanguage } from '../kit/preferences.ts'
import { sayTime } from '../kit/say-time.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { quickTimes } from './appointment.ts'
import { OTHER_TIME_ID } from './use-desk-keys.ts'
import type { Work } from './use-work.ts'

/** When to call again, in the customer's time: a few times at one key, or any other. */
export function AppointmentChoice({ work }: { work: Work }) {
  const t = useT()
  const now = useNow()
  const language = useLanguage()
  const zone = work.sheet.customer.timeZone
  const { draft, change } = work
  const times = quickTimes(now, zone)
  const keys = draft.appointmentAt === null
  const isQuick = times.some(({ at }) => at.toString() === draft.appointmentAt)
  return (
    <section className="desk-appointment" aria-label={t('desk.appointment')}>
      <p className="desk-cue">{t('desk.appointment')}</p>
      <div className="desk-options">
        {times.map(({ name, at }, n) => (
          <button
            key={name}
            type="button"
            className="desk-option"
            aria-pressed={draft.appointmentAt === at.toString()}
            onClick={() => change({ appointmentAt: at.toString() })}
          >
            {keys && <Key>{String(n + 1)}</Key>}
            <span className="desk-capital">
              {name === 'in-an-hour' ? t('desk.in-an-hour') : sayTime(at, { now, zone, language })}
            </span>
          </button>
        ))}
        <label className="desk-other-time" htmlFor={OTHER_TIME_ID}>
          {keys && <Key>{String(times.length + 1)}</Key>}
          <span className="muted">{t('desk.other-time')}</span>
          <Input
            id={OTHER_TIME_ID}
            type="datetime-local"
            min={localOf(now, zone)}
            value={draft.appointmentAt && !isQuick ? localOf(Temporal.Instant.from(draft.appointmentAt), zone) : ''}
            onChange={event => change({ appointmentAt: instantOf(event.target.value, zone) ?? null })}
            onKeyDown={event => (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()}
          />
        </label>
      </div>
      <Agreed work={work} />
      <Checkbox checked={draft.sameAgent} onChange={event => change({ sameAgent: event.target.checked })}>
        {t('desk.same-agent')}
      </Checkbox>
    </section>
  )
}

/** The time agreed, exactly; where the customer's clock differs from ours, by both. */
function Agreed({ work: { draft, sheet } }: { work: Work }) {
  const t = useT()
  const language = useLanguage()
  const here = useMe().organisation.timeZone
  const { timeZone: zone } = sheet.customer
  if (!draft.appointmentAt) return null
  const at = Temporal.Instant.from(draft.appointmentAt)
  return (
    <p className="desk-agreed">
      <strong>{dayAndTime(at, zone, language)}</strong>
      {zone !== here && <span className="muted">{t('desk.our-time', { time: dayAndTime(at, here, language) })}</span>}
    </p>
  )
}

function dayAndTime(at: Temporal.Instant, zone: string, language: Language): string {
  return at.toZonedDateTimeISO(zone).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}
