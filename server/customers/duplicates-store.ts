import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { DUPLICATE_REASONS } from './merge-contract.ts'

export interface PairRow {
  firstId: string
  secondId: string
  reasons: (typeof DUPLICATE_REASONS)[number][]
}

/**
 * Pairs of customers of the actor's branches whom a survey found alike, those with the most in common first: one more than
 * `limit`. Pairs that a person found to be two are left out, and so is whoever is one with another by now.
 */
export async function duplicatePairs(tx: Tx, actor: Actor, surveyId: string, limit: number): Promise<PairRow[]> {
  const branches = sql`${[...actor.branchIds]}::uuid[]`
  const { rows } = await sql<PairRow>`
    select p.first_id as "firstId", p.second_id as "secondId", p.reasons
    from customer_pair p
    join customer a on a.org_id = p.org_id and a.id = p.first_id and a.branch_id = any (${branches})
    join customer b on b.org_id = p.org_id and b.id = p.second_id and b.branch_id = any (${branches})
    where p.org_id = ${actor.orgId} and p.survey_id = ${surveyId}
      and p.first_branch_id = any (${branches}) and p.second_branch_id = any (${branches})
      and not exists (select from customer_distinct d
        where d.org_id = p.org_id and d.first_id = p.first_id and d.second_id = p.second_id)
    order by p.strength desc, p.first_id, p.second_id limit ${limit + 1}`.execute(tx)
  return rows
}

/** Keeps that two customers are two. */
export async function insertDistinct(tx: Tx, actor: Actor, one: string, other: string): Promise<void> {
  await sql`
    insert into customer_distinct (org_id, first_id, second_id, staff_id, at)
    values (${actor.orgId}, least(${one}::uuid, ${other}::uuid), greatest(${one}::uuid, ${other}::uuid),
      ${actor.staffId}, ${actor.now})
    on conflict do nothing`.execute(tx)
}
