import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { CaseEventKind, CaseState, Severity } from './rules.ts'

interface Person {
  id: string
  name: string
}

export interface CaseRow {
  id: string
  customer: Person
  branch: Person
  problem: string
  severity: Severity
  state: CaseState
  owner: Person
  createdAt: Temporal.Instant
  createdBy: Person
  raisedByFollowupId: string | null
  dueAt: Temporal.Instant
  solution: string | null
  solvedBy: Person | null
  solvedAt: Temporal.Instant | null
  confirmingFollowupId: string | null
  escalatedAt: Temporal.Instant | null
  reopened: number
  closedAt: Temporal.Instant | null
  /** By the customer's own word, or after stated attempts to hear it. */
  closedHow: 'confirmed' | 'not-reached' | null
  /** How often the customer was called in vain to confirm. */
  confirmAttempts: number
  /** How far up it has gone because it is late, and to whom. */
  escalationLevel: number
  escalatedTo: Person | null
}

const person = (alias: string) => sql.raw(`jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name)`)

const caseColumns = sql`
  k.id, ${person('c')} as customer, ${person('b')} as branch, k.problem, k.severity, k.state, ${person('o')} as owner,
  k.created_at as "createdAt", ${person('r')} as "createdBy", k.raised_by_followup_id as "raisedByFollowupId",
  k.due_at as "dueAt", k.solution, case when v.id is not null then ${person('v')} end as "solvedBy",
  k.solved_at as "solvedAt", k.confirming_followup_id as "confirmingFollowupId", k.escalated_at as "escalatedAt",
  k.reopened, k.closed_at as "closedAt", k.closed_how as "closedHow", k.confirm_attempts as "confirmAttempts",
  k.escalation_level as "escalationLevel", case when u.id is not null then ${person('u')} end as "escalatedTo"`

const caseTables = sql`
  case_file k
  join customer c on c.org_id = k.org_id and c.id = k.customer_id
  join branch b on b.org_id = k.org_id and b.id = k.branch_id
  join staff o on o.org_id = k.org_id and o.id = k.owner_id
  join staff r on r.org_id = k.org_id and r.id = k.created_by
  left join staff v on v.org_id = k.org_id and v.id = k.solved_by
  left join staff u on u.org_id = k.org_id and u.id = k.escalated_to`

/** Whether a case `k` lies in the actor's branches. */
export function inScopeOf(actor: Actor): RawBuilder<boolean> {
  return sql`k.org_id = ${actor.orgId} and k.branch_id = any (${[...actor.branchIds]}::uuid[])`
}

