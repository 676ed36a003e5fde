import { sql } from 'kysely'
import { asArray, type Tx } from '../platform/database.ts'
import { FIELD, fieldsAfter, idAt, LINE, LINE_END } from '../platform/text-lines.ts'
import type { DueRow } from './due-columns.ts'

export interface Asking {
  orgId: string
  now: Temporal.Instant
  timeZone: string
  /** The first day that is planned. */
  today: Temporal.PlainDate
}

const AT_ONCE = 5_000
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
    const text = await pageOf(tx, asking, after, customerIds)
    const rows = text === null ? [] : text.split(LINE_END).map(dueOf)
    if (rows.length > 0) yield rows
    if (rows.length < AT_ONCE) return
    after = [rows.at(-1)!.customerId, rows.at(-1)!.id]
  }
}

/** A page as one text, a line for each: so many rows would take the driver longer than to plan them. */
async function pageOf(
  tx: Tx,
  { orgId, timeZone, today }: Asking,
  [afterCustomer, afterId]: readonly string[],
  customerIds: readonly string[] | undefined,
): Promise<string | null> {
  const dayOf = (moment: string) => sql`(${sql.raw(moment)} at time zone ${timeZone}::text)::date - ${today}::date`
  const fields = sql.join(
    [
      ...[sql`f.campaign_id`, sql`f.purpose`, sql`f.priority`, sql`s.minutes`],
      ...[dayOf('f.due_at'), dayOf(`(f.expires_at - interval '1 microsecond')`), dayOf('f.created_at')],
      sql`date_part('epoch', f.appointment_at) * 1000`,
    ],
    sql`, ${FIELD}, `,
  )
  const { rows } = await sql<{ text: string | null }>`
    select string_agg(concat(f.id, f.customer_id, f.branch_id, f.team_id, coalesce(f.matter_of, f.id), ${fields}), ${LINE}
      order by f.customer_id, f.id) as text
    from (
      select * from followup
      where org_id = ${orgId} and state = 'waiting' and (customer_id, id) > (${afterCustomer}::uuid, ${afterId}::uuid)
        ${customerIds ? sql`and customer_id = any (${asArray(customerIds)}::uuid[])` : sql``}
        and not with_supervisor
        and (campaign_id is null or campaign_id in (
          select id from campaign where org_id = ${orgId} and state = 'running' and valid_until >= ${today}::date))
      order by customer_id, id limit ${AT_ONCE}) f
    join script s on s.org_id = ${orgId} and s.id = f.script_id`.execute(tx)
  return rows[0]!.text
}

function dueOf(line: string): DueRow {
  const [campaignId, purpose, priority, minutes, from, last, created, appointment] = fieldsAfter(line, 5)
  return {
    id: idAt(line, 0),
    customerId: idAt(line, 1),
    branchId: idAt(line, 2),
    teamId: idAt(line, 3),
    matterId: idAt(line, 4),
    campaignId: campaignId || null,
    purpose: purpose as DueRow['purpose'],
    priority: Number(priority),
    minutes: Number(minutes),
    from: Number(from),
    last: Number(last),
    waited: -Number(created),
    appointmentAt: appointment ? Number(appointment) : null,
    person: 0,
  }
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
