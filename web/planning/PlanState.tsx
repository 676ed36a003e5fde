import { PushpinOutlined } from '@ant-design/icons'
import { Tooltip } from 'antd'
import { Link } from 'react-router'
import type { readPlan } from '../../server/planner/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useFilters } from '../kit/Filters.tsx'
import { useMay } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { sayPlanDay } from './load-layout.ts'
import type { Run } from './PlanProgress.tsx'

type Plan = AnswerOf<typeof readPlan>
type Counted = NonNullable<Run['counts']>
type Outcome = keyof Counted['byOutcome']

const LATER: readonly Outcome[] = [
  ...(['no-work-before', 'day-was-full', 'near-another', 'left-to-others'] as const),
  ...(['nobody-able-before', 'able-were-full'] as const),
]
const EXPIRES: readonly Outcome[] = ['no-work', 'no-room', 'no-day-beside-another', 'no-room-with-able']
const NOT_ALLOWED: readonly Outcome[] = ['not-allowed', 'released-too-late']

const sumOf = ({ byOutcome }: Counted, outcomes: readonly Outcome[]) =>
  outcomes.reduce((sum, outcome) => sum + (byOutcome[outcome] ?? 0), 0)

/** The plan in force: who made it, when and under which policy, whether it still fits, what it holds and how good it is. */
export function PlanState({ plan, run }: { plan: Plan; run: Run }) {
  const t = useT()
  const language = useLanguage()
  const [, set] = useFilters(['day'])
  const { stale, latest } = plan
  return (
    <Panel
      title={
        <>
          {sayPlanDay(run.firstDay, language, 'none')} – {sayPlanDay(run.lastDay, language, 'none')}
        </>
      }
      extra={<MadeBy run={run} />}
    >
      {plan.ofOwnTeams && <p className="plan-note-own faint">{t('plan.of-own-teams')}</p>}
      {run.counts && <Figures run={run} counts={run.counts} />}
      <button type="button" className="link plan-moves-open" onClick={() => set('day', 'set')}>
        <PushpinOutlined aria-hidden /> {t('plan.moves-open')}
      </button>
      {stale.length === 0 ? (
        <Status feel="good">{t('plan.fits')}</Status>
      ) : (
        <ul className="plan-stale" aria-label={t('plan.stale')}>
          {stale.map(({ code, sentence }) => (
            <li key={code}>
              <Status feel="warn">{sentence}</Status>
            </li>
          ))}
        </ul>
      )}
      {(latest?.phase === 'failed' || latest?.phase === 'cancelled') && (
        <p className="plan-last">
          <Status feel={latest.phase === 'failed' ? 'bad' : 'quiet'}>{t(`plan.last-${latest.phase}`)}</Status>
        </p>
      )}
    </Panel>
  )
}

function MadeBy({ run: { startedByName, finishedAt, startedAt, policyVersion } }: { run: Run }) {
  const t = useT()
  const mayRead = useMay('contacts.ask')
  const under = policyVersion > 0 ? t('plan.made-under', { version: policyVersion }) : t('plan.made-under-default')
  const to = policyVersion > 0 ? `/policy/versions/${policyVersion}` : '/policy'
  return (
    <p className="plan-made">
      {startedByName ? t('plan.made-by', { name: startedByName }) : t('plan.made-by-itself')}{' '}
      <Time at={finishedAt ?? startedAt} />
      {' · '}
      {mayRead ? <Link to={to}>{under}</Link> : under}
    </p>
  )
}

function Figures({ run: { worth, bound }, counts }: { run: Run; counts: Counted }) {
  const t = useT()
  const language = useLanguage()
  const [, set] = useFilters(['day'])
  const notAllowed = sumOf(counts, NOT_ALLOWED)
  const expires = sumOf(counts, EXPIRES)
  const nobodyAble = sumOf(counts, ['nobody-able'])
  const without = (count: number) =>
    count > 0 && (
      <button type="button" className="link" onClick={() => set('day', 'none')}>
        {t('plan.show-without', { count })}
      </button>
    )
  return (
    <dl className="plan-figures">
      <Figure name={t('plan.figure-planned')} value={counts.planned} />
      <Figure name={t('plan.figure-carried')} value={counts.byOutcome.carried ?? 0} />
      {counts.byMail > 0 && <Figure name={t('plan.figure-mail')} value={counts.byMail} />}
      <Figure name={t('plan.figure-later')} value={sumOf(counts, LATER)} />
      <Figure name={t('plan.figure-expires')} value={expires} more={without(expires)} />
      {nobodyAble > 0 && <Figure name={t('plan.figure-nobody-able')} value={nobodyAble} more={without(nobodyAble)} />}
      <Figure name={t('plan.figure-not-allowed')} value={notAllowed} more={without(notAllowed)} />
      {worth !== null && bound !== null && bound > 0 && (
        <div>
          <dt>
            <Tooltip title={t('plan.figure-best-hint')}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what the figure means must be reachable by keyboard. */}
              <span tabIndex={0}>{t('plan.figure-best')}</span>
            </Tooltip>
          </dt>
          <dd className="num">{sayNumber(shareOfBest(worth, bound), language, true)}</dd>
        </div>
      )}
    </dl>
  )
}

/** Never said to be whole when it is not. */
function shareOfBest(worth: number, bound: number): number {
  return Math.min(1, Math.floor((worth / bound) * 1000 + 1e-6) / 1000)
}

function Figure({ name, value, more }: { name: string; value: number; more?: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Num value={value} />
        {more}
      </dd>
    </div>
  )
}