/** A case in the actor's branches. */
export async function caseOf(tx: Tx, actor: Actor, caseId: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from ${caseTables} where ${inScopeOf(actor)} and k.id = ${caseId}`.execute(tx)
  return rows[0]
}

export interface CasesAsked {
  state?: CaseState | undefined
  mine: boolean
  overdue: boolean
  escalated: boolean
  /** Gone up to the actor because it is late. */
  upToMe?: boolean
  cursor?: string | undefined
  limit: number
}

/** Cases of the actor's branches: by deadline, or when closed ones are asked for, newest closed first. One row more. */
export async function casesPage(tx: Tx, actor: Actor, asked: CasesAsked): Promise<CaseRow[]> {
  const after = unpackCursor(asked.cursor, ['instant', 'id'])
  const closed = asked.state === 'closed'
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from ${caseTables}
    where ${inScopeOf(actor)}
      and ${closed ? sql`k.state = 'closed'` : sql`k.state <> 'closed'`}
      ${asked.state && !closed ? sql`and k.state = ${asked.state}` : sql``}
      ${asked.mine ? sql`and k.owner_id = ${actor.staffId}` : sql``}
      ${asked.overdue ? sql`and k.state = 'open' and k.due_at <= ${actor.now}` : sql``}
      ${asked.escalated ? sql`and k.escalated_at is not null` : sql``}
      ${asked.upToMe ? sql`and k.escalated_to = ${actor.staffId}` : sql``}
      ${after && closed ? sql`and (k.closed_at, k.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      ${after && !closed ? sql`and (k.due_at, k.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by ${closed ? sql`k.closed_at desc, k.id desc` : sql`k.due_at, k.id`}
    limit ${asked.limit + 1}`.execute(tx)
  return rows
}

/** One case more than `limit` of a customer in the actor's branches, newest first, after time and id. */
export async function casesOfCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  { after, limit }: { after?: readonly string[] | undefined; limit: number },
): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select ${caseColumns} from ${caseTables}
    where ${inScopeOf(actor)} and k.customer_id = ${customerId}
      ${after ? sql`and (k.created_at, k.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by k.created_at desc, k.id desc limit ${limit + 1}`.execute(tx)
  return rows
}

export interface CaseEventRow {
  id: string
  at: Temporal.Instant
  staff: Person | null
  /** To whom it was given, or was made known. */
  to: Person | null
  kind: CaseEventKind
  note: string
}

/** What happened to a case, oldest first. */
export async function eventsOf(tx: Tx, actor: Actor, caseId: string): Promise<CaseEventRow[]> {
  const { rows } = await sql<CaseEventRow>`
    select e.id, e.at, case when s.id is not null then ${person('s')} end as staff,
      case when w.id is not null then ${person('w')} end as to, e.kind, e.note
    from case_event e
    join case_file k on k.org_id = e.org_id and k.id = e.case_id
    left join staff s on s.org_id = e.org_id and s.id = e.staff_id
    left join staff w on w.org_id = e.org_id and w.id = e.to_staff_id
    where ${inScopeOf(actor)} and e.case_id = ${caseId}
    order by e.at, e.id limit 1000`.execute(tx)
  return rows
}

/** What a step looks at. */
export interface LockedCase {
  id: string
  customerId: string
  branchId: string
  problem: string
  severity: Severity
  state: CaseState
  solution: string | null
  solvedBy: string | null
  reopened: number
  raisedByFollowupId: string | null
  confirmingFollowupId: string | null
  confirmAttempts: number
  escalated: boolean
}

const lockedColumns = sql`
  k.id, k.customer_id as "customerId", k.branch_id as "branchId", k.problem, k.severity, k.state,
  k.solution, k.solved_by as "solvedBy", k.reopened, k.raised_by_followup_id as "raisedByFollowupId",
  k.confirming_followup_id as "confirmingFollowupId", k.confirm_attempts as "confirmAttempts",
  k.escalated_at is not null as escalated`

/** A case in the actor's branches, held until the transaction ends. */
export async function lockCase(tx: Tx, actor: Actor, caseId: string): Promise<LockedCase | undefined> {
  const { rows } = await sql<LockedCase>`
    select ${lockedColumns} from case_file k where ${inScopeOf(actor)} and k.id = ${caseId} for no key update`.execute(
    tx,
  )
  return rows[0]
}

/** The case a follow-up asks the customer about, held until the transaction ends. */
export async function lockCaseConfirmedBy(tx: Tx, actor: Actor, followupId: string): Promise<LockedCase | undefined> {
  const { rows } = await sql<LockedCase>`
    select ${lockedColumns} from case_file k
    where ${inScopeOf(actor)} and k.confirming_followup_id = ${followupId} for no key update`.execute(tx)
  return rows[0]
}

/** The case that a follow-up raised and that is not closed. */
export function openCaseRaisedBy(tx: Tx, actor: Actor, followupId: string) {
  return tx
    .selectFrom('case_file')
    .where('org_id', '=', actor.orgId)
    .where('raised_by_followup_id', '=', followupId)
    .where('state', '<>', 'closed')
    .select(['id', 'problem'])
    .executeTakeFirst()
}

export async function insertCase(
  tx: Tx,
  actor: Actor,
  row: {
    customerId: string
    branchId: string
    problem: string
    severity: Severity
    ownerId: string
    dueAt: Temporal.Instant
    createdBy: string
    raisedByFollowupId: string | null
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('case_file')
    .values({
      org_id: actor.orgId,
      customer_id: row.customerId,
      branch_id: row.branchId,
      problem: row.problem,
      severity: row.severity,
      owner_id: row.ownerId,
      state: 'open',
      due_at: row.dueAt,
      created_by: row.createdBy,
      raised_by_followup_id: row.raisedByFollowupId,
      created_at: actor.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes down what happened to a case, in the name of whoever did it; `null` is the system. */
export async function insertEvent(
  tx: Tx,
  actor: Actor,
  event: { caseId: string; staffId: string | null; toStaffId?: string | null; kind: CaseEventKind; note: string },
): Promise<void> {
  await tx
    .insertInto('case_event')
    .values({
      org_id: actor.orgId,
      case_id: event.caseId,
      at: actor.now,
      staff_id: event.staffId,
      to_staff_id: event.toStaffId ?? null,
      kind: event.kind,
      note: event.note,
    })
    .execute()
}

/** What steps change of a locked case. */
export interface CaseChange {
  state?: CaseState
  owner_id?: string
  solution?: string
  solved_by?: string
  solved_at?: Temporal.Instant
  confirming_followup_id?: string
  confirmed_by?: string
  escalated_at?: Temporal.Instant | null
  overdue_at?: null
  due_at?: Temporal.Instant
  reopened?: number
  closed_at?: Temporal.Instant
  closed_how?: 'confirmed' | 'not-reached'
  closed_by?: string
  confirm_attempts?: number
  escalation_level?: number
  escalated_to?: string | null
}

export async function changeCase(tx: Tx, actor: Actor, caseId: string, change: CaseChange): Promise<void> {
  await tx.updateTable('case_file').set(change).where('org_id', '=', actor.orgId).where('id', '=', caseId).execute()
}
