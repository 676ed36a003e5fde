import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Permission } from './permissions.ts'

export interface CustomRoleRow {
  id: string
  name: string
  permissions: Permission[]
  staffCount: number
}

/** More roles than anybody can tell apart. */
const ROLES_AT_MOST = 200

export async function customRolesIn(tx: Tx, orgId: string): Promise<CustomRoleRow[]> {
  const { rows } = await sql<CustomRoleRow>`
    select r.id, r.name, r.permissions,
      (select count(*)::int from staff_custom_role g join staff s on s.org_id = g.org_id and s.id = g.staff_id
       where g.org_id = r.org_id and g.role_id = r.id and s.deactivated_at is null) as "staffCount"
    from custom_role r where r.org_id = ${orgId} order by r.created_at, r.id limit ${ROLES_AT_MOST}`.execute(tx)
  return rows
}

/** A role of the organisation, held until the transaction ends, so that it is not widened while it is granted. */
export async function customRoleForChange(tx: Tx, orgId: string, id: string): Promise<CustomRoleRow | undefined> {
  const { rows } = await sql<CustomRoleRow>`
    select id, name, permissions, 0 as "staffCount" from custom_role
    where org_id = ${orgId} and id = ${id} for update`.execute(tx)
  return rows[0]
}

/** The roles of the organisation with these ids, kept from changing until the transaction ends. */
export async function customRolesToGrant(tx: Tx, orgId: string, ids: readonly string[]): Promise<CustomRoleRow[]> {
  const { rows } = await sql<CustomRoleRow>`
    select id, name, permissions, 0 as "staffCount" from custom_role
    where org_id = ${orgId} and id = any (${[...ids]}::uuid[]) order by id for share`.execute(tx)
  return rows
}

export async function insertCustomRole(
  tx: Tx,
  row: {
    orgId: string
    name: string
    permissions: readonly Permission[]
    createdBy: string | null
    at: Temporal.Instant
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('custom_role')
    .values({
      org_id: row.orgId,
      name: row.name,
      permissions: [...row.permissions],
      created_by: row.createdBy,
      created_at: row.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function writeCustomRole(
  tx: Tx,
  orgId: string,
  id: string,
  row: { name: string; permissions: readonly Permission[] },
): Promise<void> {
  await tx
    .updateTable('custom_role')
    .set({ name: row.name, permissions: [...row.permissions] })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

/** Takes a role away for good; people who are deactivated lose it, and the constraint refuses while others have it. */
export async function deleteCustomRole(tx: Tx, orgId: string, id: string): Promise<void> {
  await sql`
    delete from staff_custom_role g using staff s
    where g.org_id = ${orgId} and g.role_id = ${id} and s.org_id = g.org_id and s.id = g.staff_id
      and s.deactivated_at is not null`.execute(tx)
  await tx.deleteFrom('custom_role').where('org_id', '=', orgId).where('id', '=', id).execute()
}

export async function writeCustomRolesOf(
  tx: Tx,
  orgId: string,
  staffId: string,
  roleIds: readonly string[],
): Promise<void> {
  await sql`
    delete from staff_custom_role
    where org_id = ${orgId} and staff_id = ${staffId} and role_id <> all (${[...roleIds]}::uuid[])`.execute(tx)
  await sql`
    insert into staff_custom_role (org_id, staff_id, role_id)
    select ${orgId}, ${staffId}, role from unnest(${[...roleIds]}::uuid[]) as role on conflict do nothing`.execute(tx)
}

/** How many active members of staff have each fixed role. */
export async function countsOfFixedRoles(tx: Tx, orgId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ role: string; count: number }>`
    select role, count(*)::int as count from staff s, unnest(s.roles) as role
    where s.org_id = ${orgId} and s.deactivated_at is null group by role`.execute(tx)
  return new Map(rows.map(row => [row.role, row.count]))
}
