import { type RawBuilder, sql } from 'kysely'

/**
 * Whether a follow-up `f` that waits, for a call or to go by mail, is put off by the contact policy at an instant: held back, and its release still to
 * come. The one definition of “held”; `situationOf` says the same of a row in hand.
 */
export function isHeld(now: Temporal.Instant): RawBuilder<boolean> {
  return sql`(f.state in ('waiting', 'to-mail') and not f.with_supervisor and f.held <> '[]' and f.due_at > ${now})`
}
