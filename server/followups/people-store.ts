import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { WORKING_ROLES } from './working-roles.ts'

export interface Worker {
  id: string
  name: string
  /** His branch and all below it: whose customers he may see. */
  branchIds: string[]
}

/** A member of staff the actor may know of who works follow-ups; `undefined` when he is gone, or may not. */
export async function workerById(tx: Tx, actor: Actor, staffId: string): Promise<Worker | undefined> {
  const { rows } = await sql<Worker>`
    select s.id, s.name, array(
      with recursive down as (
        select s.branch_id as id
        union all
        select b.id from branch b join down d on b.parent_id = d.id where b.org_id = s.org_id)
      select id from down) as "branchIds"
    from staff s
    where s.org_id = ${actor.orgId} and s.id = ${staffId} and s.deactivated_at is null
      and s.branch_id = any (${[...actor.branchIds, ...actor.ancestorIds]}::uuid[])
      and s.roles && ${[...WORKING_ROLES]}::text[]`.execute(tx)
  return rows[0]
}

/** A team the actor may give work to. */
export async function teamById(
  tx: Tx,
  actor: Actor,
  teamId: string,
): Promise<{ id: string; name: string } | undefined> {
  return tx
    .selectFrom('team')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', teamId)
    .where('branch_id', 'in', [...actor.branchIds, ...actor.ancestorIds])
    .select(['id', 'name'])
    .executeTakeFirst()
}

/** The team nearest to a branch, upwards, that has somebody who works follow-ups and sees the branch's customers. */
export async function nearestTeam(
  tx: Tx,
  actor: Actor,
  branchId: string,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive up (id, parent_id, distance) as (
      select id, parent_id, 0 from branch where org_id = ${actor.orgId} and id = ${branchId}
      union all
      select b.id, b.parent_id, u.distance + 1 from branch b join up u on b.id = u.parent_id where b.org_id = ${actor.orgId})
    select t.id, t.name from up join team t on t.org_id = ${actor.orgId} and t.branch_id = up.id
    where exists (
      select from team_member m join staff s on s.org_id = m.org_id and s.id = m.staff_id
      where m.org_id = t.org_id and m.team_id = t.id and s.deactivated_at is null and s.branch_id in (select id from up)
        and s.roles && ${[...WORKING_ROLES]}::text[])
    order by up.distance, t.created_at, t.id limit 1`.execute(tx)
  return rows[0]
}
