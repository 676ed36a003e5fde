import { type RawBuilder, sql } from 'kysely'
import { may, permissionsOf } from '../people/index.ts'
import { rolesThatMay } from '../people/role-contract.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { TOLD_MAY } from './coverage-contract.ts'

/** Those of some staff who can do something about an alert of a branch: active, its work in sight, allowed to plan. */
export async function whoCanBeTold(
  tx: Tx,
  actor: Actor,
  branchId: string,
  staffIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ staffId: string; roles: string[]; custom: string[] }>`
    with recursive up as (
      select id, parent_id from branch where org_id = ${actor.orgId} and id = ${branchId}
      union all
      select b.id, b.parent_id from branch b join up u on b.id = u.parent_id where b.org_id = ${actor.orgId})
    select s.id as "staffId", s.roles, array(
      select distinct unnest(r.permissions) from staff_custom_role g
      join custom_role r on r.org_id = g.org_id and r.id = g.role_id
      where g.org_id = s.org_id and g.staff_id = s.id) as custom
    from staff s
    where s.org_id = ${actor.orgId} and s.id = any (${[...staffIds]}::uuid[]) and s.deactivated_at is null
      and s.branch_id in (select id from up)`.execute(tx)
  const able = rows.filter(({ staffId, roles, custom }) => {
    const one = { staffId, roles, permissions: permissionsOf(roles, custom) }
    return TOLD_MAY.every(permission => may(one, permission))
  })
  return new Set(able.map(row => row.staffId))
}

/** Sets whom the alerts of a rule are for. */
export async function setTold(
  tx: Tx,
  { orgId }: Actor,
  ruleId: string,
  { branchId, toldIds }: { branchId: string; toldIds: readonly string[] },
): Promise<void> {
  await sql`delete from coverage_told where org_id = ${orgId} and rule_id = ${ruleId}`.execute(tx)
  await sql`
    insert into coverage_told (org_id, rule_id, staff_id, branch_id)
    select distinct ${orgId}::uuid, ${ruleId}::uuid, s, ${branchId}::uuid from unnest(${[...toldIds]}::uuid[]) s`.execute(
    tx,
  )
}

/** As `whoCanBeTold`, of a member of staff `p` and the branch of a rule `r`. */
const canBeTold = sql`p.deactivated_at is null
  and p.branch_id in (
    with recursive up as (
      select b.id, b.parent_id from branch b where b.org_id = r.org_id and b.id = r.branch_id
      union all
      select b.id, b.parent_id from branch b join up u on b.id = u.parent_id where b.org_id = r.org_id)
    select id from up)
  and ${sql.join(TOLD_MAY.map(mayDo), sql` and `)}`

function mayDo(permission: (typeof TOLD_MAY)[number]): RawBuilder<boolean> {
  return sql<boolean>`(p.roles && ${rolesThatMay([permission])}::text[] or exists (
    select from staff_custom_role g join custom_role c on c.org_id = g.org_id and c.id = g.role_id
    where g.org_id = p.org_id and g.staff_id = p.id and ${permission} = any (c.permissions)))`
}

/**
 * Whether the alerts of a rule `r` are for the actor: he is named, or nobody is who could still do something about them. One
 * of whose named all have left, moved or lost the permission is for all again.
 */
export const isForMe = ({ staffId }: Actor): RawBuilder<boolean> => sql<boolean>`(
  exists (select from coverage_told k where k.org_id = r.org_id and k.rule_id = r.id and k.staff_id = ${staffId})
  or not exists (
    select from coverage_told k join staff p on p.org_id = k.org_id and p.id = k.staff_id
    where k.org_id = r.org_id and k.rule_id = r.id and ${canBeTold}))`
