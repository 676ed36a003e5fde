import { type RawBuilder, sql } from 'kysely'
import { isSeenBy } from '../campaigns/index.ts'
import type { CampaignState, Purpose } from '../campaigns/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { CALL_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'

const AT_MOST = 200

export interface CalendarQuery {
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  branchId?: string | undefined
  teamId?: string | undefined
  campaignId?: string | undefined
}

export interface CalendarCampaign {
  id: string
  name: string
  state: CampaignState
  purposes: Purpose[]
  branchId: string
  branchName: string
  teamId: string | null
  teamName: string | null
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate
}

/** Campaigns valid on some day of a span, those that begin first at first; one more than are shown. */
export async function campaignsBetween(tx: Tx, actor: Actor, query: CalendarQuery): Promise<CalendarCampaign[]> {
  const only = (column: RawBuilder<unknown>, value: string | undefined) =>
    value ? sql`and ${column} = ${value}` : sql``
  const { rows } = await sql<CalendarCampaign>`
    select m.id, m.name, m.state, m.purposes, m.branch_id as "branchId", b.name as "branchName", m.team_id as "teamId",
      t.name as "teamName", m.valid_from as "validFrom", m.valid_until as "validUntil"
    from campaign m
    join branch b on b.org_id = m.org_id and b.id = m.branch_id
    left join team t on t.org_id = m.org_id and t.id = m.team_id
    where m.org_id = ${actor.orgId} and ${isSeenBy(actor)}
      and m.valid_until >= ${query.from}::date and m.valid_from <= ${query.to}::date
      ${only(sql`m.branch_id`, query.branchId)} ${only(sql`m.team_id`, query.teamId)} ${only(sql`m.id`, query.campaignId)}
    order by m.valid_from, m.name, m.id limit ${AT_MOST + 1}`.execute(tx)
  return rows
}

export const MOST_CAMPAIGNS = AT_MOST

export interface DayOfWork {
  campaignId: string
  teamId: string
  day: Temporal.PlainDate
  due: number
  done: number
}

/**
 * The work of campaigns by day, where the organisation is: follow-ups due on it that wait or are in hand, or were settled
 * by then; and those settled on it. What is overdue counts on the day it was due.
 */
export async function workByDay(
  tx: Tx,
  actor: Actor,
  campaignIds: readonly string[],
  { from, to }: CalendarQuery,
  timeZone: string,
): Promise<DayOfWork[]> {
  const start = from.toZonedDateTime(timeZone).toInstant()
  const end = to.add({ days: 1 }).toZonedDateTime(timeZone).toInstant()
  const dayOf = (moment: RawBuilder<unknown>) => sql`(${moment} at time zone ${timeZone}::text)::date`
  const ours = sql`f.org_id = ${actor.orgId} and f.campaign_id = any (${[...campaignIds]}::uuid[])
    and f.branch_id = any (${[...actor.branchIds]}::uuid[])`
  const { rows } = await sql<DayOfWork>`
    with work as (
      select f.campaign_id, f.team_id, ${dayOf(sql`f.due_at`)} as day, 1 as due, 0 as done from followup f
      where ${ours} and f.due_at >= ${start} and f.due_at < ${end} and ${stateIn(CALL_STATES)}
      union all
      select f.campaign_id, f.team_id, ${dayOf(sql`f.settled_at`)}, 1, 1 from followup f
      where ${ours} and f.settled_at >= ${start} and f.settled_at < ${end} and f.attempts > 0)
    select campaign_id as "campaignId", team_id as "teamId", day, sum(due)::int as due, sum(done)::int as done
    from work group by 1, 2, 3 order by day`.execute(tx)
  return rows
}

/** Teams by name. */
export async function namesOfTeams(tx: Tx, orgId: string, teamIds: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from team where org_id = ${orgId} and id = any (${[...teamIds]}::uuid[]) order by name, id`.execute(
    tx,
  )
  return rows
}
