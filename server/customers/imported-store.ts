import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { holdersOfPoints, notePhones } from './phones-store.ts'

interface Change {
  id: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Customers as an import may change them, column by column, for the journal of the import. */
export async function customerImages(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const { rows } = await sql<{ id: string; image: Record<string, unknown> }>`
    select c.id, jsonb_build_object('branch_id', c.branch_id, 'kind', c.kind, 'name', c.name,
      'external_id', c.external_id, 'country', c.country, 'note', c.note, 'birthday', c.birthday, 'language', c.language,
      'owner_id', c.owner_id, 'stage', c.stage, 'stage_since', c.stage_since, 'tags', c.tags, 'name_key', c.name_key,
      'search_terms', c.search_terms, 'updated_at', c.updated_at) as image
    from customer c where c.org_id = ${orgId} and c.id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.image]))
}

/** Puts customers back as they were where they are still as `after` says; answers those it put back. */
export async function restoreCustomers(tx: Tx, orgId: string, changes: readonly Change[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update customer c set (branch_id, kind, name, external_id, country, note, birthday, language, owner_id, stage, stage_since, tags,
        name_key, search_terms, updated_at) =
      (b.branch_id, b.kind, b.name, b.external_id, b.country, b.note, b.birthday,
        case when g.before ? 'language' then b.language else c.language end,
        case when g.before ? 'tags' then b.owner_id else c.owner_id end,
        case when g.before ? 'tags' then b.stage else c.stage end,
        case when g.before ? 'tags' then b.stage_since else c.stage_since end,
        case when g.before ? 'tags' then b.tags else c.tags end, b.name_key, b.search_terms, b.updated_at)
    from unnest(${changes.map(change => change.id)}::uuid[], ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
        ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)
      cross join lateral jsonb_populate_record(null::customer, g.before) b
    where c.org_id = ${orgId} and c.id = g.id and to_jsonb(c) @> g.after
    returning c.id`.execute(tx)
  return rows.map(row => row.id)
}

/**
 * Holds customers and tells of each who is still there whether somebody changed him since the import wrote him, and
 * whether he has contact points or good hours that this import did not bring.
 */
export async function holdCustomers(
  tx: Tx,
  orgId: string,
  importId: string,
  rows: readonly { id: string; at: Temporal.Instant }[],
): Promise<{ id: string; changed: boolean; otherPoints: boolean; otherHours: boolean }[]> {
  const ids = rows.map(row => row.id)
  await sql`
    select from customer c where c.org_id = ${orgId} and c.id = any (${ids}::uuid[]) order by c.id for update`.execute(
    tx,
  )
  const held = await sql<{ id: string; changed: boolean; otherPoints: boolean; otherHours: boolean }>`
    select c.id, c.updated_at <> g.at as changed, exists (
      select from contact_point p where p.org_id = c.org_id and p.customer_id = c.id
        and (p.import_id is distinct from ${importId}::uuid or p.verified_at is not null)) as "otherPoints",
      exists (select from good_hours h where h.org_id = c.org_id and h.customer_id = c.id
        and h.import_id is distinct from ${importId}::uuid) as "otherHours"
    from unnest(${ids}::uuid[], ${rows.map(row => row.at.toString())}::timestamptz[]) as g (id, at)
    join customer c on c.org_id = ${orgId} and c.id = g.id`.execute(tx)
  return held.rows
}

/** Deletes customers with their contact points and good hours. */
export async function deleteCustomers(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from contact_point where org_id = ${orgId} and customer_id = any (${[...ids]}::uuid[])`.execute(tx)
  await sql`delete from good_hours where org_id = ${orgId} and customer_id = any (${[...ids]}::uuid[])`.execute(tx)
  await sql`delete from customer where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(tx)
}

/** The customers among these who are one with another now, whichever of the two went. */
export async function customersMergedNow(tx: Tx, orgId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select m.gone_id as id from customer_merge m
    where m.org_id = ${orgId} and m.undone_at is null and m.gone_id = any (${[...ids]}::uuid[])
    union select m.survivor_id from customer_merge m
    where m.org_id = ${orgId} and m.undone_at is null and m.survivor_id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Set(rows.map(row => row.id))
}

/**
 * The contact points among these that stand for two: somebody who was merged into their customer had the same one. Taking
 * such a point away would lose what was known of him.
 */
export async function pointsOfTwo(tx: Tx, orgId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from contact_point p
    where p.org_id = ${orgId} and p.id = any (${[...ids]}::uuid[]) and exists (
      select from customer_merge m join contact_point q on q.org_id = m.org_id and q.customer_id = m.gone_id
      where m.org_id = p.org_id and m.finds_id = p.customer_id and m.undone_at is null
        and q.identifier_id = p.identifier_id and q.extension = p.extension)`.execute(tx)
  return new Set(rows.map(row => row.id))
}

/** The customers among these who still exist. */
export async function customersThere(tx: Tx, orgId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('customer')
    .where('org_id', '=', orgId)
    .where('id', 'in', [...ids])
    .select('id')
    .execute()
  return new Set(rows.map(row => row.id))
}

/** Holds contact points and answers those that are still as they were registered. */
export async function holdUnchangedPoints(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<{ id: string; unchanged: boolean }[]> {
  const { rows } = await sql<{ id: string; unchanged: boolean }>`
    select id, state = 'valid' and verified_at is null as unchanged from contact_point
    where org_id = ${orgId} and id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows
}

export async function deletePoints(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  const holders = await holdersOfPoints(tx, orgId, ids)
  await sql`delete from contact_point where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(tx)
  await notePhones(tx, orgId, holders)
}
