import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { OwnerCandidate, TeamCandidate } from './rules.ts'

/** The branch itself and those above it, with their distance. */
const upFrom = (orgId: string, branchId: string) => sql`
  up (id, parent_id, distance) as (
    select id, parent_id, 0 from branch where org_id = ${orgId} and id = ${branchId}
    union all
    select b.id, b.parent_id, u.distance + 1 from branch b join up u on b.id = u.parent_id where b.org_id = ${orgId}
  )`

/** The active staff of a branch and of those above it who have one of the roles, with the cases they own already. */
export async function ownerCandidates(
  tx: Tx,
  actor: Actor,
  branchId: string,
  roles: readonly string[],
): Promise<(OwnerCandidate & { isOwner: boolean })[]> {
  const { rows } = await sql<OwnerCandidate & { isOwner: boolean }>`
    with recursive ${upFrom(actor.orgId, branchId)}
    select s.id as "staffId", up.distance, 'supervisor' = any (s.roles) as supervisor,
      'owner' = any (s.roles) as "isOwner",
      (select count(*) from case_file k where k.org_id = s.org_id and k.owner_id = s.id and k.state <> 'closed') as load
    from up join staff s on s.branch_id = up.id
    where s.org_id = ${actor.orgId} and s.deactivated_at is null and s.roles && ${[...roles]}::text[]
    limit 5000`.execute(tx)
  return rows
}

/**
 * The teams of a branch and of those above it. Of their members count those who have one of the roles, belong to one of
 * these branches, so that they may see the customer, and are not the solver.
 */
export async function teamCandidates(
  tx: Tx,
  actor: Actor,
  branchId: string,
  solverId: string,
  roles: readonly string[],
): Promise<TeamCandidate[]> {
  const { rows } = await sql<TeamCandidate>`
    with recursive ${upFrom(actor.orgId, branchId)}
    select t.id as "teamId", up.distance,
      count(*) filter (where s.id <> ${solverId} and s.deactivated_at is null and s.roles && ${[...roles]}::text[]
        and s.branch_id in (select id from up)) as others,
      coalesce(bool_or(s.id = ${solverId}), false) as "solverIsMember"
    from up
    join team t on t.org_id = ${actor.orgId} and t.branch_id = up.id
    left join team_member m on m.org_id = t.org_id and m.team_id = t.id
    left join staff s on s.org_id = m.org_id and s.id = m.staff_id
    group by t.id, up.distance
    limit 5000`.execute(tx)
  return rows
}

/** The name of a member of staff whom the actor may know of: of his branches or of those above. */
export async function staffName(tx: Tx, actor: Actor, staffId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('staff')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', staffId)
    .where('branch_id', 'in', [...actor.branchIds, ...actor.ancestorIds])
    .select('name')
    .executeTakeFirst()
  return row?.name
}
