import { type RawBuilder, sql } from 'kysely'
import type { CampaignChannel, CampaignState, Purpose } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { Answer } from '../scripts/rules.ts'
import type { ClosedReason, FollowupState, OutcomeCode } from './rules.ts'

/** Why a follow-up could not be handed out when it was last looked at; a reason of a verdict. */
export interface HeldReason {
  rule: string
  code: string
  facts: Record<string, unknown>
}

/** A follow-up with the names around it. */
export interface FollowupRow {
  id: string
  customerId: string
  customerName: string
  timeZone: string
  branchId: string
  branchName: string
  teamId: string
  teamName: string
  campaignId: string | null
  campaignName: string | null
  campaignVersion: number | null
  campaignState: CampaignState | null
  campaignUntil: Temporal.PlainDate | null
  callerNumber: string
  activityId: string | null
  matterId: string
  scriptId: string
  purpose: Purpose
  reason: string
  priority: number
  state: FollowupState
  dueAt: Temporal.Instant
  expiresAt: Temporal.Instant
  appointmentAt: Temporal.Instant | null
  handedTo: string | null
  /** In whose hands it is, or the one that carries it. */
  handedToName: string | null
  /** The follow-up in whose call it is spoken about. */
  carriedBy: { id: string; purpose: Purpose; reason: string } | null
  /** For whom an appointment is kept, else to whom a supervisor gave it. */
  reservedFor: string | null
  reservedForName: string | null
  withSupervisor: boolean
  skips: number
  notBy: string | null
  leaseUntil: Temporal.Instant | null
  /** By what it may still be made, the preferred channel first. */
  channels: CampaignChannel[]
  attempts: number
  maxAttempts: number
  held: HeldReason[]
  returnedNote: string | null
  answers: Record<string, Answer>
  lastOutcome: OutcomeCode | null
  closedReason: ClosedReason | null
  createdAt: Temporal.Instant
  settledAt: Temporal.Instant | null
}

/** For whom a follow-up `f` is kept, if it is. */
export const keptFor = sql`coalesce(f.reserved_for, f.assigned_to)`

// Looked up by its key, not joined: for one row, a join would read the whole staff. Each key by itself: behind row-level
// security no index is used for what `coalesce` answers.
const nameOf = (...staffIds: string[]) =>
  sql`coalesce(${sql.join(staffIds.map(id => sql`(select s.name from staff s where s.org_id = f.org_id and s.id = ${sql.ref(id)})`))})`

/** Follow-ups `f` out of a table or query, with the names around them. */
export const named = (from: RawBuilder<unknown>): RawBuilder<FollowupRow> => sql<FollowupRow>`
    select f.id, f.customer_id as "customerId", c.name as "customerName",
      coalesce(c.time_zone, o.time_zone) as "timeZone", f.branch_id as "branchId", b.name as "branchName",
      f.team_id as "teamId", t.name as "teamName", f.campaign_id as "campaignId", m.name as "campaignName",
      f.campaign_version as "campaignVersion",
      m.state as "campaignState", m.valid_until as "campaignUntil",
      coalesce(m.caller_number, o.service_number, '') as "callerNumber", f.activity_id as "activityId",
      coalesce(f.matter_of, f.id) as "matterId", f.script_id as "scriptId", f.purpose, f.reason, f.priority, f.state,
      f.due_at as "dueAt", f.expires_at as "expiresAt", f.appointment_at as "appointmentAt",
      f.handed_to as "handedTo", ${nameOf('f.handed_to', 'l.handed_to')} as "handedToName",
      case when l.id is not null then jsonb_build_object('id', l.id, 'purpose', l.purpose, 'reason', l.reason) end
        as "carriedBy", ${keptFor} as "reservedFor", ${nameOf('f.reserved_for', 'f.assigned_to')} as "reservedForName",
      f.with_supervisor as "withSupervisor", f.skips, f.not_by as "notBy",
      f.lease_until as "leaseUntil", f.channels, f.attempts, f.max_attempts as "maxAttempts", f.held,
      f.returned_note as "returnedNote", f.answers,
      f.last_outcome as "lastOutcome", f.closed_reason as "closedReason", f.created_at as "createdAt",
      f.settled_at as "settledAt"
    from ${from} f
    join organisation o on o.id = f.org_id
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    join branch b on b.org_id = f.org_id and b.id = f.branch_id
    join team t on t.org_id = f.org_id and t.id = f.team_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    left join followup l on l.org_id = f.org_id and l.id = f.carried_by`

/** The follow-ups of the actor's branches with the names around them; `rest` goes on behind `where`. */
export async function followups(tx: Tx, actor: Actor, rest: RawBuilder<unknown>): Promise<FollowupRow[]> {
  const { rows } = await sql<FollowupRow>`
    ${named(sql`followup`)}
    where f.org_id = ${actor.orgId} and f.branch_id = any (${[...actor.branchIds]}::uuid[]) ${rest}`.execute(tx)
  return rows
}

