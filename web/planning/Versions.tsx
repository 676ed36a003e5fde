import { Link } from 'react-router'
import { listVersions } from '../../server/campaigns/version-contract.ts'
import { useList } from '../kit/ask.ts'
import { Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Campaign } from './say-campaign.ts'

export const FEEL_OF_DECISION: Record<'approved' | 'returned' | 'withdrawn' | 'waiting', Feel> = {
  approved: 'good',
  returned: 'warn',
  withdrawn: 'quiet',
  waiting: 'waiting',
}

/** The versions that were submitted, newest first; each opens to what it changed. */
export function Versions({ campaign }: { campaign: Campaign }) {
  const t = useT()
  const list = useList(listVersions, { params: { id: campaign.id }, query: { limit: 20 } })
  if (campaign.submissions === 0) return null
  return (
    <Panel title={t('planning.versions')}>
      {list.problem && <ProblemNote error={list.problem} onRetry={list.retry} />}
      <ol className="versions">
        {(list.rows ?? []).map(version => {
          const decision = version.decision ?? 'waiting'
          return (
            <li key={version.number}>
              <Link to={`/campaigns/${campaign.id}/versions/${version.number}`}>
                <b>{t('planning.version-number', { number: version.number })}</b>
                <Status feel={FEEL_OF_DECISION[decision]}>{t(`planning.version-${decision}`)}</Status>
              </Link>
              <span className="muted">
                {version.submittedBy.name} · <Time at={version.submittedAt} />
              </span>
              {version.note && <q>{version.note}</q>}
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
