import { explainCustomer } from '../../server/planner/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { PlanExplained, TOPICS_OF_PLAN } from '../planning/PlanExplained.tsx'

/** When we are going to contact the customer, what for and why on that day; nothing where nothing waits. */
export function PlanPanel({ customerId }: { customerId: string }) {
  const t = useT()
  const { data, error, refetch } = useAsk(
    explainCustomer,
    { params: { id: customerId } },
    { topics: [...TOPICS_OF_PLAN, 'customers'] },
  )
  if (!error && !data?.items.length) return null
  return (
    <Panel title={t('plan.customer-plan')}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {data?.items.map(explanation => (
        <PlanExplained key={explanation.followupId} of={explanation} named />
      ))}
    </Panel>
  )
}
