import { sql } from 'kysely'
import { currentRunId } from '../followups/index.ts'
import { asArray, asTexts, type Tx } from '../platform/database.ts'
import type { NeedLoad } from './need-load-rules.ts'

/** What contacts with the same needs have of a day of a team, and what those who can make them work. */
export interface NeedDayRow extends Omit<NeedLoad, 'team' | 'day'> {
  teamId: string
  day: Temporal.PlainDate
}

/** Writes what is asked of those who can do what not everybody can, or adds to it. */
export async function addNeedDays(tx: Tx, orgId: string, runId: string, rows: readonly NeedDayRow[]): Promise<void> {
  if (rows.length === 0) return
  const column = (read: (row: NeedDayRow) => string | number) => asArray(rows.map(read))
  await sql`
    insert into plan_need_load as l (org_id, run_id, team_id, day, needs, minutes, used, contacts, price)
    select ${orgId}, ${runId}, team, day, string_to_array(needs, chr(10)), max(minutes), sum(used), sum(contacts), max(price)
    from unnest(${column(row => row.teamId)}::uuid[], ${column(row => row.day.toString())}::date[],
      ${asTexts(rows.map(row => row.needs.join('\n')))}::text[], ${column(row => row.minutes)}::float8[],
      ${column(row => row.used)}::float8[], ${column(row => row.contacts)}::int[], ${column(row => row.price)}::float8[])
      as given (team, day, needs, minutes, used, contacts, price)
    group by team, day, needs
    on conflict (org_id, run_id, team_id, day, needs) do update
      set used = l.used + excluded.used, contacts = l.contacts + excluded.contacts, minutes = excluded.minutes`.execute(
    tx,
  )
}

/** What is asked on days of a plan of those who can do what not everybody can; of all teams unless some are named. */
export async function needDaysOf(
  tx: Tx,
  orgId: string,
  given: {
    runId?: string
    teamIds?: readonly string[] | undefined
    from?: Temporal.PlainDate
    to?: Temporal.PlainDate
  },
): Promise<NeedDayRow[]> {
  const { runId, teamIds, from, to } = given
  const { rows } = await sql<NeedDayRow>`
    select team_id as "teamId", day, needs, minutes, used, contacts, price from plan_need_load
    where org_id = ${orgId} and run_id = ${runId ? sql`${runId}` : sql`(${currentRunId(orgId)})`}
      ${teamIds ? sql`and team_id = any (${asArray(teamIds)}::uuid[])` : sql``}
      ${from ? sql`and day >= ${from}::date` : sql``} ${to ? sql`and day <= ${to}::date` : sql``}
    order by team_id, day, needs`.execute(tx)
  return rows
}
