import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'

/** That a customer wants no more contacts, as a row of a file says. */
export interface ImportedWish {
  customerId: string
  /** The address to which he wants no more mail; `null` where he wants no contact at all. */
  addressId: string | null
  /** When he said so. */
  at: Temporal.Instant
  note: string
}

/** What was said last of each customer or address, as rows `g (id, at, note)`. */
function saidLast(said: readonly { id: string; at: Temporal.Instant; note: string }[]) {
  return sql`(
      select distinct on (id) * from unnest(${said.map(one => one.id)}::uuid[],
        ${said.map(one => one.at.toString())}::timestamptz[], ${said.map(one => one.note)}::text[]) as s (id, at, note)
      order by id, at desc
    ) g`
}

/**
 * Registers wishes not to be contacted at all, for those customers of whom none holds and none was lifted since; answers
 * whose and by what id.
 */
export async function insertImportedWishes(
  tx: Tx,
  actor: Actor,
  wishes: readonly ImportedWish[],
): Promise<{ id: string; customerId: string }[]> {
  const { rows } = await sql<{ id: string; customerId: string }>`
    insert into do_not_contact (org_id, customer_id, purpose, source, note, created_by, created_at, expires_at)
    select ${actor.orgId}, g.id, null, 'import', g.note, ${actor.staffId}::uuid, ${actor.now}::timestamptz, null
    from ${saidLast(wishes.map(({ customerId, at, note }) => ({ id: customerId, at, note })))}
    where not exists (
      select from do_not_contact d where d.org_id = ${actor.orgId} and d.customer_id = g.id and d.purpose is null
        and (d.lifted_at > g.at or d.lifted_at is null and (d.expires_at is null or d.expires_at > ${actor.now}::timestamptz)))
    returning id, customer_id as "customerId"`.execute(tx)
  return rows
}

/** Registers addresses nobody may write to, of which no stop holds and none was lifted since; answers which, and by what id. */
export async function insertImportedStops(
  tx: Tx,
  actor: Actor,
  stops: readonly { addressId: string; at: Temporal.Instant; note: string }[],
): Promise<{ id: string; addressId: string }[]> {
  const { rows } = await sql<{ id: string; addressId: string }>`
    insert into number_stop (org_id, identifier_id, source, note, created_by, created_at)
    select ${actor.orgId}, g.id, 'import', g.note, ${actor.staffId}::uuid, ${actor.now}::timestamptz
    from ${saidLast(stops.map(({ addressId, at, note }) => ({ id: addressId, at, note })))}
    where not exists (
      select from number_stop n where n.org_id = ${actor.orgId} and n.identifier_id = g.id
        and (n.lifted_at is null or n.lifted_at > g.at))
    on conflict do nothing
    returning id, identifier_id as "addressId"`.execute(tx)
  return rows
}

/** Takes wishes and stops back that an import registered and nobody lifted since; answers how many there were. */
export async function deleteImportedWishes(tx: Tx, orgId: string, ids: readonly string[]): Promise<number> {
  const those = sql`org_id = ${orgId} and id = any (${asArray(ids)}::uuid[]) and lifted_at is null`
  const wishes = await sql`delete from do_not_contact where ${those}`.execute(tx)
  const stops = await sql`delete from number_stop where ${those}`.execute(tx)
  return Number(wishes.numAffectedRows) + Number(stops.numAffectedRows)
}

/** Which of some wishes and stops are there. */
export async function wishesThere(tx: Tx, orgId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from do_not_contact where org_id = ${orgId} and id = any (${asArray(ids)}::uuid[])
    union all
    select id from number_stop where org_id = ${orgId} and id = any (${asArray(ids)}::uuid[])`.execute(tx)
  return rows.map(row => row.id)
}
