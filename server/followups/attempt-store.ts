import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { OutcomeCode } from './rules.ts'

export interface AttemptRow {
  id: string
  staffId: string
  staffName: string
  startedAt: Temporal.Instant
  endedAt: Temporal.Instant
  outcome: OutcomeCode
  note: string
}

/** The attempts of a follow-up, newest first. */
export async function attemptsOf(tx: Tx, orgId: string, followupId: string): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`
    select a.id, a.staff_id as "staffId", s.name as "staffName", a.started_at as "startedAt", a.ended_at as "endedAt",
      a.outcome, a.note
    from attempt a join staff s on s.org_id = a.org_id and s.id = a.staff_id
    where a.org_id = ${orgId} and a.followup_id = ${followupId}
    order by a.ended_at desc, a.id desc limit 100`.execute(tx)
  return rows
}

export interface NewAttempt {
  followupId: string
  contactId: string
  staffId: string
  startedAt: Temporal.Instant
  outcome: OutcomeCode
  note: string
  /** No call of its own: it was spoken about in the call of another. */
  carried?: boolean
}

export async function insertAttempt(tx: Tx, actor: Pick<Actor, 'orgId' | 'now'>, row: NewAttempt): Promise<void> {
  await tx
    .insertInto('attempt')
    .values({
      org_id: actor.orgId,
      followup_id: row.followupId,
      contact_id: row.contactId,
      staff_id: row.staffId,
      started_at: row.startedAt,
      ended_at: actor.now,
      outcome: row.outcome,
      note: row.note,
      carried: row.carried ?? false,
    })
    .execute()
}
