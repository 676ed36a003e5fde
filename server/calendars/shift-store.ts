import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Span } from './rules.ts'

export type Absence = 'leave' | 'sick' | 'training' | 'other'

export interface ShiftRow {
  staffId: string
  day: Temporal.PlainDate
  windows: Span[]
  absence: Absence | null
  note: string
}

export interface MemberRow {
  staffId: string
  name: string
  roles: string[]
  customPermissions: string[]
  languages: string[]
  skills: string[]
  /** How many teams he works in. */
  teams: number
}

/** The members of a team who can sign in, by name. */
export async function membersOf(tx: Tx, orgId: string, teamId: string): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select s.id as "staffId", s.name, s.roles, s.languages, s.skills,
      array(select distinct unnest(r.permissions) from staff_custom_role g
        join custom_role r on r.org_id = g.org_id and r.id = g.role_id
        where g.org_id = s.org_id and g.staff_id = s.id) as "customPermissions",
      (select count(*)::int from team_member o where o.org_id = m.org_id and o.staff_id = m.staff_id) as teams
    from team_member m join staff s on s.org_id = m.org_id and s.id = m.staff_id
    where m.org_id = ${orgId} and m.team_id = ${teamId} and s.deactivated_at is null and s.joined_at is not null
    order by s.name, s.id limit 1000`.execute(tx)
  return rows
}

/** What was planned for the members of a team between two days, both included. */
export async function shiftsOfTeam(
  tx: Tx,
  orgId: string,
  teamId: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Promise<ShiftRow[]> {
  const { rows } = await sql<ShiftRow>`
    select h.staff_id as "staffId", h.day, h.windows, h.absence, h.note
    from shift h join team_member m on m.org_id = h.org_id and m.staff_id = h.staff_id
    where h.org_id = ${orgId} and m.team_id = ${teamId} and h.day between ${first} and ${last}`.execute(tx)
  return rows
}

/** The branch of a member of staff who is not deactivated. */
export async function branchOfStaff(tx: Tx, orgId: string, staffId: string): Promise<string | undefined> {
  const { rows } = await sql<{ branchId: string }>`
    select branch_id as "branchId" from staff
    where org_id = ${orgId} and id = ${staffId} and deactivated_at is null`.execute(tx)
  return rows[0]?.branchId
}

/** Plans days of a person; without hours and absence his calendar holds again. */
export async function writeShifts(
  tx: Tx,
  actor: Actor,
  given: {
    staffId: string
    days: readonly Temporal.PlainDate[]
    windows: Span[] | null
    absence: Absence | null
    note: string
  },
): Promise<void> {
  const days = given.days.map(String)
  if (given.windows === null && given.absence === null) {
    await sql`
      delete from shift where org_id = ${actor.orgId} and staff_id = ${given.staffId}
        and day = any (${days}::date[])`.execute(tx)
    return
  }
  await sql`
    insert into shift (org_id, staff_id, day, windows, absence, note, changed_by, changed_at)
    select ${actor.orgId}, ${given.staffId}, day, ${JSON.stringify(given.absence ? [] : given.windows)}::jsonb,
      ${given.absence}, ${given.note}, ${actor.staffId}, ${actor.now}
    from (select distinct unnest(${days}::date[]) as day) given
    on conflict (org_id, staff_id, day) do update set windows = excluded.windows, absence = excluded.absence,
      note = excluded.note, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx)
}

/** Copies planned hours of a week of a team's members in the actor's branches; what is planned there already stays. */
export async function copyWeek(
  tx: Tx,
  actor: Actor,
  given: { teamId: string; fromMonday: Temporal.PlainDate; toMonday: Temporal.PlainDate },
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into shift (org_id, staff_id, day, windows, note, changed_by, changed_at)
    select h.org_id, h.staff_id, ${given.toMonday}::date + (h.day - ${given.fromMonday}::date), h.windows, h.note,
      ${actor.staffId}, ${actor.now}
    from shift h
    join team_member m on m.org_id = h.org_id and m.staff_id = h.staff_id and m.team_id = ${given.teamId}
    join staff s on s.org_id = h.org_id and s.id = h.staff_id
    where h.org_id = ${actor.orgId} and h.absence is null and s.deactivated_at is null
      and s.branch_id = any (${[...actor.branchIds]}::uuid[])
      and h.day between ${given.fromMonday}::date and ${given.fromMonday}::date + 6
    on conflict (org_id, staff_id, day) do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
