import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type FollowupFilter, narrowing } from './list-store.ts'
import type { Worker } from './people-store.ts'
import { ASSIGNED_GRACE_HOURS, ENDED_STATES, IN_HAND_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'

/** How many one request gives away at most. */
const REASSIGN_AT_ONCE = 20_000
const NAMED_AT_MOST = 5

export type Which = { ids: readonly string[] } | { filter: FollowupFilter; dayEnd: Temporal.Instant }
export type Receiver = { worker: Worker } | { team: { id: string; name: string } }

function isMeant(actor: Actor, which: Which): RawBuilder<unknown> {
  const scope = sql`f.org_id = ${actor.orgId} and f.branch_id = any (${[...actor.branchIds]}::uuid[])`
  return 'ids' in which
    ? sql`${scope} and f.id = any (${[...which.ids]}::uuid[])`
    : sql`${scope} ${narrowing(actor, which.filter, which.dayEnd)}`
}

export interface Reassigned {
  reassigned: number
  notForHim: number
  /** Whether the bound of one request was reached. */
  full: boolean
  /** Whose follow-ups went to another team. */
  customerIds: string[]
}

/**
 * Gives what waits to a person or a team, in one statement. Rows that somebody holds at this moment are waited for and
 * looked at again: what was handed out meanwhile is not touched. Locked by id, so that two who do so at once wait for
 * each other in one order.
 */
export async function reassign(tx: Tx, actor: Actor, which: Which, to: Receiver, note: string): Promise<Reassigned> {
  const worker = 'worker' in to ? to.worker : null
  const forHim = worker
    ? sql`(f.not_by is distinct from ${worker.id} and f.branch_id = any (${worker.branchIds}::uuid[]))`
    : sql`true`
  const set = worker
    ? sql`assigned_to = case when f.appointment_at is null then ${worker.id}::uuid end,
        reserved_for = case when f.appointment_at is not null then ${worker.id}::uuid end`
    : sql`assigned_to = null, reserved_for = null, team_id = ${'team' in to ? to.team.id : null}::uuid,
        moved = f.campaign_id is not null and not exists (
          select from campaign m where m.org_id = f.org_id and m.id = f.campaign_id
            and m.team_id = ${'team' in to ? to.team.id : null}::uuid)`
  const facts = worker ? { toName: worker.name, toId: worker.id } : 'team' in to ? { teamName: to.team.name } : {}
  const { rows } = await sql<{ chosen: number; reassigned: number; customerIds: string[] }>`
    with chosen as materialized (
      select f.id, f.team_id, ${forHim} as fits from followup f
      where ${isMeant(actor, which)} and f.state = 'waiting'
      order by f.id limit ${REASSIGN_AT_ONCE} for update),
    given as (
      update followup f set ${set} from chosen w
      where f.org_id = ${actor.orgId} and f.id = w.id and w.fits
      returning f.id, f.customer_id, f.team_id <> w.team_id as elsewhere),
    written as (
      insert into followup_event (org_id, followup_id, at, staff_id, kind, facts, note)
      select ${actor.orgId}, id, ${actor.now}, ${actor.staffId}::uuid, 'reassigned', ${JSON.stringify(facts)}::jsonb, ${note}
      from given)
    select (select count(*) from chosen) as chosen, (select count(*) from given) as reassigned,
      array(select distinct customer_id from given where elsewhere) as "customerIds"`.execute(tx)
  const { chosen, reassigned, customerIds } = rows[0]!
  return { reassigned, notForHim: chosen - reassigned, full: chosen === REASSIGN_AT_ONCE, customerIds }
}

/** Of the follow-ups meant, those that somebody has in hand, the first of them by name, and how many have ended. */
export async function notReassigned(tx: Tx, actor: Actor, which: Which) {
  const { rows } = await sql<{ id: string; customerName: string; agentName: string; inHand: number }>`
    select f.id, c.name as "customerName", s.name as "agentName", count(*) over () as "inHand"
    from followup f
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    left join followup l on l.org_id = f.org_id and l.id = f.carried_by
    join staff s on s.org_id = f.org_id and s.id = coalesce(f.handed_to, l.handed_to)
    where ${isMeant(actor, which)} and ${stateIn(IN_HAND_STATES)}
    order by f.id limit ${NAMED_AT_MOST}`.execute(tx)
  const ended = 'ids' in which ? await endedOf(tx, actor, which) : 0
  return { inHand: rows[0]?.inHand ?? 0, inHandOf: rows.map(({ inHand: _, ...row }) => row), ended }
}

async function endedOf(tx: Tx, actor: Actor, which: Which): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from followup f where ${isMeant(actor, which)} and ${stateIn(ENDED_STATES)}`.execute(tx)
  return rows[0]!.count
}

/** Lets any of the team have what an agent was given by name and has let lie, so many at most; answers how many there were. */
export async function freeForgotten(tx: Tx, actor: Pick<Actor, 'orgId' | 'now'>, atOnce: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update followup f set assigned_to = null
    from (
      select f.id from followup f
      where f.org_id = ${actor.orgId} and f.state = 'waiting' and f.assigned_to is not null
        and f.appointment_at is null and not f.with_supervisor
        and f.due_at <= ${actor.now.subtract({ hours: ASSIGNED_GRACE_HOURS })}
      order by f.id limit ${atOnce} for update skip locked) w
    where f.org_id = ${actor.orgId} and f.id = w.id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
