import { type RawBuilder, sql } from 'kysely'
import type { CampaignChannel } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Answer } from '../scripts/rules.ts'
import { type ClosedReason, type FollowupState, type OutcomeCode, type QUEUED_STATES, QUEUES } from './rules.ts'
import { isNobodys } from './situation-store.ts'
import type { HeldReason } from './store.ts'

/** What a follow-up becomes when it leaves an agent's hands. */
export type Leaving =
  | { state: 'done' }
  | { state: 'closed'; reason: ClosedReason }
  | {
      /** For a call, or to go by mail. */
      state: (typeof QUEUED_STATES)[number]
      dueAt: Temporal.Instant
      /** By what alone it may be made from now on; left out, as before. */
      channels?: readonly CampaignChannel[]
      /** Left out, an appointment that was made stands. */
      appointment?: { at: Temporal.Instant; reservedFor: string | null; expiresAt: Temporal.Instant } | null
      held?: readonly HeldReason[]
      notBy?: string
      returnedNote?: string
      /** Counts one more skip. */
      skipped?: boolean
      /** Up with a supervisor; left out, it stays where it is. */
      withSupervisor?: boolean
    }

/** What waits again, and for what. */
export type Waits = Extract<Leaving, { dueAt: Temporal.Instant }>

/** Whom it must not come back to, it is not kept for either. */
const notFor = (staffId: string) => ({
  not_by: staffId,
  assigned_to: sql<string | null>`nullif(assigned_to, ${staffId}::uuid)`,
  reserved_for: sql<string | null>`nullif(reserved_for, ${staffId}::uuid)`,
})

/** The columns of what waits again; what is left out stays as it was. */
const columnsOf = ({ appointment, ...waits }: Waits) => ({
  due_at: waits.dueAt,
  // What goes by mail is kept for nobody.
  ...(waits.state === 'to-mail' ? { appointment_at: null, reserved_for: null, assigned_to: null } : {}),
  ...(waits.channels ? { channels: [...waits.channels] } : {}),
  ...(waits.notBy ? notFor(waits.notBy) : {}),
  ...(waits.returnedNote ? { returned_note: waits.returnedNote } : {}),
  ...(waits.skipped ? { skips: sql<number>`skips + 1` } : {}),
  ...(waits.withSupervisor === undefined ? {} : { with_supervisor: waits.withSupervisor }),
  ...(appointment === null ? { appointment_at: null, reserved_for: null } : {}),
  ...(appointment
    ? { appointment_at: appointment.at, reserved_for: appointment.reservedFor, expires_at: appointment.expiresAt }
    : {}),
})

/** The queue of a follow-up `f` as its campaign prefers it: that of the mails, unless a person is to call, else of calls. */
export const queued = sql<FollowupState>`case when f.channels[1] = 'email' and ${isNobodys()}
  then ${sql.lit(QUEUES.email)} else ${sql.lit(QUEUES.phone)} end`

/** Lets follow-ups that are carried wait again, due as they were; answers how many there were. */
export async function freeCarried(tx: Tx, orgId: string, which: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    update followup f set state = ${queued}, carried_by = null
    where f.org_id = ${orgId} and f.state = 'carried' and ${which}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * Writes what a follow-up becomes, and lets what it carried wait again. `attempt` counts one more, with its outcome and
 * what was answered by then.
 */
export async function leave(
  tx: Tx,
  actor: Pick<Actor, 'orgId' | 'now'>,
  id: string,
  becomes: Leaving,
  attempt?: { outcome: OutcomeCode; answers?: Record<string, Answer> | undefined },
): Promise<void> {
  const waits = 'dueAt' in becomes ? becomes : null
  const written = tx
    .updateTable('followup')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .set({
      state: becomes.state,
      closed_reason: becomes.state === 'closed' ? becomes.reason : null,
      settled_at: waits ? null : actor.now,
      handed_to: null,
      lease_until: null,
      carried_by: null,
      held: JSON.stringify(waits?.held ?? []),
      ...(attempt ? { attempts: sql`attempts + 1`, last_outcome: attempt.outcome } : {}),
      ...(attempt?.answers ? { answers: JSON.stringify(attempt.answers) } : {}),
      ...(waits ? columnsOf(waits) : {}),
    })
    .execute()
  await Promise.all([written, freeCarried(tx, actor.orgId, sql`f.carried_by = ${id}`)])
}
