import { useEffect, useRef } from 'react'
import { cancelPlan, type startPlan } from '../../server/planner/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Panel } from '../kit/Page.tsx'
import { Progress } from '../kit/Progress.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { type Say, useT } from '../kit/words.ts'

export type Run = AnswerOf<typeof startPlan>

const PHASES = ['reading', 'judging', 'planning', 'writing'] as const

interface PlanProgressProps {
  /** The one under way. */
  run: Run | null
  /** The one that began last. */
  last: Run | null
  /** A partner sees that it goes on, and does not stop it. */
  ofOwnTeams: boolean
}

/** How far planning is, with its phases, rate, time left and the way to stop it; says when it has ended. */
export function PlanProgress({ run, last, ofOwnTeams }: PlanProgressProps) {
  const t = useT()
  const say = useSay()
  useEnd(run, last)
  const cancel = useDo(cancelPlan, { onDone: () => say.done(t('plan.plan-cancelled')) })
  if (!run) return null
  const at = PHASES.indexOf(run.phase as (typeof PHASES)[number])
  return (
    <Panel
      title={t('plan.plan-running')}
      extra={
        <Button
          size="small"
          needs={cancelPlan}
          whyNot={ofOwnTeams && t('plan.of-the-house')}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params: { id: run.id } }, { onError: say.problem })}
        >
          {t('plan.cancel-run')}
        </Button>
      }
    >
      <ol className="plan-phases">
        {PHASES.map((phase, number) => (
          <li
            key={phase}
            aria-current={number === at ? 'step' : undefined}
            className={number < at ? 'past' : undefined}
          >
            {t(`plan.phase-${phase}`)}
          </li>
        ))}
      </ol>
      <Progress
        label={run.ofAll > 0 ? t(`plan.phase-${PHASES[at] ?? 'reading'}`) : t('plan.phase-waiting')}
        done={run.done}
        total={run.ofAll > 0 ? run.ofAll : null}
        says={<Counted run={run} />}
      />
      <p className="plan-running-hint faint">{t('plan.running-keeps')}</p>
    </Panel>
  )
}

function Counted({ run: { done, ofAll, ratePerSecond, secondsLeft } }: { run: Run }) {
  const t = useT()
  const language = useLanguage()
  const number = (value: number) => sayNumber(value, language)
  const parts = [
    ofAll > 0 && t('plan.progress-of', { done: number(done), all: number(ofAll) }),
    ratePerSecond !== null && ratePerSecond >= 1 && t('plan.rate', { rate: number(Math.round(ratePerSecond)) }),
    secondsLeft !== null && ofAll > 0 && sayLeft(secondsLeft, t),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}

const SECONDS_SAID_EXACTLY = 90

function sayLeft(seconds: number, t: Say): string {
  if (seconds <= SECONDS_SAID_EXACTLY) return t('plan.seconds-left', { seconds: Math.max(1, seconds) })
  return t('plan.minutes-left', { minutes: Math.ceil(seconds / 60) })
}

/** Says how a run ended that was seen under way. */
function useEnd(run: Run | null, last: Run | null): void {
  const t = useT()
  const say = useSay()
  const seen = useRef<string | null>(null)
  const told = { t, say }
  const latest = useRef(told)
  latest.current = told
  useEffect(() => {
    if (run) seen.current = run.id
    if (run || !last || seen.current !== last.id) return
    seen.current = null
    const { t: words, say: saying } = latest.current
    if (last.phase === 'done') saying.done(words('plan.plan-done', { count: last.counts?.planned ?? 0 }))
  }, [run, last])
}
