import { sql } from 'kysely'
import type { Purpose } from '../campaigns/rules.ts'
import type { ContactChannel } from '../contacts/channel-rules.ts'
import { currentRunId } from '../followups/index.ts'
import type { FollowupState } from '../followups/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Outcome } from './outcome-rules.ts'
import { moveOf, type OtherRow, otherOf, withDay } from './view-store.ts'

/** A follow-up with what the plan in force has of it. */
export interface ExplainedRow {
  followupId: string
  customerId: string
  purpose: Purpose
  campaignName: string | null
  teamName: string
  state: FollowupState
  withSupervisor: boolean
  campaignRuns: boolean
  expiresAt: Temporal.Instant
  outcome: Outcome | null
  channel: ContactChannel | null
  /** What whoever calls must have. */
  needs: string[]
  plannedOn: Temporal.PlainDate | null
  urgency: number | null
  value: number | null
  other: OtherRow | null
  move: { id: string; day: string; reason: string; movedByName: string | null; movedAt: string } | null
}

const MOST_OF_A_CUSTOMER = 100

/**
 * Follow-ups of the actor's branches with what the plan in force has of them: those of a customer that are not ended, those
 * planned first before the others.
 */
export async function explainedRows(
  tx: Tx,
  actor: Actor,
  which: { followupId: string } | { customerId: string },
): Promise<ExplainedRow[]> {
  const today = sql`(${actor.now}::timestamptz at time zone (
    select o.time_zone from organisation o where o.id = ${actor.orgId}))::date`
  const { rows } = await sql<ExplainedRow>`
    select f.id as "followupId", f.customer_id as "customerId", f.purpose, m.name as "campaignName", t.name as "teamName",
      f.state, f.with_supervisor as "withSupervisor", f.campaign_id is null or m.state = 'running' and m.valid_until >= ${today} as "campaignRuns",
      f.expires_at as "expiresAt", e.outcome, e.channel, coalesce(e.needs, '{}') as needs, e.planned_on as "plannedOn", e.urgency, e.value,
      ${otherOf(actor)} as other, ${moveOf(sql`f.id`, actor.orgId)} as move
    from followup f
    join team t on t.org_id = f.org_id and t.id = f.team_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    left join plan_entry e on e.org_id = f.org_id and e.run_id = (${currentRunId(actor.orgId)}) and e.followup_id = f.id
    where f.org_id = ${actor.orgId} and f.branch_id = any (${[...actor.branchIds]}::uuid[])
      and ${
        'followupId' in which
          ? sql`f.id = ${which.followupId}`
          : sql`f.customer_id = ${which.customerId} and f.settled_at is null`
      }
    order by e.planned_on, f.due_at, f.id limit ${MOST_OF_A_CUSTOMER}`.execute(tx)
  return rows.map(row => ({ ...row, other: withDay(row.other) }))
}

/** The follow-ups that a contact carries, by the one it is made for; that one is not among them. */
export async function carriedBy(tx: Tx, actor: Actor, heads: readonly string[]): Promise<Map<string, OtherRow[]>> {
  const { rows } = await sql<OtherRow & { head: string }>`
    select e.other_followup_id as head, f.id as "followupId", f.customer_id as "customerId", c.name as "customerName",
      f.purpose, m.name as "campaignName", e.planned_on as "plannedOn"
    from plan_entry h
    join plan_entry e on e.org_id = h.org_id and e.run_id = h.run_id and e.customer_id = h.customer_id
      and e.outcome = 'carried' and e.other_followup_id = h.followup_id
    join followup f on f.org_id = e.org_id and f.id = e.followup_id
    join customer c on c.org_id = f.org_id and c.id = f.customer_id
    left join campaign m on m.org_id = f.org_id and m.id = f.campaign_id
    where h.org_id = ${actor.orgId} and h.run_id = (${currentRunId(actor.orgId)})
      and h.followup_id = any (${[...heads]}::uuid[]) and e.branch_id = any (${[...actor.branchIds]}::uuid[])
    order by f.id`.execute(tx)
  return Map.groupBy(rows, ({ head }) => head)
}
