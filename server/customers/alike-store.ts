import { type RawBuilder, sql } from 'kysely'
import { asArray, asTexts, type Tx } from '../platform/database.ts'
import type { DUPLICATE_REASONS } from './merge-contract.ts'
import type { Pair } from './neighbours.ts'
import { isInUse } from './usable-point-store.ts'

/** Customers of one group, in the order of their ids; `null` marks a row that only says where the page ends. */
export interface AlikeRow {
  group: string
  id: string
  branchId: string | null
  kind: 'person' | 'organisation'
  lastFours: string[]
}

/** A page of a list in the order of its groups: those alone in their group are left out, the first and the last never. */
const ofSeveral = (page: RawBuilder<unknown>) => sql`
  page as (${page}),
  placed as (
    select g.*, row_number() over in_order as n, lag(g.mark) over in_order as before, lead(g.mark) over in_order as after
    from page g window in_order as (order by g.mark, g.id)
  ),
  several as (select * from placed where before is null or after is null or mark in (before, after))`

/** Customers in the order of the numbers they share, after a place among them; `size` is that of the page looked through. */
export async function sharingNumbers(
  tx: Tx,
  orgId: string,
  after: readonly [group: string, id: string],
  limit: number,
): Promise<{ size: number; rows: AlikeRow[] }> {
  const page = sql`
    select p.identifier_id as mark, p.customer_id as id from contact_point p
    where p.org_id = ${orgId} and (p.identifier_id, p.customer_id) > (${after[0]}::uuid, ${after[1]}::uuid)
      and ${isInUse()}
    order by p.identifier_id, p.customer_id limit ${sql.lit(limit)}`
  const { rows } = await sql<AlikeRow & { n: number }>`
    with ${ofSeveral(page)}
    select s.mark as "group", s.id, c.branch_id as "branchId", c.kind, '{}'::text[] as "lastFours", s.n
    from several s left join customer c on c.org_id = ${orgId} and c.id = s.id order by s.n`.execute(tx)
  return { size: rows.at(-1)?.n ?? 0, rows }
}

/** As `sharingNumbers`, in the order of names; of persons with the last four digits of their phones. */
export async function sharingNames(
  tx: Tx,
  orgId: string,
  after: readonly [group: string, id: string],
  limit: number,
): Promise<{ size: number; rows: AlikeRow[] }> {
  const page = sql`
    select c.name_key as mark, c.id, c.branch_id, c.kind from customer c
    where c.org_id = ${orgId} and (c.name_key, c.id) > (${after[0]}, ${after[1]}::uuid)
    order by c.name_key, c.id limit ${sql.lit(limit)}`
  const { rows } = await sql<AlikeRow & { n: number }>`
    with ${ofSeveral(page)}
    select s.mark as "group", s.id, s.branch_id as "branchId", s.kind, case when s.kind = 'person' then array(
      select i.last_four from contact_point p join identifier i on i.org_id = p.org_id and i.id = p.identifier_id
      where p.org_id = ${orgId} and p.customer_id = s.id and p.kind = 'phone') else '{}' end as "lastFours", s.n
    from several s order by s.n`.execute(tx)
  return { size: rows.at(-1)?.n ?? 0, rows }
}

/** Keeps pairs that a survey found for a reason; one that was found for it before is left as it is. */
export async function keepPairs(
  tx: Tx,
  given: { orgId: string; surveyId: string },
  found: readonly (Pair & { reason: (typeof DUPLICATE_REASONS)[number] })[],
): Promise<void> {
  if (found.length === 0) return
  await sql`
    insert into customer_pair as p (org_id, survey_id, first_id, second_id, first_branch_id, second_branch_id, reasons,
      strength)
    select ${given.orgId}, ${given.surveyId}, f.one, f.other, f.branch, f.other_branch, array[f.reason], 1
    from unnest(${asArray(found.map(pair => pair.firstId))}::uuid[], ${asArray(found.map(pair => pair.secondId))}::uuid[],
      ${asArray(found.map(pair => pair.firstBranchId))}::uuid[], ${asArray(found.map(pair => pair.secondBranchId))}::uuid[],
      ${asTexts(found.map(pair => pair.reason))}::text[]) as f (one, other, branch, other_branch, reason)
    on conflict (org_id, survey_id, first_id, second_id) do update set reasons = p.reasons || excluded.reasons,
      strength = p.strength + 1
    where not p.reasons @> excluded.reasons`.execute(tx)
}
