import { type RawBuilder, sql } from 'kysely'
import { type FollowupState, QUEUED_STATES } from './rules.ts'

/**
 * Whether a follow-up is in one of some states, which stand in the statement as literals: so the indexes of those states
 * fit.
 * @param state the column; by default that of `f`
 */
export function stateIn(states: readonly FollowupState[], state = sql`f.state`): RawBuilder<boolean> {
  return sql`${state} in (${sql.join(states.map(one => sql.lit(one)))})`
}

/** Whether a follow-up is up to no person: neither with a supervisor, nor kept for anybody or for a time agreed. */
export function isNobodys(followup = sql`f`): RawBuilder<boolean> {
  return sql`(not ${followup}.with_supervisor
    and num_nonnulls(${followup}.appointment_at, ${followup}.assigned_to, ${followup}.reserved_for) = 0)`
}

/**
 * Whether a follow-up `f` that waits, for a call or to go by mail, is put off by the contact policy at an instant: held
 * back, and its release still to come. The one definition of “held”; `situationOf` says the same of a row in hand.
 */
export function isHeld(now: Temporal.Instant): RawBuilder<boolean> {
  return sql`(${stateIn(QUEUED_STATES)} and not f.with_supervisor and f.held <> '[]' and f.due_at > ${now})`
}
