import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { PointOwnership, Verification } from './facts-rules.ts'
import { holdersOfPoints, notePhones } from './phones-store.ts'
import type { PointState } from './store.ts'

export interface HeldPoint {
  id: string
  customerId: string
  personId: string | null
  state: PointState
  ownership: PointOwnership
  extension: string
  rank: number
  ended: boolean
}

/** A contact point of a customer in the actor's branches, held until this transaction ends. */
export async function holdPoint(tx: Tx, actor: Actor, id: string): Promise<HeldPoint | undefined> {
  const { rows } = await sql<HeldPoint>`
    select p.id, p.customer_id as "customerId", p.person_id as "personId", p.state, p.ownership, p.extension, p.rank,
      p.ended_at is not null as ended
    from contact_point p join customer c on c.org_id = p.org_id and c.id = p.customer_id
    where p.org_id = ${actor.orgId} and p.id = ${id} and c.branch_id = any (${[...actor.branchIds]}::uuid[])
    for update of p`.execute(tx)
  return rows[0]
}

/** Whose point it is, whatever the branch; `undefined` when the organisation has none of this id. */
export async function customerOfPoint(tx: Tx, orgId: string, id: string) {
  return tx
    .selectFrom('contact_point')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select(['customer_id as customerId', sql<PointState>`state`.as('state')])
    .executeTakeFirst()
}

export async function setVerified(
  tx: Tx,
  actor: Actor,
  given: { id: string; how: Verification; ownership: PointOwnership },
): Promise<void> {
  await tx
    .updateTable('contact_point')
    .set({
      state: 'valid',
      verified_at: actor.now,
      verified_by: actor.staffId,
      verified_how: given.how,
      ownership: given.ownership,
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', given.id)
    .execute()
  await notePhones(tx, actor.orgId, await holdersOfPoints(tx, actor.orgId, [given.id]))
}

export async function setPoint(
  tx: Tx,
  orgId: string,
  id: string,
  set: { ownership: PointOwnership; extension: string },
): Promise<void> {
  await tx.updateTable('contact_point').set(set).where('org_id', '=', orgId).where('id', '=', id).execute()
}

/** Gives a customer's points the ranks 1, 2, 3 … in their order of dialling, with one of them at another place. */
export async function placePoint(tx: Tx, orgId: string, customerId: string, id: string, place: number): Promise<void> {
  await sql`
    with others as (
      select p.id, row_number() over (order by p.rank, p.id) as at from contact_point p
      where p.org_id = ${orgId} and p.customer_id = ${customerId} and p.id <> ${id}
    ), placed as (
      select id, case when at >= ${place} then at + 1 else at end as rank from others
      union all
      select ${id}::uuid, least(${place}::bigint, (select count(*) + 1 from others))
    )
    update contact_point p set rank = g.rank from placed g
    where p.org_id = ${orgId} and p.id = g.id and p.rank <> g.rank`.execute(tx)
}

/** Gives points of customers to persons in charge there, those that are nobody's; answers how many are theirs now. */
export async function assignPoints(
  tx: Tx,
  orgId: string,
  points: readonly { personId: string; customerId: string; identifierId: string; extension: string }[],
): Promise<number> {
  if (points.length === 0) return 0
  const { numAffectedRows } = await sql`
    update contact_point p set person_id = g.person_id
    from unnest(${points.map(one => one.personId)}::uuid[], ${points.map(one => one.customerId)}::uuid[],
      ${points.map(one => one.identifierId)}::uuid[], ${points.map(one => one.extension)}::text[])
      as g (person_id, customer_id, identifier_id, extension)
    where p.org_id = ${orgId} and p.customer_id = g.customer_id and p.identifier_id = g.identifier_id
      and p.extension = g.extension and (p.person_id is null or p.person_id = g.person_id)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Whose points of customers are, by customer, identifier and extension; those of no person are left out. */
export async function pointsOfOthers(
  tx: Tx,
  orgId: string,
  points: readonly { customerId: string; identifierId: string; extension: string }[],
): Promise<Map<string, string>> {
  if (points.length === 0) return new Map()
  const { rows } = await sql<{ customerId: string; identifierId: string; extension: string; personId: string }>`
    select g.customer_id as "customerId", g.identifier_id as "identifierId", g.extension, p.person_id as "personId"
    from unnest(${points.map(one => one.customerId)}::uuid[], ${points.map(one => one.identifierId)}::uuid[],
      ${points.map(one => one.extension)}::text[]) as g (customer_id, identifier_id, extension)
    join contact_point p on p.org_id = ${orgId} and p.customer_id = g.customer_id
      and p.identifier_id = g.identifier_id and p.extension = g.extension
    where p.person_id is not null`.execute(tx)
  return new Map(rows.map(row => [`${row.customerId} ${row.identifierId} ${row.extension}`, row.personId]))
}

/** Ends the contact points of persons, or opens them again, with the person. */
export async function endPointsOf(
  tx: Tx,
  orgId: string,
  personIds: readonly string[],
  at: Temporal.Instant | null,
): Promise<void> {
  await sql`
    update contact_point set ended_at = ${at}
    where org_id = ${orgId} and person_id = any (${[...personIds]}::uuid[])
      and (ended_at is null) = ${at !== null}`.execute(tx)
}

/** The highest rank of a contact point of each customer. */
export async function topRanks(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<Map<string, number>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<{ customerId: string; rank: number }>`
    select customer_id as "customerId", max(rank) as rank from contact_point
    where org_id = ${orgId} and customer_id = any (${[...customerIds]}::uuid[]) group by customer_id`.execute(tx)
  return new Map(rows.map(row => [row.customerId, row.rank]))
}
