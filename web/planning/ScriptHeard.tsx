import { Skeleton } from 'antd'
import { getScript } from '../../server/scripts/contract.ts'
import { fillOpening, type OpeningFacts } from '../../server/scripts/rules.ts'
import { useAsk } from '../kit/ask.ts'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { AskedQuestions } from './AskedQuestions.tsx'
import './planning.css'

/** What an opening is filled with where there is no call yet: the organisation's name, the reason, and samples. */
export function useSampleFacts(reason?: string): OpeningFacts {
  const t = useT()
  const me = useMe()
  return {
    customer: t('planning.sample-customer'),
    agent: t('planning.sample-agent'),
    company: me.organisation.name,
    reason: reason?.trim() || t('planning.sample-reason'),
    product: t('planning.sample-product'),
  }
}

/** The opening as the customer will hear it, with what a call fills in marked. */
export function HeardOpening({ opening, minutes, reason }: { opening: string; minutes: number; reason?: string }) {
  const facts = useSampleFacts(reason)
  const pieces = opening.split(/(\{[^{}]*\})/)
  return (
    <p className="heard">
      {pieces.map((piece, at) => {
        const filled = fillOpening({ opening: piece, minutes }, facts)
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is nothing but its place in the text.
        return filled === piece ? piece : <mark key={at}>{filled}</mark>
      })}
    </p>
  )
}

/** A script to be read at a glance: its opening as it is heard, and its questions. */
export function ScriptHeard({ scriptId, reason }: { scriptId: string; reason?: string }) {
  const script = useAsk(getScript, { params: { id: scriptId } }, { topics: ['campaigns', 'scripts'] })
  if (script.error) return <ProblemNote error={script.error} onRetry={() => void script.refetch()} />
  if (!script.data) return <Skeleton active paragraph={{ rows: 2 }} />
  return (
    <>
      <HeardOpening {...script.data} reason={reason} />
      <AskedQuestions questions={script.data.questions} />
    </>
  )
}
