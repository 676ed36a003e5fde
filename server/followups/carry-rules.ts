import type { Purpose } from '../campaigns/rules.ts'
import { type Combined, natureOf } from '../policy/combine-rules.ts'

/** What becomes due within this time is spoken about in a call that is made anyway. */
export const CARRY_AHEAD_HOURS = 24
/** How many are looked at for one call. */
export const CARRY_LOOK_AT = 8

/** What came of a purpose that was carried by the contact of another. */
export const CARRIED_HOW = ['done', 'partly', 'refused', 'not-brought-up'] as const
export type CarriedHow = (typeof CARRIED_HOW)[number]

interface Spoken {
  id: string
  purpose: Purpose
  appointmentAt: Temporal.Instant | null
  priority: number
  dueAt: Temporal.Instant
}

/**
 * Follow-ups in the order in which one call speaks about them: what was promised before service and research, offers
 * last; within these, what the policy names first in its order; then by priority and due time.
 */
export function inOrderOfSpeech<F extends Spoken>(followups: readonly F[], { first }: Pick<Combined, 'first'>): F[] {
  const nature = ({ purpose, appointmentAt }: Spoken) => natureOf(purpose, appointmentAt !== null)
  const rank = ({ purpose }: Spoken) => (first.includes(purpose) ? first.indexOf(purpose) : first.length)
  return followups.toSorted(
    (a, b) =>
      nature(a) - nature(b) ||
      rank(a) - rank(b) ||
      b.priority - a.priority ||
      Temporal.Instant.compare(a.dueAt, b.dueAt) ||
      (a.id < b.id ? -1 : 1),
  )
}
