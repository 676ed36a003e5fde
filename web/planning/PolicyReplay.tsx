import { Drawer, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { cancelReplay, REPLAY_TOPIC, readReplays, startReplay } from '../../server/contacts/replay-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Progress } from '../kit/Progress.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { HeldByDraft } from './PolicyReplayHeld.tsx'

export type Replay = AnswerOf<typeof startReplay>
type Found = NonNullable<Replay['found']>

const TOPICS = [REPLAY_TOPIC, 'policy']

/** The contacts of the last month under the draft: how many it would have held back, by which rule, and which. */
export function PolicyReplay({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Drawer
      title={t('policy.replay')}
      size={880}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      open={open}
      onClose={onClose}
      destroyOnHidden
    >
      <Replays />
    </Drawer>
  )
}

function Replays() {
  const t = useT()
  const asked = useAsk(readReplays, {}, { topics: TOPICS })
  const start = useDo(startReplay, { topics: TOPICS })
  if (asked.error) return <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active paragraph={{ rows: 6 }} />
  const { own, done } = asked.data
  const isUnderWay = own !== null && own.finishedAt === null
  const ended = own && own.id !== done?.id && own.finishedAt ? own : null
  return (
    <>
      <ProblemNote error={start.error} />
      {isUnderWay ? (
        <UnderWay run={own} />
      ) : (
        <div className="replay-begin">
          {done ? <WhenAndBy run={done} /> : <p className="muted">{t('policy.replay-what')}</p>}
          <Button
            type={done && !done.outdated ? 'default' : 'primary'}
            needs={startReplay}
            loading={start.isPending}
            onClick={() => start.mutate({ body: {} })}
          >
            {t(done ? 'policy.replay-again' : 'policy.replay-start')}
          </Button>
        </div>
      )}
      {ended?.phase === 'failed' && <Status feel="bad">{t('policy.replay-failed')}</Status>}
      {ended?.phase === 'cancelled' && <Status feel="info">{t('policy.replay-cancelled')}</Status>}
      {done?.found && <Results key={done.id} run={done} found={done.found} />}
    </>
  )
}

function WhenAndBy({ run: { startedByName, startedAt, outdated } }: { run: Replay }) {
  const t = useT()
  return (
    <div>
      <p className="muted">
        {t('policy.replay-by', { name: startedByName })} <Time at={startedAt} />
      </p>
      {outdated && <Status feel="warn">{t('policy.replay-outdated')}</Status>}
    </div>
  )
}

function UnderWay({ run }: { run: Replay }) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const cancel = useDo(cancelReplay, { topics: TOPICS, onDone: () => say.done(t('policy.replay-cancelled')) })
  const { id, done, ofAll, ratePerSecond, secondsLeft } = run
  const number = (value: number) => sayNumber(value, language)
  const says = [
    ofAll > 0 && t('policy.replay-progress', { done: number(done), all: number(ofAll) }),
    ratePerSecond !== null && t('policy.replay-rate', { rate: number(Math.round(ratePerSecond)) }),
    secondsLeft !== null && t('policy.replay-left', { seconds: Math.max(1, secondsLeft) }),
  ]
  return (
    <div className="replay-under-way" aria-live="polite">
      <Progress
        label={t('policy.replay-running')}
        done={done}
        total={ofAll > 0 ? ofAll : null}
        says={says.filter(Boolean).join(' · ')}
      />
      <p className="faint">{t('policy.replay-leave')}</p>
      <Button
        needs={cancelReplay}
        loading={cancel.isPending}
        onClick={() => cancel.mutate({ params: { id } }, { onError: say.problem })}
      >
        {t('policy.replay-cancel')}
      </Button>
    </div>
  )
}

function Results({ run, found }: { run: Replay; found: Found }) {
  const t = useT()
  const [anyway, setAnyway] = useState(false)
  const [rule, setRule] = useState<string | null>(null)
  const { contacts, stopped, stoppedAnyway, byRule, notKnown } = found
  const alone = stopped - stoppedAnyway
  return (
    <>
      <p className="replay-main">
        <b>
          <Num value={stopped} />
        </b>
        <span>{t('policy.replay-stopped', { contacts })}</span>
      </p>
      {stoppedAnyway > 0 && <p className="muted">{t('policy.replay-anyway', { count: stoppedAnyway })}</p>}
      <ByRule rules={byRule} chosen={rule} onChoose={id => setRule(old => (old === id ? null : id))} />
      {stopped > 0 && (
        <section className="replay-list">
          <Segmented
            aria-label={t('policy.replay-which')}
            value={anyway ? 'anyway' : 'alone'}
            onChange={value => setAnyway(value === 'anyway')}
            options={[
              { value: 'alone', label: t('policy.replay-alone', { count: alone }) },
              { value: 'anyway', label: t('policy.replay-also', { count: stoppedAnyway }) },
            ]}
          />
          <HeldByDraft
            replayId={run.id}
            anyway={anyway}
            rule={byRule.find(one => one.rule === rule) ?? null}
            onAllRules={() => setRule(null)}
          />
        </section>
      )}
      <section className="replay-known faint">
        <p>{t('policy.replay-hint')}</p>
        {notKnown.length > 0 && (
          <ul>
            {notKnown.map(({ code, sentence }) => (
              <li key={code}>{sentence}</li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

interface ByRuleProps {
  rules: Found['byRule']
  chosen: string | null
  onChoose: (rule: string) => void
}

/** How many each rule would have held back; a rule that is chosen cuts the list to its own. */
function ByRule({ rules, chosen, onChoose }: ByRuleProps) {
  const t = useT()
  if (rules.length === 0) return null
  const widest = Math.max(1, ...rules.map(rule => rule.contacts))
  return (
    <ul className="replay-rules" aria-label={t('policy.replay-by-rule')}>
      {rules.map(({ rule, name, contacts }) => (
        <li key={rule}>
          <button type="button" aria-pressed={rule === chosen} onClick={() => onChoose(rule)}>
            <span>{name}</span>
            <i>
              <i style={{ width: `${(contacts / widest) * 100}%` }} />
            </i>
            <Num value={contacts} />
          </button>
        </li>
      ))}
    </ul>
  )
}
