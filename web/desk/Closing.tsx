import { Input } from 'antd'
import { Key } from '../kit/Key.tsx'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Spoken } from '../kit/Spoken.tsx'
import { sayTime } from '../kit/say-time.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { AppointmentChoice } from './AppointmentChoice.tsx'
import { CarriedAtTheEnd } from './CarriedAtTheEnd.tsx'
import { Outcomes } from './Outcomes.tsx'
import { ProblemBox } from './ProblemBox.tsx'
import { StopChoice } from './StopChoice.tsx'
import { NOTE_ID } from './use-desk-keys.ts'
import type { Work } from './use-work.ts'

/** How it ended: the outcome with what it leads to, what to say last, and what else is to be written down. */
export function Closing({ work }: { work: Work }) {
  const t = useT()
  const { draft, change, outcome, settle } = work
  return (
    <article>
      <ProblemNote error={settle.error} />
      <Outcomes work={work} />
      {outcome?.needsAppointment && <AppointmentChoice work={work} />}
      <SayLast work={work} />
      <CarriedAtTheEnd work={work} />
      {outcome && (outcome.conversed || outcome.stopsContacts) && <StopChoice work={work} />}
      {outcome?.conversed && <ProblemBox work={work} />}
      {outcome && !outcome.conversed && Object.keys(draft.answers).length > 0 && (
        <p className="desk-hint">{t('desk.answers-not-kept')}</p>
      )}
      <label className="desk-field" htmlFor={NOTE_ID}>
        <span>
          {t('desk.note')}
          <Key>{'M'}</Key>
        </span>
        <Input.TextArea
          id={NOTE_ID}
          placeholder={t('desk.note-hint')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={draft.note}
          onChange={event => change({ note: event.target.value })}
          onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </label>
    </article>
  )
}

/** The last sentences to say, by how it ended; nothing where nobody listens. */
function SayLast({ work }: { work: Work }) {
  const t = useT()
  const me = useMe()
  const now = useNow()
  const language = useLanguage()
  const { outcome, draft, raises, sheet } = work
  if (!outcome?.conversed || outcome.code === 'hung-up' || outcome.code === 'language') return null
  const number = me.organisation.serviceNumber ?? sheet.why.callerNumber
  const zone = sheet.customer.timeZone
  const time = draft.appointmentAt && sayTime(Temporal.Instant.from(draft.appointmentAt), { now, zone, language })
  const said = outcome.needsAppointment
    ? time && t('desk.last-appointment', { time })
    : outcome.stopsContacts
      ? t('desk.last-stop')
      : outcome.code === 'refused' || outcome.code === 'soft-refused'
        ? t('desk.last-refused')
        : t(raises ? 'desk.last-problem' : 'desk.last-thanks', { number })
  if (!said) return null
  return (
    <>
      <p className="desk-cue">{t('desk.say-last')}</p>
      <p className="desk-read desk-read-last">
        <Spoken>{said}</Spoken>
      </p>
    </>
  )
}
