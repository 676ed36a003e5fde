import { useState } from 'react'
import { useLanguage } from '../kit/preferences.ts'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Sheet } from './sheet.ts'

const SHOWN_AT_FIRST = 4

/** What the call is about: when it happened, how much it was, and its lines. */
export function Happened({ activity }: { activity: NonNullable<Sheet['why']['activity']> }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const { lines, currency } = activity
  const more = lines.length - SHOWN_AT_FIRST
  return (
    <div className="desk-happened">
      <p>
        <b>{t(`desk.activity-${activity.kind}`)}</b>
        <span className="faint">{activity.externalId}</span>
        <Time at={activity.happenedAt} />
      </p>
      {activity.summary && lines.length === 0 && <p className="muted">{activity.summary}</p>}
      {lines.length > 0 && (
        <ul>
          {lines.slice(0, all ? undefined : SHOWN_AT_FIRST).map(line => (
            <li key={line.lineNumber}>
              <span>{line.product}</span>
              <span className="faint num">
                × <Num value={line.quantity} />
              </span>
              <Money amount={line.amount} currency={currency} />
            </li>
          ))}
        </ul>
      )}
      {!all && more > 0 && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('desk.more-lines', { count: more })}
        </button>
      )}
      {activity.amount !== null && (
        <p className="desk-total">
          <span>{t('desk.amount')}</span>
          <b>
            <Money amount={activity.amount} currency={currency} />
          </b>
        </p>
      )}
    </div>
  )
}

/** An amount of money as the language writes it; nothing where there is none. */
export function Money({ amount, currency }: { amount: number | null; currency: string | null }) {
  const language = useLanguage()
  if (amount === null) return null
  const format = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...(currency ? { style: 'currency', currency } : {}),
    maximumFractionDigits: 2,
  })
  return <span className="num">{format.format(amount)}</span>
}
