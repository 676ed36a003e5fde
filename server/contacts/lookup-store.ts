import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { OutcomeCode } from './reasons.ts'

/** A contact of the ledger with the names behind it. */
export interface RegisteredRow {
  id: string
  state: 'reserved' | 'dialled' | 'made' | 'cancelled'
  at: Temporal.Instant
  reservedAt: Temporal.Instant
  customerId: string
  customerName: string
  lastFour: string
  staffName: string
  teamName: string
  branchName: string
  campaignId: string | null
  campaignName: string | null
  reason: string
  purposes: string[]
  approvedByName: string | null
  approvedByRoles: string[]
  approvedAt: Temporal.Instant | null
  callerNumber: string
  outcome: OutcomeCode | null
  conversed: boolean
}

async function registered(tx: Tx, actor: Actor, which: RawBuilder<unknown>, limit: number): Promise<RegisteredRow[]> {
  const { rows } = await sql<RegisteredRow>`
    select t.id, t.state, coalesce(t.dialled_at, t.reserved_at) as at, t.reserved_at as "reservedAt", t.customer_id as "customerId",
      c.name as "customerName", i.last_four as "lastFour", s.name as "staffName", g.name as "teamName",
      b.name as "branchName", t.campaign_id as "campaignId", m.name as "campaignName", t.reason,
      coalesce(m.purposes, array[t.purpose]) as purposes, p.name as "approvedByName",
      coalesce(p.roles, '{}') as "approvedByRoles", m.approved_at as "approvedAt", t.caller_number as "callerNumber",
      t.outcome, t.conversed
    from contact t
    join customer c on c.org_id = t.org_id and c.id = t.customer_id
    join identifier i on i.org_id = t.org_id and i.id = t.identifier_id
    join staff s on s.org_id = t.org_id and s.id = t.staff_id
    join team g on g.org_id = t.org_id and g.id = t.team_id
    join branch b on b.org_id = t.org_id and b.id = t.branch_id
    left join campaign m on m.org_id = t.org_id and m.id = t.campaign_id
    left join staff p on p.org_id = m.org_id and p.id = m.approved_by
    where t.org_id = ${actor.orgId} and t.branch_id = any (${[...actor.branchIds]}::uuid[]) and ${which}
    order by t.reserved_at desc, t.id desc limit ${limit}`.execute(tx)
  return rows
}

/** The last contacts with a number, newest first; those that were reserved and never dialled are left out. */
export function contactsWithNumber(tx: Tx, actor: Actor, identifierId: string, limit: number) {
  return registered(tx, actor, sql`t.identifier_id = ${identifierId} and t.state <> 'cancelled'`, limit)
}

/** The last contacts with customers whose name holds a fragment, at numbers that end in four digits. */
export function contactsLike(tx: Tx, actor: Actor, given: { lastFour: string; name: string }, limit: number) {
  const literal = given.name.replaceAll(/[\\%_]/g, character => `\\${character}`)
  return registered(
    tx,
    actor,
    sql`i.last_four = ${given.lastFour} and i.kind = 'phone' and c.name ilike ${`%${literal}%`} and t.state <> 'cancelled'`,
    limit,
  )
}

/** One contact more than `limit` with a customer, newest first, after the row a cursor names by time and id. */
export function contactsWithCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  given: { after?: readonly string[] | undefined; teamIds?: readonly string[] | undefined; limit: number },
) {
  const { after, teamIds, limit } = given
  return registered(
    tx,
    actor,
    sql`t.customer_id = ${customerId}
      ${teamIds ? sql`and t.team_id = any (${[...teamIds]}::uuid[])` : sql``}
      ${after ? sql`and (t.reserved_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}`,
    limit + 1,
  )
}

/** How many contacts were dialled to a number by all branches of the organisation. */
export async function contactsRegistered(tx: Tx, orgId: string, identifierId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select contacts_registered(${orgId}, ${identifierId}) as count`.execute(tx)
  return rows[0]!.count
}
