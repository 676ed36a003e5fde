import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import {
  estimateCampaign,
  type estimateDraft,
  estimateDraft as ofDraft,
} from '../../server/followups/plan-yield-contract.ts'
import { type AnswerOf, call, type Problem } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Chart } from '../kit/Chart.tsx'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayNumber } from '../kit/say-time.ts'
import { Day, Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { DraftBody } from './campaign-draft.ts'
import { lineBehindBars } from './line-behind-bars.ts'
import type { Campaign } from './say-campaign.ts'
import './wizard.css'

export type YieldAnswer = AnswerOf<typeof estimateDraft>

/** What is asked for and where it stands. */
interface Asked {
  data: YieldAnswer | undefined
  error: Problem | null
  /** The numbers are of what was written before. */
  counting: boolean
  retry: () => void
}

const PAUSE_MS = 500

/**
 * The yield of what is being written: asked once nobody has typed for a moment. An answer that comes after the question
 * has changed is not shown; until the next one comes, the last stays, said to be old.
 */
export function useDraftYield(body: DraftBody, campaign: Campaign): Asked {
  const { name, reasonForCustomer, expectedEffect, ownerId, callerNumber, maxAttempts, scriptId, ...counts } = body
  const text = JSON.stringify(counts)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(waiting)
  }, [text])
  const asked = useQuery<YieldAnswer, Problem>({
    queryKey: ['draft-yield', campaign.id, settled],
    queryFn: () =>
      call(ofDraft, { body: { ...JSON.parse(settled), branchId: campaign.branchId, campaignId: campaign.id } }),
    meta: { topics: ['customers', 'activity', 'followups'] },
    placeholderData: previous => previous,
    staleTime: 60_000,
    retry: false,
  })
  return {
    data: asked.data,
    error: asked.error,
    counting: asked.isFetching || text !== settled,
    retry: () => void asked.refetch(),
  }
}

/** The yield of a saved campaign. */
export function useYield(campaignId: string): Asked {
  const asked = useAsk(
    estimateCampaign,
    { params: { id: campaignId } },
    { topics: ['campaigns', 'customers', 'activity'] },
  )
  return { data: asked.data, error: asked.error, counting: asked.isFetching, retry: () => void asked.refetch() }
}

/** How many are called, who falls out and why, when, and what it will take. */
export function Yield({ asked }: { asked: Asked }) {
  const t = useT()
  const { data, error, counting, retry } = asked
  return (
    <Panel
      title={t('planning.estimate')}
      extra={
        <span className="faint" aria-live="polite">
          {t(counting && data ? 'planning.counting' : 'planning.next-14-days')}
        </span>
      }
    >
      {error && <ProblemNote error={error} onRetry={retry} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 6 }} />}
      {data && !data.counted && <p className="muted">{t('planning.estimate-not-yet')}</p>}
      {data?.counted && (
        <div className={counting ? 'yield yield-old' : 'yield'}>
          <Numbers answer={data} />
          <FallenOut answer={data} />
          <Days answer={data} />
          <Forecast answer={data} />
          <p className="estimate-foot">
            {t('planning.estimate-as-of')} <Time at={data.asOf} />
          </p>
        </div>
      )}
    </Panel>
  )
}

/** Whether there is nobody to call, and somebody to write to. */
const isByMailAlone = ({ called, written }: YieldAnswer['customers']) => called === 0 && written > 0

function Numbers({ answer: { customers, unfinished, later } }: { answer: YieldAnswer }) {
  const t = useT()
  const language = useLanguage()
  const steps = (['eligible', 'inMoment', 'fitting', 'called', 'written'] as const).filter(step =>
    step === 'written' ? customers.written > 0 : step !== 'called' || !isByMailAlone(customers),
  )
  const waiting = later.held + later.otherCampaign
  return (
    <>
      <p className="yield-main">
        <b>
          <Num value={isByMailAlone(customers) ? customers.written : customers.called} />
        </b>
        {isByMailAlone(customers) ? (
          <span>{t('planning.yield-by-mail')}</span>
        ) : (
          <span>
            {t('planning.yield-called')}
            {customers.written > 0 && t('planning.yield-written', { count: sayNumber(customers.written, language) })}
          </span>
        )}
      </p>
      <ol className="yield-funnel">
        {steps.map(step => (
          <li key={step}>
            <span>{t(`planning.yield-step-${step}`)}</span>
            <i>
              <i style={{ width: `${(customers[step] / Math.max(1, customers.eligible)) * 100}%` }} />
            </i>
            <Num value={customers[step]} />
          </li>
        ))}
      </ol>
      {customers.eligible === 0 && <p className="note note-warn estimate-note">{t('planning.estimate-nobody')}</p>}
      {unfinished > 0 && <p className="yield-hint">{t('planning.yield-unfinished', { count: unfinished })}</p>}
      {waiting > 0 && (
        <p className="yield-hint">{t('planning.yield-later', { count: sayNumber(waiting, language) })}</p>
      )}
    </>
  )
}

