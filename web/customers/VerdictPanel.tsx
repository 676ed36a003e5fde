import { Skeleton } from 'antd'
import { useState } from 'react'
import { liftStop, listStops, readVerdict } from '../../server/contacts/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { type Feel, Status } from '../kit/Status.tsx'
import { exactTime, sayTime } from '../kit/say-time.ts'
import { Time, useNow } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { sayPurpose } from './say-purpose.ts'

const LiftStop = whenOpened(() => import('./LiftStop.tsx').then(file => file.LiftStop))

const FEEL: Record<AnswerOf<typeof readVerdict>['kind'], Feel> = { allow: 'good', defer: 'waiting', deny: 'bad' }
/** The hours of contact open and close without anybody doing anything. */
const ASK_AGAIN_MS = 60_000
const TOPICS = ['contacts', 'followups', 'customers']

/** May we call the customer now; if not, why, and when next. */
export function VerdictPanel({ customerId }: { customerId: string }) {
  const t = useT()
  const given = { params: { id: customerId } }
  const { data: verdict, error, refetch } = useAsk(readVerdict, given, { topics: TOPICS, everyMs: ASK_AGAIN_MS })
  const stops = useAsk(listStops, given)
  return (
    <Panel title={t('customers.may-we')}>
      {!verdict && (error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active title />)}
      {verdict && (
        <div className={`verdict verdict-${verdict.kind}`} aria-live="polite">
          <p className="verdict-answer">
            <Status feel={FEEL[verdict.kind]}>{t(`customers.verdict-${verdict.kind}`)}</Status>
            {verdict.until && <From at={verdict.until} />}
          </p>
          {verdict.reasons.map(reason => (
            <p key={`${reason.rule} ${reason.code}`}>{reason.sentence}</p>
          ))}
          {verdict.warnings.map(warning => (
            <p key={`${warning.rule} ${warning.code}`} className="muted">
              {warning.sentence}
            </p>
          ))}
          <small>{t('customers.verdict-since-all', { version: verdict.policyVersion })}</small>
        </div>
      )}
      <Stops stops={(stops.data?.items ?? []).filter(stop => stop.liftedAt === null)} />
    </Panel>
  )
}

/** From when on we may. */
function From({ at }: { at: string }) {
  const t = useT()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const now = useNow()
  const instant = Temporal.Instant.from(at)
  return (
    <time dateTime={at} title={exactTime(instant, { zone, language })}>
      {t('customers.may-from', { time: sayTime(instant, { now, zone, language }) })}
    </time>
  )
}

type Stop = AnswerOf<typeof listStops>['items'][number]

function Stops({ stops }: { stops: readonly Stop[] }) {
  const t = useT()
  const language = useLanguage()
  const [lifting, setLifting] = useState<string>()
  if (stops.length === 0) return null
  return (
    <div className="stops">
      <h3>{t('customers.stops')}</h3>
      <ul>
        {stops.map(stop => (
          <li key={stop.id}>
            <div>
              <b>
                {stop.purpose === null
                  ? t('customers.stop-of-all')
                  : t('customers.stop-of', { purpose: sayPurpose(stop.purpose, language) })}
              </b>
              {stop.note && <p className="as-written">{stop.note}</p>}
              <small>
                {t(`customers.stop-source-${stop.source as 'agent'}`)}
                {' · '}
                <Time at={stop.createdAt} />
                {stop.createdByName && ` · ${stop.createdByName}`}
                {' · '}
                {stop.expiresAt ? (
                  <>
                    {t('customers.until')} <Time at={stop.expiresAt} />
                  </>
                ) : (
                  t('customers.for-good')
                )}
              </small>
            </div>
            <Button size="small" needs={liftStop} onClick={() => setLifting(stop.id)}>
              {t('customers.lift')}
            </Button>
          </li>
        ))}
      </ul>
      <LiftStop open={lifting !== undefined} stopId={lifting ?? ''} onClose={() => setLifting(undefined)} />
    </div>
  )
}
