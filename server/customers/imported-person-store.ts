import { sql } from 'kysely'
import type { ImportChange } from '../imports/index.ts'
import type { Tx } from '../platform/database.ts'

/** Persons in charge as an import may change them, for its journal. */
export async function personImages(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const { rows } = await sql<{ id: string; image: Record<string, unknown> }>`
    select p.id, jsonb_build_object('name', p.name, 'duties', p.duties, 'language', p.language, 'note', p.note,
      'valid_from', p.valid_from, 'valid_until', p.valid_until, 'ended_at', p.ended_at, 'updated_at', p.updated_at)
      as image
    from person_in_charge p where p.org_id = ${orgId} and p.id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.image]))
}

/** Puts persons back as they were where they are still as `after` says; answers those it put back. */
export async function restorePersons(tx: Tx, orgId: string, changes: readonly ImportChange[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update person_in_charge p set (name, duties, language, note, valid_from, valid_until, ended_at, updated_at) =
      (b.name, b.duties, b.language, b.note, b.valid_from, b.valid_until, b.ended_at, b.updated_at)
    from unnest(${changes.map(change => change.id)}::uuid[],
        ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
        ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)
      cross join lateral jsonb_populate_record(null::person_in_charge, g.before) b
    where p.org_id = ${orgId} and p.id = g.id and to_jsonb(p) @> g.after
    returning p.id`.execute(tx)
  return rows.map(row => row.id)
}

/** Holds persons and tells which nobody changed since the import wrote them; those that are gone are left out. */
export async function holdPersons(
  tx: Tx,
  orgId: string,
  rows: readonly { id: string; at: Temporal.Instant | null }[],
): Promise<{ id: string; unchanged: boolean }[]> {
  if (rows.length === 0) return []
  const held = await sql<{ id: string; unchanged: boolean }>`
    select p.id, p.updated_at is not distinct from g.at as unchanged
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.at?.toString() ?? null)}::timestamptz[])
      as g (id, at)
    join person_in_charge p on p.org_id = ${orgId} and p.id = g.id
    order by p.id for update of p`.execute(tx)
  return held.rows
}

/** The contact points of persons that an import registered and nobody judged or verified since. */
export async function pointsAsRegistered(
  tx: Tx,
  orgId: string,
  importId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from contact_point p
    where p.org_id = ${orgId} and p.person_id = any (${[...personIds]}::uuid[]) and p.import_id = ${importId}
      and p.state = 'valid' and p.verified_at is null
    order by p.id for update`.execute(tx)
  return rows.map(row => row.id)
}

/** Leaves the contact points of persons with their customers. */
export async function releasePoints(tx: Tx, orgId: string, personIds: readonly string[]): Promise<void> {
  await sql`
    update contact_point set person_id = null
    where org_id = ${orgId} and person_id = any (${[...personIds]}::uuid[])`.execute(tx)
}

export async function deletePersons(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from person_in_charge where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(tx)
}