/** By reason, most first; each opens to some of the customers it is about. */
function FallenOut({ answer: { fallenOut } }: { answer: YieldAnswer }) {
  const t = useT()
  if (fallenOut.length === 0) return null
  const most = Math.max(...fallenOut.map(({ customers }) => customers))
  return (
    <section className="yield-out">
      <h3>{t('planning.fallen-out')}</h3>
      {fallenOut.map(({ reason, customers, examples, until }) => (
        <details key={reason}>
          <summary>
            <span>{t(`planning.out-${reason}`)}</span>
            <i>
              <i style={{ width: `${(customers / most) * 100}%` }} />
            </i>
            <Num value={customers} />
          </summary>
          <p>{t(`planning.why-${reason}`)}</p>
          {until && (
            <p>
              {t('planning.free-again')} <Time at={until} />
            </p>
          )}
          {examples.length > 0 && (
            <p>
              {t('planning.for-example')}
              {examples.map(({ id, name, branchName }) => (
                <Link key={id} className="yield-example" to={`/customers/${id}`} target="_blank" title={branchName}>
                  {name}
                </Link>
              ))}
            </p>
          )}
        </details>
      ))}
    </section>
  )
}

function Days({ answer: { customers, days, team } }: { answer: YieldAnswer }) {
  const t = useT()
  const language = useLanguage()
  if (isByMailAlone(customers) || days.every(({ beginning, called }) => beginning + called === 0)) return null
  return (
    <div className="yield-days">
      <Chart
        title={t('planning.days-chart')}
        height={150}
        rows={days}
        empty={null}
        picture={paint =>
          lineBehindBars(
            days.map(({ day, beginning, called }) => ({ day, line: beginning, bar: called })),
            { line: t('planning.beginning'), bar: t('planning.called') },
            language,
            paint,
          )
        }
        columns={[
          { key: 'day', title: t('planning.day'), phone: 'title', value: row => <Day on={row.day} /> },
          {
            key: 'beginning',
            title: t('planning.beginning'),
            right: true,
            value: row => <Num value={row.beginning} />,
          },
          { key: 'called', title: t('planning.called'), right: true, value: row => <Num value={row.called} /> },
          { key: 'capacity', title: t('planning.capacity'), right: true, value: row => <Num value={row.capacity} /> },
        ]}
      />
      <p className="chart-hint">
        {team
          ? t('planning.days-of-team', {
              agents: team.agents,
              calls: sayNumber(team.callsPerDay, language),
              waiting: sayNumber(team.waiting, language),
            })
          : t('planning.days-without-team')}{' '}
        {team && !team.yearsLoaded && `${t('planning.years-not-loaded')} `}
        {t('planning.consents-not-counted')}
      </p>
    </div>
  )
}

function Forecast({ answer: { forecast, customers } }: { answer: YieldAnswer }) {
  const t = useT()
  const language = useLanguage()
  if (customers.called === 0) return null
  const say = ({ low, high }: { low: number; high: number }) =>
    low === high ? sayNumber(low, language) : `${sayNumber(low, language)}–${sayNumber(high, language)}`
  return (
    <section className="yield-forecast">
      <h3>{t('planning.forecast')}</h3>
      <dl>
        <div>
          <dt>{t('planning.forecast-reached')}</dt>
          <dd>{say(forecast.reached)}</dd>
        </div>
        <div>
          <dt>{t('planning.forecast-completed')}</dt>
          <dd>{say(forecast.completed)}</dd>
        </div>
        <div>
          <dt title={t('planning.forecast-complaints-hint')}>{t('planning.forecast-complaints')}</dt>
          <dd>{say(forecast.complaints)}</dd>
        </div>
        <div>
          <dt>{t('planning.forecast-hours')}</dt>
          <dd>{say(forecast.agentHours)}</dd>
        </div>
      </dl>
      <p className="chart-hint">
        {t(`planning.forecast-${forecast.basis}`, { count: sayNumber(forecast.sample, language) })}
      </p>
    </section>
  )
}
