import { isStateIn, MAIL_STATES } from '../../server/followups/rules.ts'
import { ChannelMark } from '../kit/ChannelMark.tsx'
import { useT } from '../kit/words.ts'
import type { FollowupRow } from './FollowupState.tsx'

const BY_MAIL = [...MAIL_STATES, 'mailed'] as const

/** By what a follow-up is made, and while it is open, by what else where that cannot be. */
export function FollowupChannels({ of: { state, channels, settledAt } }: { of: FollowupRow }) {
  const t = useT()
  const channel = isStateIn(BY_MAIL, state) ? 'email' : 'phone'
  const other = settledAt === null && channels.find(one => one !== channel)
  return (
    <span className="two-lines">
      <ChannelMark of={channel} />
      {other && <small>{t(`supervision.else-by-${other}`)}</small>}
    </span>
  )
}
