import { Drawer, Skeleton } from 'antd'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { replayDraft } from '../../server/contacts/replay-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type Replay = AnswerOf<typeof replayDraft>

/** The contacts of the last month under the draft: how many it would have held back, by which rule, and which. */
export function PolicyReplay({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const { mutate, data, error, isPending } = useDo(replayDraft)
  useEffect(() => {
    if (open) mutate({ body: {} })
  }, [open, mutate])
  return (
    <Drawer
      title={t('policy.replay')}
      size={640}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      open={open}
      onClose={onClose}
    >
      <ProblemNote error={error} onRetry={() => mutate({ body: {} })} />
      {isPending && (
        <>
          <p className="muted" aria-live="polite">
            {t('policy.replay-running')}
          </p>
          <Skeleton active paragraph={{ rows: 6 }} />
        </>
      )}
      {!isPending && data && <Found replay={data} />}
    </Drawer>
  )
}

function Found({ replay }: { replay: Replay }) {
  const t = useT()
  const { contacts, most, stopped, stoppedAnyway, byRule, examples } = replay
  const widest = Math.max(1, ...byRule.map(rule => rule.contacts))
  return (
    <>
      <p className="replay-main">
        <b>
          <Num value={stopped} />
        </b>
        <span>{t('policy.replay-stopped', { contacts })}</span>
      </p>
      {stoppedAnyway > 0 && <p className="muted">{t('policy.replay-anyway', { count: stoppedAnyway })}</p>}
      {contacts === most && <p className="muted">{t('policy.replay-most', { most })}</p>}
      {byRule.length > 0 && (
        <ul className="replay-rules">
          {byRule.map(({ rule, name, contacts: held }) => (
            <li key={rule}>
              <span>{name}</span>
              <i>
                <i style={{ width: `${(held / widest) * 100}%` }} />
              </i>
              <Num value={held} />
            </li>
          ))}
        </ul>
      )}
      {examples.length > 0 && <Examples of={examples} />}
      <p className="faint">{t('policy.replay-hint')}</p>
    </>
  )
}

function Examples({ of: examples }: { of: Replay['examples'] }) {
  const t = useT()
  const mayOpen = useMay('customers.read')
  return (
    <section>
      <h3>{t('policy.replay-examples')}</h3>
      <ul className="replay-examples">
        {examples.map(({ contactId, customerId, customerName, staffName, at, until, reasons }) => (
          <li key={contactId}>
            <p>
              {mayOpen ? <Link to={`/customers/${customerId}`}>{customerName}</Link> : customerName}{' '}
              <span className="muted">
                {staffName} <Time at={at} />
                {until && (
                  <>
                    {' → '}
                    <Time at={until} />
                  </>
                )}
              </span>
            </p>
            {reasons.map(reason => (
              <p key={reason} className="muted">
                {reason}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
