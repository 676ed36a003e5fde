import { Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { addFollowup, getFollowup } from '../../server/followups/contract.ts'
import { reassignFollowups, skipFollowup } from '../../server/followups/steering-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { sayDuration } from '../kit/say-time.ts'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { PlanOfFollowup } from '../planning/PlanExplained.tsx'
import { AddFollowup } from './AddFollowup.tsx'
import { AnswerList } from './AnswerList.tsx'
import { Facts } from './Facts.tsx'
import { FollowupChannels } from './FollowupChannels.tsx'
import { FollowupState } from './FollowupState.tsx'
import { SkipDialog } from './SkipDialog.tsx'

type Detail = AnswerOf<typeof getFollowup>

interface FollowupDrawerProps {
  id: string | undefined
  onClose: () => void
  onReassign: (id: string) => void
}

/** Everything known of one follow-up, beside the list, and what can be done with it. */
export function FollowupDrawer({ id, onClose, onReassign }: FollowupDrawerProps) {
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
      {detail ? (
        <DetailOf detail={detail} onReassign={onReassign} />
      ) : (
        !asked.error && <Skeleton active paragraph={{ rows: 8 }} />
      )}
    </Drawer>
  )
}

function DetailOf({ detail, onReassign }: { detail: Detail; onReassign: (id: string) => void }) {
  const t = useT()
  return (
    <>
      <div className="followup-lead">
        <p>{detail.reason}</p>
        <FollowupState row={detail} />
      </div>
      <Actions detail={detail} onReassign={onReassign} />
      <Held detail={detail} />
      <FirstFacts detail={detail} />
      {detail.state === 'waiting' && (
        <>
          <h2 className="drawer-title">{t('plan.followup-plan')}</h2>
          <PlanOfFollowup id={detail.id} />
        </>
      )}
      <h2 className="drawer-title">{t('supervision.attempt-list')}</h2>
      <Attempts of={detail.attemptList} />
      <h2 className="drawer-title">{t('supervision.answers')}</h2>
      <AnswerList of={detail} />
      <Events of={detail} />
      <h2 className="drawer-title">{t('supervision.more')}</h2>
      <MoreFacts detail={detail} />
    </>
  )
}

/** What a supervisor can do with what waits; what cannot be done says why. */
function Actions({ detail, onReassign }: { detail: Detail; onReassign: (id: string) => void }) {
  const t = useT()
  const [skipping, setSkipping] = useState(false)
  const [adding, setAdding] = useState(false)
  const waiting = detail.state === 'waiting'
  const whyNot = !waiting
    ? t('supervision.why-not-waiting')
    : detail.withSupervisor
      ? t('supervision.why-up')
      : undefined
  return (
    <div className="drawer-actions">
      <Button needs={reassignFollowups} whyNot={whyNot} onClick={() => onReassign(detail.id)}>
        {t('supervision.reassign')}
      </Button>
      <Button needs={skipFollowup} whyNot={whyNot} onClick={() => setSkipping(true)}>
        {t('supervision.skip')}
      </Button>
      <Button needs={addFollowup} onClick={() => setAdding(true)}>
        {t('supervision.new-of-customer')}
      </Button>
      <SkipDialog id={detail.id} open={skipping} onClose={() => setSkipping(false)} />
      <AddFollowup
        open={adding}
        onClose={() => setAdding(false)}
        customer={{ id: detail.customerId, name: detail.customerName }}
      />
    </div>
  )
}

/** Which rules hold it back, each in words with the time of its release. */
function Held({ detail }: { detail: Detail }) {
  const t = useT()
  if (detail.state !== 'waiting' || detail.held.length === 0) return null
  return (
    <ul className="held-list" aria-label={t('supervision.held-by')}>
      {detail.held.map(reason => (
        <li key={reason.code}>{reason.sentence}</li>
      ))}
    </ul>
  )
}

function Events({ of: { events } }: { of: Detail }) {
  const t = useT()
  if (events.length === 0) return null
  return (
    <>
      <h2 className="drawer-title">{t('supervision.event-list')}</h2>
      <ol className="attempt-list">
        {events.map(event => (
          <li key={event.id}>
            <p>
              <b>{event.text}</b>
              <span className="muted">
                <Time at={event.at} />
              </span>
            </p>
            <small className="attempt-by">{event.staffName ?? t('supervision.product')}</small>
            {event.note && <p className="as-written">{event.note}</p>}
          </li>
        ))}
      </ol>
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
        [t('supervision.by'), <FollowupChannels key="by" of={detail} />],
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

function Campaign({ of: { campaignId, campaignName, campaignVersion } }: { of: Detail }) {
  const t = useT()
  if (!campaignId) return t('supervision.by-hand')
  return (
    <>
      <Link to={`/campaigns/${campaignId}`}>{campaignName}</Link>
      {campaignVersion !== null && (
        <span className="muted"> {t('supervision.campaign-version', { number: campaignVersion })}</span>
      )}
    </>
  )
}

function MoreFacts({ detail }: { detail: Detail }) {
  const t = useT()
  const language = useLanguage()
  return (
    <Facts
      of={[
        [t('supervision.purpose'), PURPOSE_WORDS[detail.purpose][language]],
        detail.together.length > 0 && [
          t('supervision.together'),
          detail.together.map(({ id, purpose, reason }) => (
            <Link key={id} className="followup-together" to={`/followups?id=${id}`}>
              {`${PURPOSE_WORDS[purpose][language]}: ${reason}`}
            </Link>
          )),
        ],
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
