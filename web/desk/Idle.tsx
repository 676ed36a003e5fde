import { useState } from 'react'
import { takeNext } from '../../server/followups/contract.ts'
import type { Problem } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useKeys } from '../kit/keys.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { KeysDialog } from './KeysDialog.tsx'
import type { Queue } from './sheet.ts'
import type { Ended } from './use-work.ts'

interface IdleProps {
  queue: Queue
  /** How the last one ended. */
  ended: Ended | null
  /** Why what is in hand could not be shown. */
  problem: Problem | null
  onTaken: () => void
}

/** Nothing in hand: what became of the last one, what waits, and the next at one key. */
export function Idle({ queue, ended, problem, onTaken }: IdleProps) {
  const t = useT()
  const [keysShown, showKeys] = useState(false)
  const take = useDo(takeNext, { topics: ['desk'], onDone: ({ followup }) => followup && onTaken() })
  const nothing = take.data && !take.data.followup ? take.data.sentence : null
  const next = () => {
    if (!take.isPending) take.mutate({})
  }
  useKeys({ n: next, enter: next, '?': () => showKeys(true) })
  return (
    <Page title={t('desk.title')} narrow>
      <ProblemNote error={take.error ?? problem} />
      {ended && !nothing && <LastOne ended={ended} />}
      <section className="desk-idle">
        <dl>
          <Figure name={t('desk.due')} value={queue.due} large />
          <Figure name={t('desk.waiting')} value={queue.waiting} />
          <Figure name={t('desk.held')} value={queue.held} />
        </dl>
        <Button type="primary" size="large" autoFocus loading={take.isPending} onClick={next}>
          {t('desk.take-next')}
          <Key>{'Enter'}</Key>
        </Button>
        <div role="status" className="muted">
          {nothing ?? <WhatNext queue={queue} />}
        </div>
      </section>
      <p className="desk-teach">
        {t('desk.teach')}
        <Button type="text" size="small" onClick={() => showKeys(true)}>
          {t('desk.keys')}
          <Key>{'?'}</Key>
        </Button>
      </p>
      <KeysDialog open={keysShown} onClose={() => showKeys(false)} />
    </Page>
  )
}

function Figure({ name, value, large }: { name: string; value: number; large?: boolean }) {
  const most = value >= 10_000
  return (
    <div className={large ? 'desk-figure desk-figure-large' : 'desk-figure'}>
      <dt>{name}</dt>
      <dd>
        <Num value={value} />
        {most && '+'}
      </dd>
    </div>
  )
}

function WhatNext({ queue }: { queue: Queue }) {
  const t = useT()
  if (queue.due > 0) return <p>{t('desk.best-first')}</p>
  if (!queue.nextDueAt) return <p>{t('desk.nothing-yet')}</p>
  return (
    <p>
      {t('desk.next-due')} <Time at={queue.nextDueAt} />
    </p>
  )
}

function LastOne({ ended }: { ended: Ended }) {
  const t = useT()
  return (
    <section className={`panel desk-ended desk-ended-${ended.kind}`} aria-live="polite">
      <Status feel={ended.kind === 'refused' || ended.kind === 'lost' ? 'warn' : 'good'}>
        {t(`desk.ended-${ended.kind}`)}
      </Status>
      <p className="desk-capital">{ended.sentence}</p>
      {ended.reasons.map(reason => (
        <p key={reason} className="muted">
          {reason}
        </p>
      ))}
    </section>
  )
}
