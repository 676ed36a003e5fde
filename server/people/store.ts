import { sql } from 'kysely'
import type { Scope } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/database.ts'
import { languageOfCountry } from './ability-rules.ts'

/** The ids of all organisations, for background work that goes through them one by one. */
export async function organisationIds(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select organisation_ids() as id`.execute(db)
  return rows.map(row => row.id)
}

/** Holds every other founder back until this transaction ends, so that only the first visitor founds. */
export async function lockFounding(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7700002)`.execute(tx)
}

/** Who a session lets in, before his organisation is known; `undefined` when session or staff have ended. */
export async function staffOfSession(db: Database, token: string, now: Temporal.Instant) {
  const { rows } = await sql<
    Scope & { staffId: string; branchId: string; name: string; roles: string[]; customPermissions: string[] }
  >`
    select org_id as "orgId", staff_id as "staffId", branch_id as "branchId", name, roles,
      permissions as "customPermissions", branch_ids as "branchIds", ancestor_ids as "ancestorIds"
    from session_actor(${token}, ${now})`.execute(db)
  return rows[0]
}

/** A member of staff who is not deactivated, with what his organisation's own roles add to the fixed ones. */
export async function activeStaff(tx: Tx, orgId: string, staffId: string) {
  const { rows } = await sql<{
    id: string
    name: string
    email: string
    branchId: string
    roles: string[]
    language: 'zh' | 'en' | null
    customRoles: string[]
    customPermissions: string[]
  }>`
    select s.id, s.name, s.email, s.branch_id as "branchId", s.roles, s.language,
      coalesce(own.names, '{}') as "customRoles", coalesce(own.permissions, '{}') as "customPermissions"
    from staff s
    left join lateral (
      select array_agg(distinct r.name) as names, array_agg(distinct p.permission) as permissions
      from staff_custom_role g join custom_role r on r.org_id = g.org_id and r.id = g.role_id
      left join lateral unnest(r.permissions) as p (permission) on true
      where g.org_id = s.org_id and g.staff_id = s.id
    ) own on true
    where s.org_id = ${orgId} and s.id = ${staffId} and s.deactivated_at is null`.execute(tx)
  return rows[0]
}

/** The branch itself with all below it, and those above it, nearest first. */
export async function branchScope(tx: Tx, orgId: string, branchId: string): Promise<Omit<Scope, 'orgId'>> {
  const { rows } = await sql<{ id: string; up: boolean }>`
    with recursive
      down as (
        select id from branch where org_id = ${orgId} and id = ${branchId}
        union all
        select b.id from branch b join down d on b.parent_id = d.id where b.org_id = ${orgId}
      ),
      up as (
        select parent_id as id, 1 as distance from branch where org_id = ${orgId} and id = ${branchId}
        union all
        select b.parent_id, u.distance + 1 from branch b join up u on b.id = u.id where b.org_id = ${orgId}
      )
    select id, false as up from down
    union all
    (select id, true from up where id is not null order by distance)`.execute(tx)
  return {
    branchIds: rows.filter(row => !row.up).map(row => row.id),
    ancestorIds: rows.filter(row => row.up).map(row => row.id),
  }
}

export function rootBranch(tx: Tx, orgId: string) {
  return tx
    .selectFrom('branch')
    .where('org_id', '=', orgId)
    .where('parent_id', 'is', null)
    .select('id')
    .orderBy('created_at')
    .executeTakeFirstOrThrow()
}

export function organisation(tx: Tx, orgId: string) {
  return tx
    .selectFrom('organisation')
    .where('id', '=', orgId)
    .select(['id', 'name', 'country', 'time_zone as timeZone', 'service_number as serviceNumber', 'language'])
    .executeTakeFirstOrThrow()
}

export function insertOrganisation(
  tx: Tx,
  row: {
    id: string
    name: string
    serviceNumber: string | null
    country: string
    timeZone: string
    at: Temporal.Instant
  },
) {
  return tx
    .insertInto('organisation')
    .values({
      id: row.id,
      name: row.name,
      country: row.country,
      time_zone: row.timeZone,
      language: languageOfCountry(row.country),
      service_number: row.serviceNumber,
      created_at: row.at,
    })
    .execute()
}

export function updateOrganisation(
  tx: Tx,
  orgId: string,
  row: { name: string; serviceNumber: string | null; language: string },
) {
  return tx
    .updateTable('organisation')
    .set({ name: row.name, service_number: row.serviceNumber, language: row.language })
    .where('id', '=', orgId)
    .execute()
}

/** The teams a member of staff works in. */
export async function teamIdsOf(tx: Tx, orgId: string, staffId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('team_member')
    .where('org_id', '=', orgId)
    .where('staff_id', '=', staffId)
    .select('team_id')
    .execute()
  return rows.map(row => row.team_id)
}

/** Ends every session of a member of staff but the one that a token opened. */
export async function endOtherSessions(tx: Tx, orgId: string, staffId: string, token: string): Promise<void> {
  await sql`
    delete from auth.session s using auth.login l
    where l.user_id = s."userId" and l.org_id = ${orgId} and l.staff_id = ${staffId} and s.token <> ${token}`.execute(
    tx,
  )
}

/** Ends the sessions of a member of staff: all of them, or the one named. */
export async function deleteSessions(tx: Tx, orgId: string, staffId: string, sessionId?: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from auth.session s using auth.login l
    where l.user_id = s."userId" and l.org_id = ${orgId} and l.staff_id = ${staffId}
      and (${sessionId ?? null}::text is null or s.id = ${sessionId ?? null})`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function sessionsOf(tx: Database, orgId: string, staffId: string, now: Temporal.Instant) {
  const { rows } = await sql<{
    id: string
    token: string
    createdAt: Temporal.Instant
    expiresAt: Temporal.Instant
    userAgent: string | null
    address: string | null
  }>`
    select s.id, s.token, s."createdAt", s."expiresAt", s."userAgent", s."ipAddress" as address
    from auth.session s join auth.login l on l.user_id = s."userId"
    where l.org_id = ${orgId} and l.staff_id = ${staffId} and s."expiresAt" > ${now}
    order by s."createdAt" desc limit 100`.execute(tx)
  return rows
}

/** Ends the one session that a token opened. */
export async function endSession(db: Database, orgId: string, staffId: string, token: string): Promise<void> {
  await sql`
    delete from auth.session s using auth.login l
    where l.user_id = s."userId" and l.org_id = ${orgId} and l.staff_id = ${staffId} and s.token = ${token}`.execute(db)
}
