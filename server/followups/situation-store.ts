import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a waiting follow-up `f` is put off by the contact policy at an instant: held back, and its release still to
 * come. The one definition of “held”; `situationOf` says the same of a row in hand.
 */
export function isHeld(now: Temporal.Instant): RawBuilder<boolean> {
  return sql`(f.state = 'waiting' and not f.with_supervisor and f.held <> '[]' and f.due_at > ${now})`
}
