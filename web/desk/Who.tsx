import {
  CheckCircleFilled,
  PhoneOutlined,
  QuestionCircleOutlined,
  ShoppingOutlined,
  SolutionOutlined,
} from '@ant-design/icons'
import { useState } from 'react'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { Key } from '../kit/Key.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Happened, Money } from './Happened.tsx'
import type { Point, Sheet } from './sheet.ts'
import { type Entry, timelineOf } from './timeline.ts'
import type { Work } from './use-work.ts'

/** Who is called: name, place, numbers, what happened, and what was before. */
export function Who({ work }: { work: Work }) {
  const t = useT()
  const { customer, why, before, followup } = work.sheet
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what lies below.
    <section className="desk-who" aria-label={t('desk.who')} tabIndex={0}>
      <header>
        <h1>{customer.name}</h1>
        <p className="muted">
          {customer.branchName}
          {customer.kind === 'organisation' && ` · ${t('desk.organisation')}`}
          <LocalTime zone={customer.timeZone} />
        </p>
        {customer.askFor && (
          <p className="desk-ask-for">
            {t('desk.ask-for')} <b>{customer.askFor.name}</b>
            <span className="muted">{customer.askFor.dutyTexts.join(' · ')}</span>
          </p>
        )}
      </header>
      <Numbers work={work} />
      {customer.note && <p className="desk-customer-note">{customer.note}</p>}
      <section>
        <h2>{t('desk.why')}</h2>
        {work.topics.map(topic => (
          <p key={topic.id}>{topic.why.reason}</p>
        ))}
        {followup.appointmentAt && (
          <p className="desk-agreed-before">
            {t('desk.agreed')} <Time at={followup.appointmentAt} />
          </p>
        )}
        {followup.returnedNote && (
          <blockquote className="desk-customer-note">
            <b>{t('desk.returned-note')}</b> {followup.returnedNote}
          </blockquote>
        )}
        {why.activity && <Happened activity={why.activity} />}
      </section>
      {before.attempts.length > 0 && <Attempts attempts={before.attempts} most={followup.maxAttempts} />}
      <section>
        <h2>{t('desk.before')}</h2>
        <Timeline entries={timelineOf(work.sheet)} />
      </section>
    </section>
  )
}

/** The customer's clock, where it is not ours. */
function LocalTime({ zone }: { zone: string }) {
  const t = useT()
  const here = useMe().organisation.timeZone
  const now = useNow()
  if (zone === here) return null
  const time = now.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return <span>{` · ${t('desk.local-time', { time })}`}</span>
}

function Numbers({ work: { sheet, pointId, choosePoint, dialled } }: { work: Work }) {
  const t = useT()
  const { points, askFor } = sheet.customer
  if (points.length === 0) return <p className="desk-lost">{t('desk.no-number')}</p>
  return (
    <ul className="desk-numbers">
      {points.map(point => (
        <li key={point.id}>
          <button
            type="button"
            aria-pressed={point.id === pointId}
            disabled={dialled !== null}
            onClick={() => choosePoint(point.id)}
          >
            <b className="num">{point.masked}</b>
            <span className="muted">
              {point.personId && point.personId === askFor?.id
                ? askFor.name
                : t(`desk.line-${point.lineType ?? 'unknown'}`)}
            </span>
            <PointState state={point.state} />
          </button>
        </li>
      ))}
      {points.length > 1 && !dialled && (
        <li className="desk-hint desk-wide">
          {t('desk.other-number')}
          <Key>{'V'}</Key>
        </li>
      )}
    </ul>
  )
}

function PointState({ state }: { state: Point['state'] }) {
  const t = useT()
  if (state === 'valid') return <CheckCircleFilled className="desk-good" aria-label={t('desk.point-valid')} />
  return <Status feel={state === 'wrong' ? 'bad' : 'warn'}>{t(`desk.point-${state}`)}</Status>
}

function Attempts({ attempts, most }: { attempts: Sheet['before']['attempts']; most: number }) {
  const t = useT()
  return (
    <section>
      <h2>{t('desk.attempts', { count: attempts.length, most })}</h2>
      <ol className="desk-timeline">
        {attempts.map(attempt => (
          <li key={attempt.id}>
            <PhoneOutlined aria-hidden />
            <div>
              <p>
                <span className="desk-capital">{attempt.outcomeText}</span>
                <span className="faint">{attempt.staffName}</span>
              </p>
              {attempt.note && <p className="muted">{attempt.note}</p>}
            </div>
            <Time at={attempt.startedAt} />
          </li>
        ))}
      </ol>
    </section>
  )
}

const SHOWN_AT_FIRST = 8

function Timeline({ entries }: { entries: readonly Entry[] }) {
  const t = useT()
  const [all, setAll] = useState(false)
  if (entries.length === 0) return <p className="faint">{t('desk.nothing-before')}</p>
  return (
    <>
      <ol className="desk-timeline">
        {entries.slice(0, all ? undefined : SHOWN_AT_FIRST).map(entry => (
          <li key={entry.key}>
            <EntryIcon kind={entry.kind} />
            <EntrySaid entry={entry} />
            <Time at={entry.at} />
          </li>
        ))}
      </ol>
      {!all && entries.length > SHOWN_AT_FIRST && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('desk.all-before', { count: entries.length })}
        </button>
      )}
    </>
  )
}

function EntryIcon({ kind }: { kind: Entry['kind'] }) {
  if (kind === 'activity') return <ShoppingOutlined aria-hidden />
  return kind === 'contact' ? <PhoneOutlined aria-hidden /> : <SolutionOutlined aria-hidden />
}

function EntrySaid({ entry }: { entry: Entry }) {
  const t = useT()
  const language = useLanguage()
  if (entry.kind === 'activity') {
    const { kind, summary, amount, currency } = entry.activity
    return (
      <div>
        <p>
          {t(`desk.activity-${kind}`)} <Money amount={amount} currency={currency} />
        </p>
        {summary && <p className="muted">{summary}</p>}
      </div>
    )
  }
  if (entry.kind === 'contact') {
    const { outcomeText, staffName, teamName, reason } = entry.contact
    return (
      <div>
        <p>
          {outcomeText ? (
            <span className="desk-capital">{outcomeText}</span>
          ) : (
            <QuestionCircleOutlined aria-label={t('desk.no-outcome-known')} />
          )}
          <span className="faint">{`${teamName} ${staffName}`}</span>
        </p>
        <p className="muted">{reason}</p>
      </div>
    )
  }
  const { purpose, closedText, state } = entry.followup
  return (
    <div>
      <p>{t('desk.followup', { purpose: PURPOSE_WORDS[purpose][language] })}</p>
      <p className="muted">{closedText ?? t(`desk.followup-${state}`)}</p>
    </div>
  )
}
