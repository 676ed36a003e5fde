import type { CampaignChannel } from '../campaigns/rules.ts'
import type { Verdict } from '../contacts/rules.ts'
import type { Leaving, Waits } from './leave-store.ts'
import { type ClosedReason, QUEUES } from './rules.ts'
import type { FollowupRow } from './store.ts'

type Code = Verdict['reasons'][number]['code']
/** What a follow-up becomes that may not be made now. */
export type Refused = Exclude<Leaving, { state: 'done' }>

/** What ends a follow-up whatever the channel. */
const ENDS: Partial<Record<Code, ClosedReason>> = {
  'do-not-contact': 'do-not-contact',
  'do-not-contact-purpose': 'do-not-contact',
}

/** What ends a channel for a follow-up, and the follow-up with it where no other channel is left, unless it waits there. */
const ENDS_CHANNEL: Record<CampaignChannel, Partial<Record<Code, ClosedReason | 'waits'>>> = {
  phone: {
    'number-stopped': 'do-not-contact',
    'no-dialable-number': 'no-number',
    // The customer may still agree to be called.
    'no-consent': 'waits',
    'consent-withdrawn': 'waits',
    'consent-expired': 'waits',
  },
  email: {
    'address-stopped': 'do-not-contact',
    'no-address': 'no-address',
    'no-consent': 'not-permitted',
    'consent-withdrawn': 'not-permitted',
    'consent-expired': 'not-permitted',
    'other-speaker': 'not-permitted',
  },
}

/**
 * What a follow-up becomes when a verdict refuses its contact: put off to the release; where there is none for this channel,
 * on to the next one of its campaign; closed where none is left, or where the customer is not to be contacted at all.
 */
export function afterRefusal(
  { channels }: Pick<FollowupRow, 'channels'>,
  verdict: Verdict,
  now: Temporal.Instant,
  by: CampaignChannel = 'phone',
): Refused {
  const codes = verdict.kind === 'deny' ? verdict.reasons.map(({ code }) => code) : []
  const closing = codes.flatMap(code => ENDS[code] ?? [])[0]
  if (closing) return { state: 'closed', reason: closing }
  const over = codes.flatMap(code => ENDS_CHANNEL[by][code] ?? [])[0]
  if (over) {
    const next = byNextChannel(channels, by, now)
    if (next) return next
    if (over !== 'waits') return { state: 'closed', reason: over }
  }
  const state = QUEUES[by]
  if (verdict.staffOnly) return { state, dueAt: now, held: [] }
  // Without any permitted hours the policy is at fault, and nothing is lost while it is mended.
  const dueAt = verdict.until ?? now.add({ hours: 24 })
  return { state, dueAt, held: verdict.reasons }
}

/** What a follow-up becomes that cannot be made by a channel any more; `null` where no other is left. */
export function byNextChannel(
  channels: readonly CampaignChannel[],
  gone: CampaignChannel,
  now: Temporal.Instant,
): Waits | null {
  const left = channels.filter(channel => channel !== gone)
  return left[0] ? { state: QUEUES[left[0]], dueAt: now, channels: left } : null
}
