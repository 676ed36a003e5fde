import './plan.css'
import { Skeleton } from 'antd'
import { readPlan, startPlan } from '../../server/planner/contract.ts'
import { remember, useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { LoadCalendar } from './LoadCalendar.tsx'
import { PlanDrawer } from './PlanDrawer.tsx'
import { PlanProgress } from './PlanProgress.tsx'
import { PlanState } from './PlanState.tsx'

/** How far a run is, is asked more often than it is announced. */
const WHILE_RUNNING_MS = 1000

/** Which team has to do what on which day, how good the plan is, and what a person wants otherwise. */
export function PlanPage() {
  const t = useT()
  const say = useSay()
  const state = useAsk(readPlan, {}, { topics: ['plans', 'policy'] })
  const { inForce, latest } = state.data ?? {}
  const running = latest && latest.finishedAt === null ? latest : null
  useAsk(readPlan, {}, { topics: [], when: running !== null, everyMs: WHILE_RUNNING_MS })
  const start = useDo(startPlan, {
    // Shown under way at once, not only when it is asked for again.
    onDone: run => state.data && remember(readPlan, {}, { ...state.data, latest: run }),
  })
  const planNow = (
    <Button
      type="primary"
      needs={startPlan}
      loading={start.isPending && running === null}
      whyNot={(state.data?.ofOwnTeams && t('plan.of-the-house')) || (running !== null && t('plan.running-now'))}
      onClick={() => start.mutate({}, { onError: say.problem })}
    >
      {t('plan.plan-now')}
    </Button>
  )
  return (
    <Page title={t('planning.day-plan')} hint={t('plan.hint')} action={planNow}>
      {state.error && <ProblemNote error={state.error} onRetry={() => void state.refetch()} />}
      {!state.data && !state.error && <Skeleton active paragraph={{ rows: 12 }} />}
      <PlanProgress run={running} last={latest ?? null} ofOwnTeams={state.data?.ofOwnTeams ?? false} />
      {state.data && !inForce && !running && <Empty title={t('plan.first-empty')} hint={t('plan.first-empty-hint')} />}
      {state.data && inForce && (
        <>
          <PlanState plan={state.data} run={inForce} />
          <LoadCalendar today={state.data.today} firstDay={inForce.firstDay} />
          <PlanDrawer today={state.data.today} lastDay={inForce.lastDay} />
        </>
      )}
    </Page>
  )
}
