import { useEffect } from 'react'
import { readCall, readTelephone } from '../../server/calls/contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useT } from '../kit/words.ts'
import { dialNow } from './use-desk-keys.ts'
import type { Work } from './use-work.ts'

const LOOK_AGAIN_MS = 1000

/** How the telephone system stands to this call, in one line; a call that failed can be asked for again. */
export function CallSaid({ work }: { work: Work }) {
  const t = useT()
  const connected = useAsk(readTelephone).data?.connected
  const call = useCall(work, connected === true)
  if (connected === false) return <p className="desk-call">{t('desk.no-telephone')}</p>
  if (!call || call.state === 'none') return null
  if (call.state !== 'failed') {
    return (
      <p className="desk-call" role="status">
        {call.sentence}
      </p>
    )
  }
  return (
    <div className="desk-call desk-lost" role="alert">
      <span>{call.sentence}</span>
      {call.mayAskAgain && (
        <Button size="small" loading={work.dial.isPending} onClick={() => dialNow(work)}>
          {t('desk.dial-again')}
        </Button>
      )}
    </div>
  )
}

/** The call of the contact in hand, asked every second until it is decided. */
function useCall({ sheet: { contact }, dialled, lost }: Work, connected: boolean) {
  const when = connected && dialled !== null && contact !== null && !lost
  const { data, refetch } = useAsk(readCall, { params: { id: contact?.id ?? '' } }, { when, topics: ['calls', 'desk'] })
  const asking = when && data?.state === 'asking'
  useEffect(() => {
    if (!asking) return
    const looking = setInterval(() => void refetch(), LOOK_AGAIN_MS)
    return () => clearInterval(looking)
  }, [asking, refetch])
  return when ? data : undefined
}
