import { sql } from 'kysely'
import type { Actor, Scope } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { Role } from './permissions.ts'

/** The ids of all organisations, for background work that goes through them one by one. */
export async function organisationIds(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select organisation_ids() as id`.execute(db)
  return rows.map(row => row.id)
}

/** Holds every other founder back until this transaction ends, so that only the first visitor founds. */
export async function lockFounding(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7700002)`.execute(tx)
}

export interface SessionRow {
  userId: string
  orgId: string
  staffId: string
}

/** Whom a session token belongs to, unless it has expired. */
export async function sessionOf(db: Database, token: string, now: Temporal.Instant): Promise<SessionRow | undefined> {
  return db
    .selectFrom('auth.session as s')
    .innerJoin('auth.login as l', 'l.user_id', 's.userId')
    .where('s.token', '=', token)
    .where('s.expiresAt', '>', now)
    .select(['s.userId', 'l.org_id as orgId', 'l.staff_id as staffId'])
    .executeTakeFirst()
}

/** A member of staff who is not deactivated. */
export function activeStaff(tx: Tx, orgId: string, staffId: string) {
  return tx
    .selectFrom('staff')
    .where('org_id', '=', orgId)
    .where('id', '=', staffId)
    .where('deactivated_at', 'is', null)
    .select(['id', 'name', 'email', 'branch_id as branchId', 'roles'])
    .executeTakeFirst()
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
    .select(['id', 'name', 'country', 'time_zone as timeZone', 'service_number as serviceNumber'])
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
      service_number: row.serviceNumber,
      created_at: row.at,
    })
    .execute()
}

export function updateOrganisation(tx: Tx, orgId: string, row: { name: string; serviceNumber: string | null }) {
  return tx
    .updateTable('organisation')
    .set({ name: row.name, service_number: row.serviceNumber })
    .where('id', '=', orgId)
    .execute()
}

export function branchesIn(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('branch')
    .where('org_id', '=', actor.orgId)
    .where('id', 'in', [...actor.branchIds])
    .select(['id', 'parent_id as parentId', 'name', sql<'own' | 'partner'>`kind`.as('kind')])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export function insertBranch(
  tx: Tx,
  row: { orgId: string; parentId: string | null; name: string; kind: string; at: Temporal.Instant },
) {
  return tx
    .insertInto('branch')
    .values({ org_id: row.orgId, parent_id: row.parentId, name: row.name, kind: row.kind, created_at: row.at })
    .returning(['id', 'parent_id as parentId', 'name', sql<'own' | 'partner'>`kind`.as('kind')])
    .executeTakeFirstOrThrow()
}

export async function teamsIn(tx: Tx, actor: Actor) {
  const { rows } = await sql<{ id: string; name: string; branchId: string; memberIds: string[] }>`
    select t.id, t.name, t.branch_id as "branchId",
      array(select m.staff_id from team_member m where m.org_id = t.org_id and m.team_id = t.id) as "memberIds"
    from team t
    where t.org_id = ${actor.orgId} and t.branch_id = any (${[...actor.branchIds, ...actor.ancestorIds]}::uuid[])
    order by t.created_at, t.id`.execute(tx)
  return rows
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

export async function insertTeam(
  tx: Tx,
  row: { orgId: string; branchId: string; name: string; memberIds: string[]; at: Temporal.Instant },
) {
  const team = await tx
    .insertInto('team')
    .values({ org_id: row.orgId, branch_id: row.branchId, name: row.name, created_at: row.at })
    .returning(['id', 'name', 'branch_id as branchId'])
    .executeTakeFirstOrThrow()
  if (row.memberIds.length > 0) {
    await tx
      .insertInto('team_member')
      .values(row.memberIds.map(staffId => ({ org_id: row.orgId, team_id: team.id, staff_id: staffId })))
      .execute()
  }
  return { ...team, memberIds: row.memberIds }
}

const staffColumns = [
  'id',
  'name',
  'email',
  sql<Role[]>`roles`.as('roles'),
  'branch_id as branchId',
  'deactivated_at as deactivatedAt',
] as const

export function staffIn(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('staff')
    .where('org_id', '=', actor.orgId)
    .where('branch_id', 'in', [...actor.branchIds])
    .select(staffColumns)
    .orderBy('created_at')
    .orderBy('id')
    .limit(5000)
    .execute()
}

export function insertStaff(
  tx: Tx,
  row: { orgId: string; branchId: string; name: string; email: string; roles: readonly Role[]; at: Temporal.Instant },
) {
  return tx
    .insertInto('staff')
    .values({
      org_id: row.orgId,
      branch_id: row.branchId,
      name: row.name,
      email: row.email,
      roles: [...row.roles],
      created_at: row.at,
    })
    .returning(staffColumns)
    .executeTakeFirstOrThrow()
}

/** Gives a member of staff a login; the e-mail is unique over all organisations of the installation. */
export async function insertLogin(
  tx: Tx,
  row: { orgId: string; staffId: string; name: string; email: string; passwordHash: string; at: Temporal.Instant },
): Promise<void> {
  const userId = crypto.randomUUID()
  await tx
    .insertInto('auth.user')
    .values({ id: userId, name: row.name, email: row.email, emailVerified: true, createdAt: row.at, updatedAt: row.at })
    .execute()
  await tx
    .insertInto('auth.account')
    .values({
      id: crypto.randomUUID(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: row.passwordHash,
      createdAt: row.at,
      updatedAt: row.at,
    })
    .execute()
  await tx.insertInto('auth.login').values({ user_id: userId, org_id: row.orgId, staff_id: row.staffId }).execute()
}

/** Marks a member of staff as gone and ends all his sessions; `undefined` outside the actor's branches. */
export async function deactivate(tx: Tx, actor: Actor, staffId: string) {
  const staff = await tx
    .updateTable('staff')
    .set({ deactivated_at: actor.now })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', staffId)
    .where('branch_id', 'in', [...actor.branchIds])
    .returning(staffColumns)
    .executeTakeFirst()
  if (staff) await deleteSessions(tx, actor.orgId, staffId)
  return staff
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
