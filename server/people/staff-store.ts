import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Role } from './permissions.ts'

export interface StaffRow {
  id: string
  name: string
  email: string
  roles: Role[]
  customRoleIds: string[]
  branchId: string
  teamIds: string[]
  /** What he speaks besides the language of the house, and what he can do. */
  languages: string[]
  skills: string[]
  language: 'zh' | 'en' | null
  /** When he chose his password; `null` while he is invited. */
  joinedAt: Temporal.Instant | null
  deactivatedAt: Temporal.Instant | null
  /** Until when an open link of his holds. */
  linkExpiresAt: Temporal.Instant | null
}

/** More than any organisation of this size of product has; the web filters in the page. */
const STAFF_AT_MOST = 5000

const columns = sql`s.id, s.name, s.email, s.roles, s.branch_id as "branchId", s.language, s.languages, s.skills, s.joined_at as "joinedAt",
  s.deactivated_at as "deactivatedAt",
  array(select g.role_id from staff_custom_role g where g.org_id = s.org_id and g.staff_id = s.id) as "customRoleIds",
  array(select m.team_id from team_member m where m.org_id = s.org_id and m.staff_id = s.id) as "teamIds",
  (select l.expires_at from auth.link l where l.org_id = s.org_id and l.staff_id = s.id
     and l.used_at is null and l.revoked_at is null) as "linkExpiresAt"`

export async function staffIn(tx: Tx, actor: Actor): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select ${columns} from staff s
    where s.org_id = ${actor.orgId} and s.branch_id = any (${[...actor.branchIds]}::uuid[])
    order by s.created_at, s.id limit ${STAFF_AT_MOST}`.execute(tx)
  return rows
}

/** A member of staff of the actor's branches, with all he may do. */
export async function staffById(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<(StaffRow & { customPermissions: string[] }) | undefined> {
  const { rows } = await sql<StaffRow & { customPermissions: string[] }>`
    select ${columns}, array(
      select distinct unnest(r.permissions) from staff_custom_role g
      join custom_role r on r.org_id = g.org_id and r.id = g.role_id
      where g.org_id = s.org_id and g.staff_id = s.id) as "customPermissions"
    from staff s
    where s.org_id = ${actor.orgId} and s.id = ${id} and s.branch_id = any (${[...actor.branchIds]}::uuid[])`.execute(
    tx,
  )
  return rows[0]
}

/** Adds a member of staff; one who is invited has not joined yet. */
export async function insertStaff(
  tx: Tx,
  row: {
    orgId: string
    branchId: string
    name: string
    email: string
    roles: readonly Role[]
    at: Temporal.Instant
    invited?: boolean
    language?: 'zh' | 'en' | null
  },
): Promise<StaffRow> {
  const { id } = await tx
    .insertInto('staff')
    .values({
      org_id: row.orgId,
      branch_id: row.branchId,
      name: row.name,
      email: row.email,
      roles: [...row.roles],
      created_at: row.at,
      joined_at: row.invited ? null : row.at,
      language: row.language ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { rows } = await sql<StaffRow>`
    select ${columns} from staff s where s.org_id = ${row.orgId} and s.id = ${id}`.execute(tx)
  return rows[0]!
}

export async function writeStaff(
  tx: Tx,
  orgId: string,
  id: string,
  row: { name: string; roles: readonly Role[]; branchId: string },
): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ name: row.name, roles: [...row.roles], branch_id: row.branchId })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

export async function writeProfile(
  tx: Tx,
  orgId: string,
  id: string,
  row: { name: string; language: 'zh' | 'en' | null },
): Promise<void> {
  await tx.updateTable('staff').set(row).where('org_id', '=', orgId).where('id', '=', id).execute()
}

/** Writes what a member of staff speaks and can do. */
export async function writeAbilities(
  tx: Tx,
  orgId: string,
  id: string,
  row: { languages: string[]; skills: string[] },
): Promise<void> {
  await tx.updateTable('staff').set(row).where('org_id', '=', orgId).where('id', '=', id).execute()
}

export async function setDeactivated(tx: Tx, orgId: string, id: string, at: Temporal.Instant | null): Promise<void> {
  await tx.updateTable('staff').set({ deactivated_at: at }).where('org_id', '=', orgId).where('id', '=', id).execute()
}

export async function markJoined(tx: Tx, orgId: string, id: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update staff set joined_at = coalesce(joined_at, ${at}) where org_id = ${orgId} and id = ${id}`.execute(tx)
}

/**
 * Holds back everybody else who may take an owner away, then counts the owners of the whole organisation that would be
 * left without one of them: at the root, joined, not deactivated.
 */
export async function ownersWithout(tx: Tx, orgId: string, id: string): Promise<number> {
  await sql`select from organisation where id = ${orgId} for no key update`.execute(tx)
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from staff s join branch b on b.org_id = s.org_id and b.id = s.branch_id
    where s.org_id = ${orgId} and s.id <> ${id} and s.roles @> '{owner}' and b.parent_id is null
      and s.deactivated_at is null and s.joined_at is not null`.execute(tx)
  return rows[0]!.left
}

/** Whether he is one of the owners that `ownersWithout` counts. */
export async function isRootOwner(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ owner: boolean }>`
    select s.roles @> '{owner}' and b.parent_id is null and s.deactivated_at is null and s.joined_at is not null as owner
    from staff s join branch b on b.org_id = s.org_id and b.id = s.branch_id
    where s.org_id = ${orgId} and s.id = ${id}`.execute(tx)
  return rows[0]?.owner ?? false
}

/** Gives a member of staff fixed roles in place of those he has. */
export async function writeRoles(tx: Tx, orgId: string, id: string, roles: readonly Role[]): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ roles: [...roles] })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}
