import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { CustomerSort } from './list-contract.ts'

export interface ViewRow {
  id: string
  name: string
  sharedWith: 'nobody' | 'team' | 'organisation'
  teamId: string | null
  /** As JSON. */
  criteria: unknown
  sort: CustomerSort
  columns: string[]
  isMine: boolean
  staffName: string
}

const mayBeSeen = (actor: Actor, teamIds: readonly string[]) => sql`
  (v.staff_id = ${actor.staffId} or v.shared_with = 'organisation'
    or (v.shared_with = 'team' and v.team_id = any (${[...teamIds]}::uuid[])))`

/** The views a person keeps, then those shared with him, each by name. */
export async function viewsOf(tx: Tx, actor: Actor, teamIds: readonly string[], id?: string): Promise<ViewRow[]> {
  const { rows } = await sql<ViewRow>`
    select v.id, v.name, v.shared_with as "sharedWith", v.team_id as "teamId", v.criteria, v.sort, v.columns,
      v.staff_id = ${actor.staffId} as "isMine", s.name as "staffName"
    from customer_view v join staff s on s.org_id = v.org_id and s.id = v.staff_id
    where v.org_id = ${actor.orgId} and ${mayBeSeen(actor, teamIds)} and ${id ? sql`v.id = ${id}` : sql`true`}
    order by v.staff_id <> ${actor.staffId}, v.name, v.id limit 200`.execute(tx)
  return rows
}

/** Adds a view, or replaces one of the actor's own; the name is his once (`customer_view_name_is_unique_for_one`). */
export async function putView(tx: Tx, actor: Actor, row: Omit<ViewRow, 'isMine' | 'staffName'>): Promise<void> {
  await sql`
    insert into customer_view
      (org_id, id, staff_id, name, shared_with, team_id, criteria, sort, columns, created_at, updated_at)
    values (${actor.orgId}, ${row.id}, ${actor.staffId}, ${row.name}, ${row.sharedWith}, ${row.teamId},
      ${JSON.stringify(row.criteria)}::jsonb, ${row.sort}, ${row.columns}::text[], ${actor.now}, ${actor.now})
    on conflict (org_id, id) do update set name = excluded.name, shared_with = excluded.shared_with,
      team_id = excluded.team_id, criteria = excluded.criteria, sort = excluded.sort, columns = excluded.columns,
      updated_at = excluded.updated_at`.execute(tx)
}

export async function deleteView(tx: Tx, actor: Actor, id: string): Promise<void> {
  await sql`
    delete from customer_view
    where org_id = ${actor.orgId} and id = ${id} and staff_id = ${actor.staffId}`.execute(tx)
}
