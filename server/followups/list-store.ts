import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { CALL_STATES, type FollowupState, IN_HAND_STATES, MAIL_STATES, OPEN_STATES } from './rules.ts'
import { isHeld, stateIn } from './situation-store.ts'
import type { DueFilter } from './steering-rules.ts'
import { type FollowupRow, followups } from './store.ts'

/** Which follow-ups are meant; what is left out does not narrow. */
export interface FollowupFilter {
  state?: FollowupState | undefined
  /** Waiting or in somebody's hands. */
  open?: boolean | undefined
  due?: DueFilter | undefined
  campaignId?: string | undefined
  teamId?: string | undefined
  customerId?: string | undefined
  /** Put off by the contact policy, and by this rule first. */
  heldBy?: string | undefined
  /** In his hands, or kept for him. */
  agentId?: string | undefined
  /** With all branches below it. */
  branchId?: string | undefined
  priority?: number | undefined
  appointment?: boolean | undefined
  /** Only the work of these teams. */
  teamIds?: readonly string[] | undefined
}

/** What narrows a list of follow-ups `f`, to go on behind `where`. @param dayEnd when today ends where the organisation is */
export function narrowing(actor: Actor, filter: FollowupFilter, dayEnd: Temporal.Instant): RawBuilder<unknown> {
  const {
    state,
    open,
    campaignId,
    teamId,
    customerId,
    agentId,
    branchId,
    priority,
    appointment,
    teamIds,
    due,
    heldBy,
  } = filter
  return sql`${state ? sql`and ${isIn(state)}` : sql``}
    ${open || due ? sql`and ${stateIn(OPEN_STATES)}` : sql``}
    ${due ? sql`and ${whenDue(due, actor.now, dayEnd)}` : sql``}
    ${heldBy ? sql`and ${isHeld(actor.now)} and f.held -> 0 ->> 'rule' = ${heldBy}` : sql``}
    ${campaignId ? sql`and f.campaign_id = ${campaignId}` : sql``}
    ${teamId ? sql`and f.team_id = ${teamId}` : sql``}
    ${customerId ? sql`and f.customer_id = ${customerId}` : sql``}
    ${agentId ? sql`and f.id in (${hisOwn(actor, agentId)})` : sql``}
    ${branchId ? sql`and f.branch_id in (${below(actor, branchId)})` : sql``}
    ${priority ? sql`and f.priority = ${priority}` : sql``}
    ${appointment ? sql`and f.appointment_at is not null` : sql``}
    ${teamIds ? sql`and f.team_id = any (${[...teamIds]}::uuid[])` : sql``}`
}

// What is in hand, and what is spoken about in the same call; what goes by mail, and whose mail is under way.
function isIn(state: FollowupState): RawBuilder<unknown> {
  if (state === 'handed-out') return stateIn(IN_HAND_STATES)
  return state === 'to-mail' ? stateIn(MAIL_STATES) : sql`f.state = ${state}`
}

function whenDue(due: DueFilter, now: Temporal.Instant, dayEnd: Temporal.Instant): RawBuilder<unknown> {
  if (due === 'overdue') return sql`f.due_at <= ${now} and not f.with_supervisor`
  if (due === 'today') return sql`f.due_at < ${dayEnd} and not f.with_supervisor`
  if (due === 'later') return sql`f.due_at >= ${dayEnd} and not f.with_supervisor`
  return due === 'held' ? isHeld(now) : sql`f.with_supervisor`
}

// Three small partial indexes instead of one condition that none of them fits.
function hisOwn({ orgId }: Actor, agentId: string): RawBuilder<unknown> {
  const of = sql`select g.id from followup g where g.org_id = ${orgId}`
  return sql`
    ${of} and g.state = 'handed-out' and g.handed_to = ${agentId}
    union all ${of} and g.state = 'carried' and g.carried_by in (
      select l.id from followup l where l.org_id = ${orgId} and l.state = 'handed-out' and l.handed_to = ${agentId})
    union all ${of} and g.state = 'waiting' and g.reserved_for = ${agentId}
    union all ${of} and g.state = 'waiting' and g.assigned_to = ${agentId} and g.reserved_for is null`
}

