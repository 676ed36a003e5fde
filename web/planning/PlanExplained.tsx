import './plan-contacts.css'
import { Link } from 'react-router'
import { type explainCustomer, explainFollowup } from '../../server/planner/contract.ts'
import { sayPurpose } from '../customers/say-purpose.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { ChannelMark } from '../kit/ChannelMark.tsx'
import { useMay } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { MovedBy, UrgencyMark } from './plan-columns.tsx'

export type Explanation = AnswerOf<typeof explainCustomer>['items'][number]

/** What a plan follows: runs of it, and everything that replans a customer. */
export const TOPICS_OF_PLAN = ['plans', 'followups', 'contacts']

/** For which day a follow-up is planned and why, with what together, and who set the day if a person did. */
export function PlanOfFollowup({ id }: { id: string }) {
  const asked = useAsk(explainFollowup, { params: { id } }, { topics: TOPICS_OF_PLAN })
  if (asked.error) return <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
  return asked.data?.followupId === id ? <PlanExplained of={asked.data} /> : null
}

interface PlanExplainedProps {
  of: Explanation
  /** With what the follow-up is for, where several stand below each other. */
  named?: boolean
}

/** An explanation: for which day, the reasons as sentences, the others of the contact as links. */
export function PlanExplained({ of: explanation, named = false }: PlanExplainedProps) {
  const { plannedOn, expires, urgency, sentences, move, absence } = explanation
  const goesByMail = explanation.channel === 'email' || absence === 'goes-by-mail'
  const channel = goesByMail ? 'email' : plannedOn && explanation.channel
  const [first, ...reasons] = sentences
  return (
    <div className="plan-explained">
      {named && <Name of={explanation} />}
      <p className="plan-when">
        {plannedOn ? <b>{first}</b> : <Status feel={expires ? 'warn' : 'waiting'}>{first}</Status>}
        {channel && <ChannelMark of={channel} />}
        {urgency && <UrgencyMark of={urgency} />}
      </p>
      {reasons.length > 0 && (
        <ul className="plan-sentences">
          {reasons.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Others of={explanation} />
      {move && <MovedBy move={move} short />}
    </div>
  )
}

function Name({ of: { followupId, purpose, campaignName } }: { of: Explanation }) {
  const language = useLanguage()
  const mayOpen = useMay('followups.read')
  const name = [sayPurpose(purpose, language), campaignName].filter(Boolean).join(' · ')
  return <p className="plan-name">{mayOpen ? <Link to={`/followups?id=${followupId}`}>{name}</Link> : name}</p>
}

/** The others in play, each to be opened: those of the same contact, what took its day, what is too near. */
function Others({ of: { customerId, together, displacedBy, nearTo } }: { of: Explanation }) {
  const language = useLanguage()
  const mayOpen = useMay('followups.read')
  const others = [...together, displacedBy, nearTo].filter(other => other !== null)
  if (!mayOpen || others.length === 0) return null
  return (
    <ul className="plan-others">
      {others.map(({ followupId, customerId: of, customerName, purpose, campaignName }) => (
        <li key={followupId}>
          <Link to={`/followups?id=${followupId}`}>
            {[of !== customerId && customerName, sayPurpose(purpose, language), campaignName]
              .filter(Boolean)
              .join(' · ')}
          </Link>
        </li>
      ))}
    </ul>
  )
}
