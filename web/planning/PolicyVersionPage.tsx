import { Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import { readPolicy, readPolicyVersion } from '../../server/policy/contract.ts'
import { differences } from '../../server/policy/diff-rules.ts'
import { useAsk } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { Page, Panel } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { PolicyChanges } from './PolicyChanges.tsx'
import { PolicyGroups } from './PolicyGroups.tsx'
import { VersionState } from './PolicyHistory.tsx'
import { PolicyWeek } from './PolicyWeek.tsx'
import type { Content } from './say-rule.ts'
import './policy.css'

/** One version of the policy: what it changed, and all it says. */
export function PolicyVersionPage() {
  const t = useT()
  const language = useLanguage()
  const { number = '' } = useParams()
  const asked = useAsk(readPolicyVersion, { params: { version: number } })
  const inForce = useAsk(readPolicy).data?.version ?? 0
  if (!asked.data) {
    const missing =
      asked.error && (asked.error.status === 404 || asked.error.status === 400 || asked.error.status === 422)
    return (
      <Page title={t('policy.history-title')}>
        {missing ? (
          <Empty title={t('policy.no-such-version')} to="/policy" step={t('policy.back-to-policy')} />
        ) : asked.error ? (
          <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </Page>
    )
  }
  const { version, names } = asked.data
  const [content, base] = [asked.data.content as Content, asked.data.base as Content]
  const say = { t, language, names }
  return (
    <Page
      title={t('policy.version-number', { version: version.version })}
      hint={
        <span className="policy-hint">
          <VersionState version={version} inForce={inForce} />
          {version.submittedBy && (
            <span>
              {version.submittedBy.name} <Time at={version.submittedAt} />
            </span>
          )}
          {version.decidedBy && (
            <span>
              {version.decidedBy.name} <Time at={version.decidedAt} />
            </span>
          )}
          {version.takesEffectOn && <span>{t('policy.from-day', { day: version.takesEffectOn })}</span>}
          <Link to="/policy">{t('policy.back-to-policy')}</Link>
        </span>
      }
    >
      {version.note && (
        <div className="policy-note">
          <p>{version.note}</p>
        </div>
      )}
      {version.reason && <p className="policy-stated">{version.reason}</p>}
      <Panel
        title={t('policy.compared-with', { version: version.baseVersion, count: differences(base, content).length })}
      >
        <PolicyChanges before={base} after={content} say={say} />
      </Panel>
      <h2 className="policy-title">{t('policy.all-rules-of')}</h2>
      <div className="policy-columns">
        <div>
          <PolicyGroups content={content} say={{ ...say, rules: content.rules }} />
        </div>
        <div className="policy-side">
          <PolicyWeek content={content} />
        </div>
      </div>
    </Page>
  )
}