/** A follow-up of the actor's branches; `undefined` outside them. */
export async function followupById(tx: Tx, actor: Actor, id: string): Promise<FollowupRow | undefined> {
  return (await followups(tx, actor, sql`and f.id = ${id}`))[0]
}

/** The follow-up in an agent's hands. */
export async function followupInHand(tx: Tx, actor: Actor): Promise<FollowupRow | undefined> {
  return (await followups(tx, actor, sql`and f.handed_to = ${actor.staffId} and f.state = 'handed-out'`))[0]
}

/** Holds the customer of a follow-up of the actor's branches until this transaction ends; answers whether there is one. */
export async function lockCustomerOf(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from customer where org_id = ${actor.orgId} and id = (
      select f.customer_id from followup f
      where f.org_id = ${actor.orgId} and f.id = ${id} and f.branch_id = any (${asArray(actor.branchIds)}::uuid[]))
    for no key update`.execute(tx)
  return rows.length > 0
}

/** Holds a follow-up until this transaction ends. Who needs its customer too holds him first. */
export async function lockFollowup(tx: Tx, actor: Actor, id: string): Promise<FollowupRow | undefined> {
  const hold = sql`select from followup where org_id = ${actor.orgId} and id = ${id} for update`.execute(tx)
  // Started behind it, this is read once the row is held.
  const [, followup] = await Promise.all([hold, followupById(tx, actor, id)])
  return followup
}

/** Holds members of staff of one organisation, so that each one's own requests come one after the other. */
export async function lockStaff(tx: Tx, orgId: string, staffIds: readonly string[]): Promise<void> {
  await sql`
    select from staff where org_id = ${orgId} and id = any (${asArray(staffIds)}::uuid[])
    order by id for no key update`.execute(tx)
}

/** A follow-up of no campaign. */
export interface NewFollowup {
  customerId: string
  branchId: string
  teamId: string
  scriptId: string
  purpose: Purpose
  reason: string
  priority: number
  maxAttempts: number
  dueAt: Temporal.Instant
  expiresAt: Temporal.Instant
  notBy: string | null
  matterOf: string | null
  skills?: readonly string[]
  /** A time agreed with the customer, and for whom it is kept. */
  appointment: { at: Temporal.Instant; reservedFor: string | null } | null
}

/** Adds a follow-up of no campaign, waiting. */
export async function insertFollowup(tx: Tx, actor: Actor, row: NewFollowup): Promise<string> {
  const { id } = await tx
    .insertInto('followup')
    .values({
      org_id: actor.orgId,
      customer_id: row.customerId,
      branch_id: row.branchId,
      team_id: row.teamId,
      script_id: row.scriptId,
      purpose: row.purpose,
      reason: row.reason,
      priority: row.priority,
      max_attempts: row.maxAttempts,
      state: 'waiting',
      due_at: row.dueAt,
      expires_at: row.expiresAt,
      not_by: row.notBy,
      matter_of: row.matterOf,
      skills: [...(row.skills ?? [])],
      appointment_at: row.appointment?.at ?? null,
      reserved_for: row.appointment?.reservedFor ?? null,
      created_at: actor.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whether a team and a script exist that the actor may give work to and with. */
export async function canBeAdded(tx: Tx, actor: Actor, given: { teamId: string; scriptId: string }): Promise<boolean> {
  const { rows } = await sql`
    select from team t join script s on s.org_id = t.org_id and s.id = ${given.scriptId}
    where t.org_id = ${actor.orgId} and t.id = ${given.teamId}
      and t.branch_id = any (${[...actor.branchIds, ...actor.ancestorIds]}::uuid[])`.execute(tx)
  return rows.length > 0
}

function updateOf(tx: Tx, actor: Pick<Actor, 'orgId'>, id: string) {
  return tx.updateTable('followup').where('org_id', '=', actor.orgId).where('id', '=', id)
}

/** Leaves a follow-up in the agent's hands until a later time; answers whether it was still there. */
export async function renewLease(tx: Tx, actor: Actor, id: string, until: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await updateOf(tx, actor, id)
    .set({ lease_until: sql`greatest(lease_until, ${until})` })
    .where('state', '=', 'handed-out')
    .where('handed_to', '=', actor.staffId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Writes what was answered so far, in place of what was before. */
export async function storeAnswers(tx: Tx, actor: Actor, id: string, answers: Record<string, Answer>): Promise<void> {
  await updateOf(tx, actor, id)
    .set({ answers: JSON.stringify(answers) })
    .execute()
}
