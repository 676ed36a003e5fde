import type { listCampaignFunnels } from '../../server/reports/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { Num } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { shareOf } from './report.ts'

export type FunnelRow = AnswerOf<typeof listCampaignFunnels>['items'][number]

/** From planned to done in three steps, and what is still under way. */
export function Funnel({ row }: { row: FunnelRow }) {
  const t = useT()
  const language = useLanguage()
  const say = (value: number) => sayNumber(value, language)
  if (row.eligible === 0) return <span className="faint">{t('insight.nothing-planned')}</span>
  const steps = [
    { name: 'eligible', count: row.eligible },
    { name: 'still-possible', count: row.eligible - row.closed },
    { name: 'finished', count: row.done },
  ] as const
  const underWay = row.waiting + row.held + row.handedOut
  return (
    <div className="funnel">
      <ol>
        {steps.map(({ name, count }) => (
          <li key={name}>
            <span className="funnel-name">{t(`insight.step-${name}`)}</span>
            <span className="funnel-track">
              {count > 0 && <i style={{ width: `${(count / row.eligible) * 100}%` }} />}
            </span>
            <span className="funnel-count">
              <b>
                <Num value={count} />
              </b>{' '}
              <span className="faint">
                <Num value={shareOf(count, row.eligible)} share />
              </span>
            </span>
          </li>
        ))}
      </ol>
      {underWay > 0 && (
        <small>
          {t('insight.under-way', {
            waiting: say(row.waiting),
            held: say(row.held),
            handedOut: say(row.handedOut),
          })}
        </small>
      )}
    </div>
  )
}

/** Why follow-ups of a campaign fell out, most frequent first. */
export function FellOut({ row }: { row: FunnelRow }) {
  const t = useT()
  if (row.eligible === 0) return null
  if (row.closedBy.length === 0) return <span className="faint">{t('insight.nothing-fell-out')}</span>
  return (
    <ul className="fell-out">
      {row.closedBy.map(({ reason, text, followups }) => (
        <li key={reason}>
          <span>{text}</span>
          <Num value={followups} />
        </li>
      ))}
    </ul>
  )
}
