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
 * organisations of one name in one branch, or two persons of one name whose numbers end alike. Of several who may be one,
 * neighbours are paired; the next pair appears when these are done. Pairs that a person found to be two are left out.
 */
// Each way sorts once what it compares: of a million customers with common names all pairs would be tens of millions.
export async function duplicatePairs(tx: Tx, actor: Actor, limit: number): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    with pairs as (
      ${pairsOf(
        actor,
        'phone',
        sql`p.identifier_id`,
        sql`join contact_point p on p.org_id = c.org_id and p.customer_id = c.id`,
        sql`p.state in ('valid', 'doubtful') and p.ended_at is null`,
      )}
      union all
      ${pairsOf(actor, 'name-and-branch', sql`c.branch_id, c.name_key`, sql``, sql`c.kind = 'organisation' and c.name_key <> ''`)}
      union all
      ${pairsOf(
        actor,
        'name-and-last-four',
        sql`c.name_key, i.last_four`,
        sql`join contact_point p on p.org_id = c.org_id and p.customer_id = c.id
          join identifier i on i.org_id = p.org_id and i.id = p.identifier_id`,
        sql`c.kind = 'person' and c.name_key <> '' and p.kind = 'phone'`,
      )}
    )
    select first_id as "firstId", second_id as "secondId", array_agg(distinct reason order by reason) as reasons
    from pairs group by 1, 2 order by count(distinct reason) desc, 1, 2 limit ${limit + 1}`.execute(tx)
  return rows
}

function pairsOf(
  actor: Actor,
  reason: string,
  same: RawBuilder<unknown>,
  joined: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
) {
  return sql`(
    select n.first_id, n.second_id, ${reason}::text as reason
    from (
      select lag(c.id) over (partition by ${same} order by c.id) as first_id, c.id as second_id
      from customer c ${joined}
      where c.org_id = ${actor.orgId} and c.branch_id = any (${[...actor.branchIds]}::uuid[]) and ${condition}
    ) n
    where n.first_id < n.second_id
      and not exists (select from customer_distinct d
        where d.org_id = ${actor.orgId} and d.first_id = n.first_id and d.second_id = n.second_id)
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
