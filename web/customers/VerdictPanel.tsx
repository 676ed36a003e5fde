import { Skeleton } from 'antd'
import { useState } from 'react'
import { liftStop, listStops, readVerdict } from '../../server/contacts/contract.ts'
import { holdCustomer } from '../../server/contacts/leave-contract.ts'
import { writeMail } from '../../server/contacts/mail-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Time } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { Holds } from './Holds.tsx'
import { AskForOverride, Overrides } from './Overrides.tsx'
import { sayPurpose } from './say-purpose.ts'
import { VerdictAnswer } from './VerdictAnswer.tsx'

const AskOtherwise = whenOpened(() => import('./AskOtherwise.tsx').then(file => file.AskOtherwise))
const HoldCustomer = whenOpened(() => import('./HoldCustomer.tsx').then(file => file.HoldCustomer))
const WriteMail = whenOpened(() => import('./WriteMail.tsx').then(file => file.WriteMail))
const LiftStop = whenOpened(() => import('./LiftStop.tsx').then(file => file.LiftStop))

/** The hours of contact open and close without anybody doing anything. */
const ASK_AGAIN_MS = 60_000
const TOPICS = ['contacts', 'followups', 'customers']

/** May we call the customer now; if not, why, and when next. */
export function VerdictPanel({ customerId }: { customerId: string }) {
  const t = useT()
  const given = { params: { id: customerId } }
  const { data: verdict, error, refetch } = useAsk(readVerdict, given, { topics: TOPICS, everyMs: ASK_AGAIN_MS })
  const stops = useAsk(listStops, given)
  const [asking, setAsking] = useState(false)
  const [holding, setHolding] = useState(false)
  return (
    <Panel title={t('customers.may-we')}>
      {!verdict && (error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active title />)}
      {verdict && <VerdictAnswer verdict={verdict} />}
      {verdict && <ByMail customerId={customerId} byPhone={verdict} />}
      <p className="verdict-ask">
        <Button size="small" onClick={() => setAsking(true)}>
          {t('customers.ask-otherwise')}
        </Button>
        <Button size="small" needs={holdCustomer} onClick={() => setHolding(true)}>
          {t('customers.hold')}
        </Button>
        {verdict && <AskForOverride customerId={customerId} verdict={verdict} />}
      </p>
      <Holds customerId={customerId} />
      <Overrides customerId={customerId} />
      <Stops stops={(stops.data?.items ?? []).filter(stop => stop.liftedAt === null)} />
      <HoldCustomer open={holding} customerId={customerId} onClose={() => setHolding(false)} />
      <AskOtherwise open={asking} customerId={customerId} onClose={() => setAsking(false)} />
    </Panel>
  )
}

type Verdict = AnswerOf<typeof readVerdict>

const saysTheSame = (one: Verdict, other: Verdict) =>
  [one, other]
    .map(({ reasons, warnings }) => [...reasons, ...warnings].map(({ sentence }) => sentence).join(' '))
    .every((said, _n, all) => said === all[0])

/** The same by e-mail, of a customer who has an address. */
function ByMail({ customerId, byPhone }: { customerId: string; byPhone: Verdict }) {
  const t = useT()
  const given = { params: { id: customerId }, query: { channel: 'email' as const } }
  const { data: verdict } = useAsk(readVerdict, given, { topics: TOPICS, everyMs: ASK_AGAIN_MS })
  const [writing, setWriting] = useState(false)
  if (!verdict || verdict.reasons.some(({ code }) => code === 'no-address')) return null
  return (
    <section className="verdict-by-mail">
      <h3 className="part-title">{t('customers.verdict-by-mail')}</h3>
      <VerdictAnswer verdict={verdict} brief={saysTheSame(verdict, byPhone)} />
      <p className="verdict-ask">
        <Button
          size="small"
          needs={writeMail}
          whyNot={verdict.kind !== 'allow' && t('customers.mail-not-now')}
          onClick={() => setWriting(true)}
        >
          {t('customers.write-mail')}
        </Button>
      </p>
      <WriteMail open={writing} customerId={customerId} onClose={() => setWriting(false)} />
    </section>
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
