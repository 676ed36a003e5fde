import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface BranchRow {
  id: string
  parentId: string | null
  name: string
  kind: 'own' | 'partner'
  closedAt: Temporal.Instant | null
  /** Staff who are not deactivated, in this branch itself. */
  staffCount: number
}

/** More than any organisation has; the tree is shown whole. */
const BRANCHES_AT_MOST = 10_000

const columns = sql`b.id, b.parent_id as "parentId", b.name, b.kind, b.closed_at as "closedAt",
  (select count(*)::int from staff s
   where s.org_id = b.org_id and s.branch_id = b.id and s.deactivated_at is null) as "staffCount"`

/** Holds back everybody else who changes the tree of this organisation until the transaction ends. */
export async function lockTree(tx: Tx, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`branches ${orgId}`}, 0))`.execute(tx)
}

export async function branchesIn(tx: Tx, actor: Actor): Promise<BranchRow[]> {
  const { rows } = await sql<BranchRow>`
    select ${columns} from branch b
    where b.org_id = ${actor.orgId} and b.id = any (${[...actor.branchIds]}::uuid[])
    order by b.position, b.created_at, b.id limit ${BRANCHES_AT_MOST}`.execute(tx)
  return rows
}

export async function branchById(tx: Tx, orgId: string, id: string): Promise<BranchRow | undefined> {
  const { rows } = await sql<BranchRow>`
    select ${columns} from branch b where b.org_id = ${orgId} and b.id = ${id}`.execute(tx)
  return rows[0]
}

/** Adds a branch at the end of its siblings, one deeper than its parent. */
export async function insertBranch(
  tx: Tx,
  row: { orgId: string; parentId: string | null; name: string; kind: string; at: Temporal.Instant },
): Promise<BranchRow> {
  const { rows } = await sql<{ id: string }>`
    insert into branch (org_id, parent_id, name, kind, created_at, depth, position)
    select ${row.orgId}, ${row.parentId}::uuid, ${row.name}, ${row.kind}, ${row.at},
      coalesce((select p.depth + 1 from branch p where p.org_id = ${row.orgId} and p.id = ${row.parentId}::uuid), 0),
      coalesce((select max(s.position) + 1 from branch s where s.org_id = ${row.orgId} and s.parent_id = ${row.parentId}::uuid), 0)
    returning id`.execute(tx)
  return (await branchById(tx, row.orgId, rows[0]!.id))!
}

export async function renameBranchRow(tx: Tx, orgId: string, id: string, name: string): Promise<void> {
  await tx.updateTable('branch').set({ name }).where('org_id', '=', orgId).where('id', '=', id).execute()
}

/** The branch with all below it, and the names of those above it, the root first. */
export async function subtreeOf(tx: Tx, orgId: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive down as (
      select id from branch where org_id = ${orgId} and id = ${id}
      union all
      select b.id from branch b join down d on b.parent_id = d.id where b.org_id = ${orgId}
    ) select id from down`.execute(tx)
  return rows.map(row => row.id)
}

/** A branch and those above it, itself first. */
export async function pathOf(tx: Tx, orgId: string, id: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive up as (
      select id, name, parent_id, depth from branch where org_id = ${orgId} and id = ${id}
      union all
      select b.id, b.name, b.parent_id, b.depth from branch b join up u on b.id = u.parent_id where b.org_id = ${orgId}
    ) select id, name from up order by depth desc`.execute(tx)
  return rows
}

/**
 * Hangs a branch with all below it under another and renumbers the depths, in one statement: the constraints look at the
 * whole when it ends. The caller holds the tree.
 */
export async function hangBranch(tx: Tx, orgId: string, id: string, parentId: string): Promise<void> {
  await sql`
    with recursive down as (
      select b.id, 1 + (select p.depth from branch p where p.org_id = ${orgId} and p.id = ${parentId}) as depth
      from branch b where b.org_id = ${orgId} and b.id = ${id}
      union all
      select b.id, d.depth + 1 from branch b join down d on b.parent_id = d.id where b.org_id = ${orgId}
    )
    update branch b set depth = d.depth, parent_id = case when b.id = ${id} then ${parentId}::uuid else b.parent_id end
    from down d where b.org_id = ${orgId} and b.id = d.id`.execute(tx)
}

/** Puts a branch right before one of its siblings, or at their end, and numbers them all. */
export async function placeBranch(
  tx: Tx,
  orgId: string,
  id: string,
  parentId: string,
  beforeId: string | null,
): Promise<void> {
  await sql`
    with siblings as (
      select b.id, row_number() over (order by b.position, b.created_at, b.id) * 2 as place
      from branch b where b.org_id = ${orgId} and b.parent_id = ${parentId}
    ), ordered as (
      select s.id, row_number() over (order by case when s.id = ${id}
        then coalesce((select t.place - 1 from siblings t where t.id = ${beforeId}::uuid), 1e9) else s.place end) as place
      from siblings s
    )
    update branch b set position = o.place from ordered o where b.org_id = ${orgId} and b.id = o.id`.execute(tx)
}

export async function setClosed(tx: Tx, orgId: string, id: string, at: Temporal.Instant | null): Promise<void> {
  await tx.updateTable('branch').set({ closed_at: at }).where('org_id', '=', orgId).where('id', '=', id).execute()
}

/** What of people keeps a branch from being closed: its staff, its teams and the open branches right below it. */
export async function peopleHeldBy(tx: Tx, orgId: string, ids: readonly string[]) {
  const { rows } = await sql<{ staff: number; teams: number; branches: number }>`
    select
      (select count(*)::int from staff s
       where s.org_id = ${orgId} and s.branch_id = any (${[...ids]}::uuid[]) and s.deactivated_at is null) as staff,
      (select count(*)::int from team t where t.org_id = ${orgId} and t.branch_id = any (${[...ids]}::uuid[])) as teams,
      (select count(*)::int from branch b where b.org_id = ${orgId} and b.closed_at is null
         and b.parent_id = any (${[...ids]}::uuid[]) and b.id <> all (${[...ids]}::uuid[])) as branches`.execute(tx)
  return rows[0]!
}

/** Whether a branch is open; whoever asks keeps it from being closed until his transaction ends. */
export async function isOpenBranch(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`
    select closed_at is null as open from branch where org_id = ${orgId} and id = ${id} for share`.execute(tx)
  return rows[0]?.open ?? false
}