function below(actor: Actor, branchId: string): RawBuilder<unknown> {
  return sql`with recursive down as (
    select id from branch where org_id = ${actor.orgId} and id = ${branchId}
    union all
    select b.id from branch b join down d on b.parent_id = d.id where b.org_id = ${actor.orgId}) select id from down`
}

interface Paging {
  dayEnd: Temporal.Instant
  after?: readonly string[] | undefined
  limit: number
}

/** One follow-up more than `limit`, newest first, after the row whose id a cursor names. */
export function followupPage(tx: Tx, actor: Actor, filter: FollowupFilter & Omit<Paging, 'dayEnd'>) {
  const { after, limit } = filter
  return followups(
    tx,
    actor,
    sql`${narrowing(actor, filter, actor.now)} ${after ? sql`and f.id < ${after[0]}::uuid` : sql``}
      order by f.id desc limit ${sql.lit(limit + 1)}`,
  )
}

/** One follow-up of a customer more than `limit` by when it was planned, newest first, after time and id. */
export function followupsByCreation(
  tx: Tx,
  actor: Actor,
  customerId: string,
  { after, limit }: Omit<Paging, 'dayEnd'>,
): Promise<FollowupRow[]> {
  return followups(
    tx,
    actor,
    sql`and f.customer_id = ${customerId}
      ${after ? sql`and (f.created_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by f.created_at desc, f.id desc limit ${sql.lit(limit + 1)}`,
  )
}

/**
 * One follow-up more than `limit`, the longest due first, after the row a cursor names by due time and id. Open ones by
 * an index of their own: the many that have ended are never looked at.
 */
export function followupsByDue(tx: Tx, actor: Actor, filter: FollowupFilter, { dayEnd, after, limit }: Paging) {
  return followups(
    tx,
    actor,
    sql`${narrowing(actor, filter, dayEnd)}
      ${after ? sql`and (f.due_at, f.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by f.due_at, f.id limit ${limit + 1}`,
  )
}

/** One more than `limit` of the appointments in a span, by time, after the row a cursor names by time and id. */
export function appointmentsIn(
  tx: Tx,
  actor: Actor,
  filter: FollowupFilter,
  span: { from: Temporal.Instant; to: Temporal.Instant; after?: readonly string[] | undefined; limit: number },
): Promise<FollowupRow[]> {
  const { from, to, after, limit } = span
  return followups(
    tx,
    actor,
    sql`and ${stateIn(CALL_STATES)} and f.appointment_at >= ${from} and f.appointment_at < ${to}
      ${narrowing(actor, filter, to)}
      ${after ? sql`and (f.appointment_at, f.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by f.appointment_at, f.id limit ${limit + 1}`,
  )
}

/** What is kept for a member of staff, the next first: his appointments, promised call-backs and what he was given. */
export function keptFor(
  tx: Tx,
  actor: Actor,
  staffId: string,
  { after, limit }: Omit<Paging, 'dayEnd'>,
): Promise<FollowupRow[]> {
  return followups(
    tx,
    actor,
    sql`and f.state = 'waiting' and (f.reserved_for = ${staffId} or f.assigned_to = ${staffId})
      and coalesce(f.reserved_for, f.assigned_to) = ${staffId}
      ${after ? sql`and (f.due_at, f.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by f.due_at, f.id limit ${limit + 1}`,
  )
}

/** The follow-ups of these ids, as far as they lie in the actor's branches. */
export function followupsByIds(tx: Tx, actor: Actor, ids: readonly string[]): Promise<FollowupRow[]> {
  return followups(tx, actor, sql`and f.id = any (${[...ids]}::uuid[])`)
}
