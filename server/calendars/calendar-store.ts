import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Span, WorkCalendar } from './rules.ts'

export interface CalendarFields {
  name: string
  week: Span[][]
  keepsHolidays: boolean
  makeUpDay: Span[]
  exceptions: { day: Temporal.PlainDate; windows: Span[]; note: string }[]
}

export type CalendarRow = CalendarFields & { id: string }

const CALENDARS_AT_MOST = 200
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

type Stored = Omit<CalendarRow, 'exceptions'> & { exceptions: { day: string; windows: Span[]; note: string }[] }

const columns = sql`c.id, c.name, c.keeps_holidays as "keepsHolidays", c.make_up_day as "makeUpDay",
  jsonb_build_array(c.monday, c.tuesday, c.wednesday, c.thursday, c.friday, c.saturday, c.sunday) as week,
  coalesce((select jsonb_agg(jsonb_build_object('day', e.day, 'windows', e.windows, 'note', e.note) order by e.day)
    from work_calendar_exception e where e.org_id = c.org_id and e.calendar_id = c.id), '[]') as exceptions`

export async function calendarsIn(tx: Tx, orgId: string, id: string | null = null): Promise<CalendarRow[]> {
  const { rows } = await sql<Stored>`
    select ${columns} from work_calendar c
    where c.org_id = ${orgId} and (${id}::uuid is null or c.id = ${id})
    order by c.created_at, c.id limit ${CALENDARS_AT_MOST}`.execute(tx)
  return rows.map(withDays)
}

function withDays({ exceptions, ...row }: Stored): CalendarRow {
  return { ...row, exceptions: exceptions.map(one => ({ ...one, day: Temporal.PlainDate.from(one.day) })) }
}

/** Writes all of a calendar; `undefined` where it is not there. */
export async function writeCalendar(
  tx: Tx,
  orgId: string,
  id: string | null,
  given: CalendarFields,
  at: Temporal.Instant,
): Promise<CalendarRow | undefined> {
  const days = Object.fromEntries(WEEKDAYS.map((weekday, n) => [weekday, JSON.stringify(given.week[n])]))
  const row = {
    name: given.name,
    keeps_holidays: given.keepsHolidays,
    make_up_day: JSON.stringify(given.makeUpDay),
    ...(days as Record<(typeof WEEKDAYS)[number], string>),
  }
  const written = id
    ? await tx
        .updateTable('work_calendar')
        .set(row)
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
    : await tx
        .insertInto('work_calendar')
        .values({ org_id: orgId, created_at: at, ...row })
        .returning('id')
        .executeTakeFirst()
  if (!written) return undefined
  await tx
    .deleteFrom('work_calendar_exception')
    .where('org_id', '=', orgId)
    .where('calendar_id', '=', written.id)
    .execute()
  await sql`
    insert into work_calendar_exception (org_id, calendar_id, day, windows, note)
    select ${orgId}, ${written.id}, day, windows::jsonb, note
    from unnest(${given.exceptions.map(one => one.day.toString())}::date[],
      ${given.exceptions.map(one => JSON.stringify(one.windows))}::text[],
      ${given.exceptions.map(one => one.note)}::text[]) as given (day, windows, note)
    on conflict (org_id, calendar_id, day) do update set windows = excluded.windows, note = excluded.note`.execute(tx)
  return (await calendarsIn(tx, orgId, written.id))[0]
}

export async function deleteCalendar(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.deleteFrom('work_calendar_exception').where('org_id', '=', orgId).where('calendar_id', '=', id).execute()
  await tx.deleteFrom('work_calendar').where('org_id', '=', orgId).where('id', '=', id).execute()
}

export interface UseRow {
  branchId: string | null
  teamId: string | null
  calendarId: string
}

export async function usesIn(tx: Tx, orgId: string): Promise<UseRow[]> {
  const { rows } = await sql<UseRow>`
    select branch_id as "branchId", team_id as "teamId", calendar_id as "calendarId"
    from work_calendar_use where org_id = ${orgId} limit 20000`.execute(tx)
  return rows
}

/** Lets a calendar hold for a team, a branch or, without both, the organisation; without a calendar none of its own. */
export async function writeUse(
  tx: Tx,
  orgId: string,
  given: { branchId: string | null; teamId: string | null; calendarId: string | null },
): Promise<void> {
  if (given.calendarId === null) {
    await sql`
      delete from work_calendar_use where org_id = ${orgId} and branch_id is not distinct from ${given.branchId}::uuid
        and team_id is not distinct from ${given.teamId}::uuid`.execute(tx)
    return
  }
  await sql`
    insert into work_calendar_use (org_id, branch_id, team_id, calendar_id)
    values (${orgId}, ${given.branchId}, ${given.teamId}, ${given.calendarId})
    on conflict on constraint calendar_use_one_each do update set calendar_id = excluded.calendar_id`.execute(tx)
}

/** The calendar that holds for a team: its own, else that of its branch or the nearest above it, else the organisation's. */
export async function calendarOfTeam(tx: Tx, orgId: string, teamId: string): Promise<WorkCalendar | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select b.id, b.parent_id, 1 as distance from team t join branch b on b.org_id = t.org_id and b.id = t.branch_id
      where t.org_id = ${orgId} and t.id = ${teamId}
      union all
      select b.id, b.parent_id, u.distance + 1 from branch b join up u on b.id = u.parent_id where b.org_id = ${orgId}
    )
    select w.calendar_id as id from work_calendar_use w left join up u on u.id = w.branch_id
    where w.org_id = ${orgId} and (w.team_id = ${teamId} or u.id is not null or (w.team_id is null and w.branch_id is null))
    order by (w.team_id is not null) desc, u.distance nulls last limit 1`.execute(tx)
  const row = rows[0] && (await calendarsIn(tx, orgId, rows[0].id))[0]
  return row && { ...row, exceptions: new Map(row.exceptions.map(one => [one.day.toString(), one.windows])) }
}

/** The branch of a team. */
export async function branchOfTeam(tx: Tx, orgId: string, teamId: string): Promise<string | undefined> {
  const { rows } = await sql<{ branchId: string }>`
    select branch_id as "branchId" from team where org_id = ${orgId} and id = ${teamId}`.execute(tx)
  return rows[0]?.branchId
}
