import { sql } from 'kysely'
import { asArray, type Tx } from '../platform/database.ts'
import type { DueRow } from './due-columns.ts'

export interface Asking {
  orgId: string
  now: Temporal.Instant
  timeZone: string
  /** The first day that is planned. */
  today: Temporal.PlainDate
}

const AT_ONCE = 10_000
const NONE = '00000000-0000-0000-0000-000000000000'

/** How many follow-ups wait, for telling how far one is. */
export async function countWaiting(tx: Tx, orgId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from followup where org_id = ${orgId} and state = 'waiting'`.execute(tx)
  return rows[0]!.count
}

/**
 * What waits and may be handed out, by customer and id, some thousand at a time: of no campaign, or of one that runs, and
 * not up with a supervisor.
 * @param customerIds of these customers alone
 */
export async function* dueFollowups(tx: Tx, asking: Asking, customerIds?: readonly string[]): AsyncGenerator<DueRow[]> {
  let after = [NONE, NONE]
  while (true) {
    const rows = await pageOf(tx, asking, after, customerIds)
    if (rows.length > 0) yield rows
    if (rows.length < AT_ONCE) return
    after = [rows.at(-1)!.customerId, rows.at(-1)!.id]
  }
}

async function pageOf(
  tx: Tx,
  { orgId, timeZone, today }: Asking,
  [afterCustomer, afterId]: readonly string[],
  customerIds: readonly string[] | undefined,
): Promise<DueRow[]> {
  const dayOf = (moment: string) => sql`((${sql.raw(moment)} at time zone ${timeZone}::text)::date - ${today}::date)`
  const { rows } = await sql<DueRow>`
    select f.id, f.customer_id as "customerId", f.branch_id as "branchId", f.team_id as "teamId",
      f.campaign_id as "campaignId", coalesce(f.matter_of, f.id) as "matterId", f.purpose, f.priority, s.minutes,
      ${dayOf('f.due_at')} as "from", ${dayOf(`(f.expires_at - interval '1 microsecond')`)} as last,
      -${dayOf('f.created_at')} as waited, (extract(epoch from f.appointment_at) * 1000)::float8 as "appointmentAt"
    from (
      select * from followup
      where org_id = ${orgId} and state = 'waiting' and (customer_id, id) > (${afterCustomer}::uuid, ${afterId}::uuid)
        ${customerIds ? sql`and customer_id = any (${asArray(customerIds)}::uuid[])` : sql``}
        and not with_supervisor
        and (campaign_id is null or campaign_id in (
          select id from campaign where org_id = ${orgId} and state = 'running' and valid_until >= ${today}::date))
      order by customer_id, id limit ${AT_ONCE}) f
    join script s on s.org_id = ${orgId} and s.id = f.script_id
    order by f.customer_id, f.id`.execute(tx)
  return rows
}

const EXPERIENCE_DAYS = 90
/** What is assumed where little is known, and how many follow-ups it weighs as much as. */
const ASSUMED = { completed: 0.35, weight: 30 }

/** How likely a follow-up is completed, by purpose, from those that ended within ninety days; `''` is any other. */
export async function likelyByPurpose(tx: Tx, orgId: string, now: Temporal.Instant): Promise<Map<string, number>> {
  const { rows } = await sql<{ purpose: string; ended: number; completed: number }>`
    select purpose, count(*) as ended, count(*) filter (where last_outcome = 'completed') as completed
    from followup
    where org_id = ${orgId} and settled_at > ${now.subtract({ hours: 24 * EXPERIENCE_DAYS })} and attempts > 0
    group by purpose`.execute(tx)
  const { completed: share, weight } = ASSUMED
  const known = rows.map(
    ({ purpose, ended, completed }) => [purpose, (completed + share * weight) / (ended + weight)] as const,
  )
  return new Map([['', share], ...known])
}
