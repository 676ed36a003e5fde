import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { ContactChannel } from './channel-rules.ts'
import type { LedgerOutcome } from './reasons.ts'

/** A contact of the ledger with the names behind it. */
export interface RegisteredRow {
  id: string
  state: 'reserved' | 'dialled' | 'made' | 'cancelled'
  channel: ContactChannel
  at: Temporal.Instant
  reservedAt: Temporal.Instant
  heldUntil: Temporal.Instant
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
  outcome: LedgerOutcome | null
  conversed: boolean
  madeElsewhere: string | null
  imported: boolean
  note: string
}

const newestReserved = sql`t.reserved_at desc, t.id desc`

async function registered(
  tx: Tx,
  actor: Actor,
  which: RawBuilder<unknown>,
  limit: number,
  order = newestReserved,
): Promise<RegisteredRow[]> {
  const { rows } = await sql<RegisteredRow>`
    select t.id, t.state, t.channel, coalesce(t.dialled_at, t.reserved_at) as at, t.reserved_at as "reservedAt",
      t.held_until as "heldUntil", t.customer_id as "customerId",
      c.name as "customerName", i.last_four as "lastFour", coalesce(t.made_elsewhere, s.name, a.name, '') as "staffName",
      coalesce(g.name, b.name) as "teamName",
      b.name as "branchName", t.campaign_id as "campaignId", m.name as "campaignName", t.reason,
      coalesce(m.purposes, array[t.purpose]) || array(
        select distinct k.purpose from contact_carried k where k.org_id = t.org_id and k.contact_id = t.id
          and k.purpose <> all (coalesce(m.purposes, array[t.purpose]))) as purposes, p.name as "approvedByName",
      coalesce(p.roles, '{}') as "approvedByRoles", m.approved_at as "approvedAt", t.caller_number as "callerNumber",
      t.outcome, t.conversed, t.made_elsewhere as "madeElsewhere",
      t.import_id is not null as imported, coalesce(w.note, '') as note
    from contact t
    join customer c on c.org_id = t.org_id and c.id = t.customer_id
    join identifier i on i.org_id = t.org_id and i.id = t.identifier_id
    left join staff s on s.org_id = t.org_id and s.id = t.staff_id
    left join mail e on e.org_id = t.org_id and e.contact_id = t.id
    left join staff a on a.org_id = e.org_id and a.id = e.written_by
    left join team g on g.org_id = t.org_id and g.id = t.team_id
    join branch b on b.org_id = t.org_id and b.id = t.branch_id
    left join campaign m on m.org_id = t.org_id and m.id = t.campaign_id
    left join staff p on p.org_id = m.org_id and p.id = m.approved_by
    left join imported_contact w on w.org_id = t.org_id and w.contact_id = t.id
    where t.org_id = ${actor.orgId} and t.branch_id = any (${[...actor.branchIds]}::uuid[]) and ${which}
    order by ${order} limit ${sql.lit(limit)}`.execute(tx)
  return rows
}

/** The last contacts with some numbers, newest first; those that were reserved and never dialled are left out. */
export function contactsWithNumbers(tx: Tx, actor: Actor, identifierIds: readonly string[], limit: number) {
  const which = sql`t.identifier_id = any (${[...identifierIds]}::uuid[]) and t.state <> 'cancelled'`
  return registered(tx, actor, which, limit)
}

/** The last contacts with some customers, newest first; those that were reserved and never dialled are left out. */
export function contactsWithCustomers(tx: Tx, actor: Actor, customerIds: readonly string[], limit: number) {
  const which = sql`t.customer_id = any (${[...customerIds]}::uuid[]) and t.state <> 'cancelled'`
  return registered(tx, actor, which, limit)
}

/** The phones that end in four digits and belong to customers of the actor's branches, or were rung by these. */
export async function phonesEnding(tx: Tx, actor: Actor, lastFour: string, limit: number): Promise<string[]> {
  const branches = sql`any (${[...actor.branchIds]}::uuid[])`
  const { rows } = await sql<{ id: string }>`
    select i.id from identifier i
    where i.org_id = ${actor.orgId} and i.last_four = ${lastFour} and i.kind = 'phone' and (
      exists (
        select from contact_point p join customer c on c.org_id = p.org_id and c.id = p.customer_id
        where p.org_id = i.org_id and p.identifier_id = i.id and c.branch_id = ${branches})
      or exists (
        select from contact t where t.org_id = i.org_id and t.identifier_id = i.id and t.branch_id = ${branches}))
    order by i.id limit ${limit}`.execute(tx)
  return rows.map(row => row.id)
}

/** Somebody who may be the caller. */
export interface CallerRow {
  id: string
  name: string
  branchName: string
  externalId: string | null
  /** The last four digits of his phones, best first. */
  endings: string[]
}

/** The customers of the actor's branches who hold one of some numbers, by name. */
export function callersWithNumbers(tx: Tx, actor: Actor, identifierIds: readonly string[], limit: number) {
  return callers(
    tx,
    actor,
    sql`c.id in (select p.customer_id from contact_point p
      where p.org_id = ${actor.orgId} and p.identifier_id = any (${[...identifierIds]}::uuid[]))`,
    limit,
  )
}

/** Some customers of the actor's branches, by name. */
export function callersById(tx: Tx, actor: Actor, ids: readonly string[]) {
  return callers(tx, actor, sql`c.id = any (${[...ids]}::uuid[])`, ids.length)
}

async function callers(tx: Tx, actor: Actor, which: RawBuilder<unknown>, limit: number): Promise<CallerRow[]> {
  const { rows } = await sql<CallerRow>`
    select c.id, c.name, b.name as "branchName", c.external_id as "externalId", array(
      select i.last_four from contact_point p join identifier i on i.org_id = p.org_id and i.id = p.identifier_id
      where p.org_id = c.org_id and p.customer_id = c.id and p.kind = 'phone' order by p.rank, p.id limit 5) as endings
    from customer c join branch b on b.org_id = c.org_id and b.id = c.branch_id
    where c.org_id = ${actor.orgId} and c.branch_id = any (${[...actor.branchIds]}::uuid[]) and ${which}
    order by c.name, c.id limit ${limit}`.execute(tx)
  return rows
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

/**
 * One contact more than `limit` with a customer by when it was dialled, or reserved where it was not; newest first, after
 * the row a cursor names by that time and id. The few contacts of one customer are sorted anew each time.
 */
export function contactsByTime(
  tx: Tx,
  actor: Actor,
  customerId: string,
  { after, limit }: { after?: readonly string[] | undefined; limit: number },
) {
  const at = sql`coalesce(t.dialled_at, t.reserved_at)`
  return registered(
    tx,
    actor,
    sql`t.customer_id = ${customerId}
      ${after ? sql`and (${at}, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}`,
    limit + 1,
    sql`${at} desc, t.id desc`,
  )
}

export type ElsewhereState = 'all' | 'open' | 'unreported'

/** One contact more than `limit` that was made outside the product, newest first; imported ones are left out. */
export function outsideContacts(
  tx: Tx,
  actor: Actor,
  { after, limit, state }: { after?: readonly string[] | undefined; limit: number; state: ElsewhereState },
) {
  const ofState = { all: sql``, open: sql`and t.state = 'dialled'`, unreported: sql`and t.outcome = 'unreported'` }
  return registered(
    tx,
    actor,
    sql`t.made_elsewhere is not null and t.import_id is null and t.state <> 'cancelled' ${ofState[state]}
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
