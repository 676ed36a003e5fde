import './desk.css'
import './who.css'
import './talk.css'
import './closing.css'
import './help.css'
import './bar.css'
import './idle.css'
import './narrow.css'
import './mine.css'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { readDesk } from '../../server/followups/contract.ts'
import { remember, useAsk } from '../kit/ask.ts'
import { Page } from '../kit/Page.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { Idle } from './Idle.tsx'
import type { Sheet } from './sheet.ts'
import type { Ended } from './use-work.ts'
import { WorkOn } from './WorkOn.tsx'

/** The work of colleagues changes nothing on a sheet in hand; whether it is still in hand is asked now and then. */
const IN_HAND_MS = 60_000

/** The desk: the follow-up in my hands, or the way to the next. */
export function DeskPage() {
  const t = useT()
  const [held, setHeld] = useState<Sheet | null>(null)
  const [ended, setEnded] = useState<Ended | null>(null)
  const desk = useAsk(
    readDesk,
    {},
    held ? { topics: ['desk', 'contacts'], everyMs: IN_HAND_MS } : { topics: ['desk', 'followups'] },
  )
  const sheet = desk.data?.sheet ?? null
  // What was in hand stays on the screen until the agent has ended it, even when the server gave it to another.
  if (sheet && sheet !== held) setHeld(sheet)

  const queue = desk.data?.queue ?? { due: 0, waiting: 0, held: 0, nextDueAt: null }
  const end = (how: Ended) => {
    remember(readDesk, {}, { sheet: null, queue })
    setHeld(null)
    setEnded(how)
    void desk.refetch()
  }
  const shown = sheet ?? held
  if (shown) {
    return (
      <WorkOn key={`${shown.followup.id} ${shown.followup.attempts}`} sheet={shown} lost={sheet === null} onEnd={end} />
    )
  }
  if (desk.data)
    return <Idle queue={desk.data.queue} ended={ended} problem={desk.error} onTaken={() => setEnded(null)} />
  return (
    <Page title={t('desk.title')} narrow>
      {desk.error ? (
        <ProblemNote error={desk.error} onRetry={() => void desk.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 6 }} />
      )}
    </Page>
  )
}
