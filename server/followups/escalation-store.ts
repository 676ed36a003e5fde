import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { CALL_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'
import type { GivenTo } from './steering-rules.ts'

export interface EscalationRow {
  id: string
  followupId: string
  note: string
  raisedBy: string
  raisedByName: string
  raisedAt: Temporal.Instant
  dueAt: Temporal.Instant
  takenBy: string | null
  takenByName: string | null
  answer: string | null
  answeredByName: string | null
  answeredAt: Temporal.Instant | null
  givenTo: GivenTo | null
}

const columns = sql`
  e.id, e.followup_id as "followupId", e.note, e.raised_by as "raisedBy", r.name as "raisedByName",
  e.raised_at as "raisedAt", e.due_at as "dueAt", e.taken_by as "takenBy", t.name as "takenByName", e.answer,
  a.name as "answeredByName", e.answered_at as "answeredAt", e.given_to as "givenTo"`

const tables = sql`
  escalation e
  join staff r on r.org_id = e.org_id and r.id = e.raised_by
  left join staff t on t.org_id = e.org_id and t.id = e.taken_by
  left join staff a on a.org_id = e.org_id and a.id = e.answered_by`

const inScope = (actor: Actor) => sql`e.org_id = ${actor.orgId} and e.branch_id = any (${[...actor.branchIds]}::uuid[])`

/** Writes down what an agent sends up; false when it is up already. */
export async function insertEscalation(
  tx: Tx,
  actor: Actor,
  row: { followupId: string; branchId: string; note: string; dueAt: Temporal.Instant },
): Promise<boolean> {
  await sql`savepoint raise_escalation`.execute(tx)
  try {
    await tx
      .insertInto('escalation')
      .values({
        org_id: actor.orgId,
        followup_id: row.followupId,
        branch_id: row.branchId,
        note: row.note,
        raised_by: actor.staffId!,
        raised_at: actor.now,
        due_at: row.dueAt,
      })
      .execute()
    await sql`release savepoint raise_escalation`.execute(tx)
    return true
  } catch (error) {
    if (!isViolationOf('escalation_one_open_per_followup', error)) throw error
    await sql`rollback to savepoint raise_escalation`.execute(tx)
    return false
  }
}

/** The open ones by deadline, or those answered, newest first; one more than `limit`. */
export async function escalationPage(
  tx: Tx,
  actor: Actor,
  { answered, after, limit }: { answered: boolean; after?: readonly string[] | undefined; limit: number },
): Promise<EscalationRow[]> {
  const { rows } = await sql<EscalationRow>`
    select ${columns} from ${tables}
    where ${inScope(actor)} and e.answered_at is ${answered ? sql`not null` : sql`null`}
      ${
        after
          ? answered
            ? sql`and (e.answered_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
            : sql`and (e.due_at, e.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : sql``
      }
    order by ${answered ? sql`e.answered_at desc, e.id desc` : sql`e.due_at, e.id`} limit ${limit + 1}`.execute(tx)
  return rows
}

/** An escalation of the actor's branches, and the follow-up it is about. */
export async function escalationById(tx: Tx, actor: Actor, id: string): Promise<EscalationRow | undefined> {
  const { rows } = await sql<EscalationRow>`
    select ${columns} from ${tables} where ${inScope(actor)} and e.id = ${id}`.execute(tx)
  return rows[0]
}

/** As `escalationById`, held until the transaction ends. */
export async function lockEscalation(tx: Tx, actor: Actor, id: string): Promise<EscalationRow | undefined> {
  await sql`select from escalation where org_id = ${actor.orgId} and id = ${id} for update`.execute(tx)
  return escalationById(tx, actor, id)
}

/** Notes that the actor has taken an escalation on. */
export async function markTaken(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .updateTable('escalation')
    .set({ taken_by: actor.staffId, taken_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .execute()
}

/** Writes the answer to an escalation, and where its follow-up went. */
export async function markAnswered(
  tx: Tx,
  actor: Actor,
  id: string,
  { answer, to }: { answer: string; to: GivenTo },
): Promise<void> {
  await tx
    .updateTable('escalation')
    .set({ answer, given_to: to, answered_by: actor.staffId, answered_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .execute()
}

/** The last answers to what a member of staff sent up whose follow-ups have not ended, newest first. */
export async function answersFor(tx: Tx, actor: Actor, staffId: string) {
  const { rows } = await sql<{
    followupId: string
    customerName: string
    answer: string
    byName: string
    at: Temporal.Instant
  }>`
    select e.followup_id as "followupId", c.name as "customerName", e.answer, a.name as "byName", e.answered_at as at
    from escalation e
    join followup f on f.org_id = e.org_id and f.id = e.followup_id and ${stateIn(CALL_STATES)}
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    join staff a on a.org_id = e.org_id and a.id = e.answered_by
    where e.org_id = ${actor.orgId} and e.raised_by = ${staffId} and e.answered_at is not null
      and e.raised_at > ${actor.now.subtract({ hours: 24 * 14 })}
    order by e.raised_at desc limit 10`.execute(tx)
  return rows
}

/** Puts a follow-up under a supervisor, or takes it from under him, and says for whom it is kept from now on. */
export async function setSupervised(
  tx: Tx,
  actor: Actor,
  followupId: string,
  given: { withSupervisor: boolean; keptFor?: string | null; note?: string },
): Promise<void> {
  const { withSupervisor, keptFor, note } = given
  await sql`
    update followup f set with_supervisor = ${withSupervisor}
      ${
        keptFor === undefined
          ? sql``
          : sql`, assigned_to = case when f.appointment_at is null then ${keptFor}::uuid end,
              reserved_for = case when f.appointment_at is not null then ${keptFor}::uuid end`
      }
      ${note === undefined ? sql`` : sql`, returned_note = ${note}`}
      ${
        withSupervisor
          ? sql``
          : sql`, due_at = case
        when f.state = 'waiting' and f.appointment_at is null then least(f.due_at, ${actor.now}) else f.due_at end`
      }
    where f.org_id = ${actor.orgId} and f.id = ${followupId}`.execute(tx)
}
