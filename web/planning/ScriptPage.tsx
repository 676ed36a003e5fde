import { Skeleton } from 'antd'
import { useParams } from 'react-router'
import { getScript } from '../../server/scripts/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { useMay } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { ScriptEditor } from './ScriptEditor.tsx'
import { ScriptRead } from './ScriptRead.tsx'

/** A script: written, changed, or read only once a campaign relies on it. */
export function ScriptPage() {
  const t = useT()
  const { id } = useParams()
  const mayPlan = useMay('campaigns.plan')
  const asked = useAsk(
    getScript,
    { params: { id: id ?? '' } },
    { when: id !== undefined, topics: ['campaigns', 'scripts'] },
  )
  if (!id) return <ScriptEditor key="new" script={null} />
  const script = asked.data?.id === id ? asked.data : undefined
  if (script && !mayPlan) return <ScriptRead script={script} />
  if (script) return <ScriptEditor key={id} script={script} />
  return (
    <Page title={t('planning.scripts')}>
      {asked.error?.status === 404 ? (
        <Empty title={t('planning.no-such-script')} to="/scripts" step={t('planning.back-to-list')} />
      ) : asked.error ? (
        <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  )
}
