import { sql } from 'kysely'
import type { ImportChange } from '../imports/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Provenance } from './change-store.ts'
import type { GoodWindow } from './facts-rules.ts'
import { hoursInHistory } from './hours-rules.ts'

/** The windows of each of these customers who has said when he likes to be rung. */
export async function hoursOf(
  tx: Tx,
  orgId: string,
  customerIds: readonly string[],
): Promise<Map<string, GoodWindow[]>> {
  const { rows } = await sql<{ id: string; windows: GoodWindow[] }>`
    select h.customer_id as id, h.windows from good_hours h
    where h.org_id = ${orgId} and h.customer_id = any (${[...customerIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.windows]))
}

/** Good hours as an import may change them, for its journal; of a customer without any, an image that says so. */
export async function hoursImages(
  tx: Tx,
  orgId: string,
  customerIds: readonly string[],
): Promise<Map<string, HoursImage>> {
  const { rows } = await sql<{ id: string; image: HoursImage }>`
    select g.id, jsonb_build_object('windows', h.windows, 'not_before', h.not_before, 'not_after', h.not_after,
      'source', h.source, 'note', h.note, 'updated_by', h.updated_by, 'updated_at', h.updated_at,
      'import_id', h.import_id) as image
    from unnest(${[...customerIds]}::uuid[]) as g (id)
    left join good_hours h on h.org_id = ${orgId} and h.customer_id = g.id`.execute(tx)
  return new Map(rows.map(row => [row.id, row.image]))
}

/** The hours of an image as they stand in the history. */
export const hoursSaid = (image: HoursImage): string | null =>
  hoursInHistory(image.windows && { windows: image.windows, notBefore: image.not_before, notAfter: image.not_after })

export type HoursImage = Record<string, unknown> & {
  windows: GoodWindow[] | null
  not_before: string | null
  not_after: string | null
}

/** Keeps the windows that a file brought; limits and a note that somebody set stay. */
export async function writeHours(
  tx: Tx,
  common: Provenance,
  hours: ReadonlyMap<string, readonly GoodWindow[]>,
): Promise<void> {
  if (hours.size === 0) return
  await sql`
    insert into good_hours (org_id, customer_id, windows, source, import_id, updated_by, updated_at)
    select ${common.orgId}, g.id, g.windows, 'import', ${common.importId}, ${common.staffId}, ${common.at}
    from unnest(${[...hours.keys()]}::uuid[], ${[...hours.values()].map(windows => JSON.stringify(windows))}::jsonb[])
      as g (id, windows)
    on conflict (org_id, customer_id) do update set windows = excluded.windows, source = excluded.source,
      import_id = excluded.import_id, updated_by = excluded.updated_by, updated_at = excluded.updated_at`.execute(tx)
}

/** Puts good hours back as they were, or forgets them, where they are still as `after` says; answers whose. */
export async function restoreHours(tx: Tx, orgId: string, changes: readonly ImportChange[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with given as (
      select * from unnest(${changes.map(change => change.id)}::uuid[],
        ${changes.map(change => JSON.stringify(change.before))}::jsonb[],
        ${changes.map(change => JSON.stringify(change.after))}::jsonb[]) as g (id, before, after)
    ), forgotten as (
      delete from good_hours h using given g
      where h.org_id = ${orgId} and h.customer_id = g.id and g.before -> 'windows' = 'null' and to_jsonb(h) @> g.after
      returning h.customer_id as id
    ), put_back as (
      update good_hours h set (windows, not_before, not_after, source, note, updated_by, updated_at, import_id) =
        (b.windows, b.not_before, b.not_after, b.source, b.note, b.updated_by, b.updated_at, b.import_id)
      from given g cross join lateral jsonb_populate_record(null::good_hours, g.before) b
      where h.org_id = ${orgId} and h.customer_id = g.id and g.before -> 'windows' <> 'null' and to_jsonb(h) @> g.after
      returning h.customer_id as id
    )
    select id from forgotten union all select id from put_back`.execute(tx)
  return rows.map(row => row.id)
}
