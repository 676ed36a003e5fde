import { Drawer, Skeleton } from 'antd'
import { Link } from 'react-router'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { getFollowup } from '../../server/followups/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayDuration } from '../kit/say-time.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { AnswerList } from './AnswerList.tsx'
import { Facts } from './Facts.tsx'
import { FollowupState } from './FollowupState.tsx'

type Detail = AnswerOf<typeof getFollowup>

/** Everything known of one follow-up, beside the list. */
export function FollowupDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const t = useT()
  const asked = useAsk(getFollowup, { params: { id: id ?? '' } }, { when: id !== undefined })
  const detail = asked.data?.id === id ? asked.data : undefined
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      title={detail?.customerName ?? t('supervision.followup')}
      size={520}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      {asked.error && <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {detail ? <DetailOf detail={detail} /> : !asked.error && <Skeleton active paragraph={{ rows: 8 }} />}
    </Drawer>
  )
}

function DetailOf({ detail }: { detail: Detail }) {
  const t = useT()
  return (
    <>
      <div className="followup-lead">
        <p>{detail.reason}</p>
        <FollowupState row={detail} />
      </div>
      <FirstFacts detail={detail} />
      <h2 className="drawer-part">{t('supervision.attempt-list')}</h2>
      <Attempts of={detail.attemptList} />
      <h2 className="drawer-part">{t('supervision.answers')}</h2>
      <AnswerList of={detail} />
      <h2 className="drawer-part">{t('supervision.more')}</h2>
      <MoreFacts detail={detail} />
    </>
  )
}

/** Who, what for, and when. */
function FirstFacts({ detail }: { detail: Detail }) {
  const t = useT()
  const { appointmentAt, handedToName, leaseUntil, settledAt } = detail
  return (
    <Facts
      of={[
        [
          t('supervision.customer'),
          <Link key="customer" to={`/customers/${detail.customerId}`}>
            {detail.customerName}
          </Link>,
        ],
        [t('supervision.campaign'), <Campaign key="campaign" of={detail} />],
        handedToName !== null && [t('supervision.who'), handedToName],
        leaseUntil !== null && [t('supervision.lease-until'), <Time key="lease" at={leaseUntil} />],
        appointmentAt !== null && [t('supervision.appointment-at'), <Time key="agreed" at={appointmentAt} />],
        settledAt !== null
          ? [t('supervision.settled-at'), <Time key="settled" at={settledAt} />]
          : [t('supervision.due-at'), <Time key="due" at={detail.dueAt} />],
        settledAt === null && [t('supervision.expires'), <Time key="expires" at={detail.expiresAt} />],
        [t('supervision.attempts'), t('supervision.attempts-of', { done: detail.attempts, most: detail.maxAttempts })],
      ]}
    />
  )
}

function Campaign({ of: { campaignId, campaignName } }: { of: Detail }) {
  const t = useT()
  return campaignId ? <Link to={`/campaigns/${campaignId}`}>{campaignName}</Link> : t('supervision.by-hand')
}

function MoreFacts({ detail }: { detail: Detail }) {
  const t = useT()
  const language = useLanguage()
  return (
    <Facts
      of={[
        [t('supervision.purpose'), PURPOSE_WORDS[detail.purpose][language]],
        [t('supervision.team'), detail.teamName],
        [t('supervision.branch'), detail.branchName],
        [t('supervision.priority'), t('supervision.priority-of', { value: detail.priority })],
        detail.settledAt !== null && [t('supervision.due-at'), <Time key="due" at={detail.dueAt} />],
        [t('supervision.created'), <Time key="created" at={detail.createdAt} />],
      ]}
    />
  )
}

function Attempts({ of: attempts }: { of: Detail['attemptList'] }) {
  const t = useT()
  if (attempts.length === 0) return <p className="muted">{t('supervision.no-attempts')}</p>
  return (
    <ol className="attempt-list">
      {attempts.map(attempt => (
        <li key={attempt.id}>
          <p>
            <b>{attempt.outcomeText}</b>
            <span className="muted">
              <Time at={attempt.endedAt} />
            </span>
          </p>
          <small className="attempt-by">
            <span>{attempt.staffName}</span>
            <span>{t('supervision.attempt-length', { time: lengthOf(attempt) })}</span>
          </small>
          {attempt.note && <p className="as-written">{attempt.note}</p>}
        </li>
      ))}
    </ol>
  )
}

function lengthOf({ startedAt, endedAt }: Detail['attemptList'][number]): string {
  return sayDuration(Temporal.Instant.from(startedAt).until(Temporal.Instant.from(endedAt)).total('seconds'))
}
