import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { CustomerCriteria } from './list-contract.ts'
import { type ListCriteria, type ListRow, matching } from './list-store.ts'

/** How many customers fit, counted however many they are. */
export async function countAll(tx: Tx, orgId: string, criteria: ListCriteria): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from customer c
    where ${await matching(tx, orgId, criteria)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** What branch and owner of criteria are called. */
export async function namesOfCriteria(tx: Tx, orgId: string, criteria: CustomerCriteria) {
  const owner = criteria.ownerId === 'none' ? null : (criteria.ownerId ?? null)
  const { rows } = await sql<{ branch: string | null; owner: string | null }>`
    select (select name from branch where org_id = ${orgId} and id = ${criteria.branchId ?? null}::uuid) as branch,
      (select name from staff where org_id = ${orgId} and id = ${owner}::uuid) as owner`.execute(tx)
  return rows[0]!
}

export interface ExportedRow extends Omit<ListRow, 'nameKey' | 'branchId' | 'country' | 'ownerId' | 'stageSince'> {
  note: string | null
  points: { kind: 'phone' | 'email'; identifierId: string; lastFour: string }[]
}

/** Customers as a list that leaves the house shows them, in the order of their ids. */
export async function exportedRows(tx: Tx, orgId: string, ids: readonly string[]): Promise<ExportedRow[]> {
  const { rows } = await sql<ExportedRow>`
    select c.id, c.name, c.kind, c.external_id as "externalId", b.name as "branchName", s.name as "ownerName", c.stage, c.tags,
      c.note, c.created_at as "createdAt", c.updated_at as "updatedAt", coalesce(p.points, '[]') as points
    from customer c
    join branch b on b.org_id = c.org_id and b.id = c.branch_id
    left join staff s on s.org_id = c.org_id and s.id = c.owner_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('kind', p.kind, 'identifierId', p.identifier_id, 'lastFour', i.last_four)
        order by p.rank) as points
      from contact_point p join identifier i on i.org_id = p.org_id and i.id = p.identifier_id
      where p.org_id = c.org_id and p.customer_id = c.id and p.state in ('valid', 'doubtful')
    ) p on true
    where c.org_id = ${orgId} and c.id = any (${[...ids]}::uuid[]) order by c.id`.execute(tx)
  return rows
}
