import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { CustomersMerged } from './merge-facts.ts'
import { notePhones } from './phones-store.ts'

/**
 * Moves the rows of a module's own table from the customer who goes to the one who stays, and keeps which they were, so
 * that `moveBack` finds them. `only` leaves out rows (of `r`) that cannot move.
 */
export async function moveToSurvivor(
  tx: Tx,
  actor: Actor,
  merge: CustomersMerged,
  table: string,
  only: RawBuilder<unknown> = sql`true`,
): Promise<void> {
  await sql`
    with moved as (
      update ${sql.table(table)} r set customer_id = ${merge.survivorId}
      where r.org_id = ${actor.orgId} and r.customer_id = ${merge.goneId} and ${only} returning r.id
    )
    insert into customer_merge_row (org_id, merge_id, noun, row_id)
    select ${actor.orgId}, ${merge.mergeId}, ${table}, id from moved`.execute(tx)
}

/** Gives the rows of a table that a merge moved back to whom they were with; a row that went elsewhere since stays there. */
export async function moveBack(tx: Tx, actor: Actor, merge: CustomersMerged, table: string): Promise<void> {
  await sql`
    update ${sql.table(table)} r set customer_id = ${merge.goneId}
    from customer_merge_row m
    where m.org_id = ${actor.orgId} and m.merge_id = ${merge.mergeId} and m.noun = ${table}
      and r.org_id = m.org_id and r.id = m.row_id and r.customer_id = ${merge.survivorId}`.execute(tx)
}

/** Keeps what a row was before a merge changed it, under a name of its own. */
export async function keepRows(
  tx: Tx,
  actor: Actor,
  mergeId: string,
  noun: string,
  rows: readonly { id: string; was: unknown }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into customer_merge_row (org_id, merge_id, noun, row_id, was)
    select ${actor.orgId}, ${mergeId}, ${noun}, g.id, g.was
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => JSON.stringify(row.was))}::jsonb[]) as g (id, was)
    on conflict do nothing`.execute(tx)
}

/** What rows were before a merge changed them. */
export async function rowsKept<T>(tx: Tx, actor: Actor, mergeId: string, noun: string) {
  const { rows } = await sql<{ id: string; was: T }>`
    select row_id as id, was from customer_merge_row
    where org_id = ${actor.orgId} and merge_id = ${mergeId} and noun = ${noun}`.execute(tx)
  return rows
}

/** Runs work that sees every branch of the organisation: what was done with a customer may lie where he was before. */
export async function acrossBranches<T>(tx: Tx, actor: Actor, work: () => Promise<T>): Promise<T> {
  await sql`
    select set_config('huifang.branches', (select array_agg(id)::text from branch where org_id = ${actor.orgId}), true)`.execute(
    tx,
  )
  const result = await work()
  await sql`select set_config('huifang.branches', ${`{${actor.branchIds.join(',')}}`}, true)`.execute(tx)
  return result
}

/** A customer's own row as it is, by column. */
export type CustomerImage = Record<(typeof FIELDS)[number], unknown> & { id: string; tags: string[] }

/** The columns a person chooses between when two customers are merged. */
const FIELDS = [
  'name',
  'kind',
  'external_id',
  'branch_id',
  'country',
  'time_zone',
  'note',
  'birthday',
  'language',
  'owner_id',
  'stage',
  'stage_since',
  'tags',
  'name_key',
  'search_terms',
] as const

const image = sql`to_jsonb(c) - array['org_id', 'created_at', 'updated_at', 'import_id', 'created_by', 'merged_into']`

/** The rows of customers, locked in the order of ids so that nobody reserves a contact with them meanwhile. */
export async function lockedCustomers(tx: Tx, actor: Actor, ids: readonly string[]): Promise<CustomerImage[]> {
  const { rows } = await sql<{ image: CustomerImage }>`
    select ${image} as image from customer c where c.org_id = ${actor.orgId} and c.id = any (${[...ids]}::uuid[])
    order by c.id for update`.execute(tx)
  return rows.map(row => row.image)
}

/** Writes a customer's row. */
export async function writeImage(tx: Tx, actor: Actor, to: CustomerImage): Promise<void> {
  await sql`
    update customer c set (name, kind, external_id, branch_id, country, time_zone, note, birthday, language, owner_id, stage, stage_since, tags,
      name_key, search_terms, updated_at) = (select i.name, i.kind, i.external_id, i.branch_id, i.country, i.time_zone, i.note, i.birthday, i.language,
      i.owner_id, i.stage, i.stage_since, i.tags, i.name_key, i.search_terms, ${actor.now}::timestamptz
      from jsonb_populate_record(null::customer, ${JSON.stringify(to)}::jsonb) as i)
    where c.org_id = ${actor.orgId} and c.id = ${to.id}`.execute(tx)
}

export async function absorb(tx: Tx, actor: Actor, goneId: string, survivorId: string): Promise<void> {
  await sql`select customer_absorbed(${actor.orgId}, ${goneId}, ${survivorId})`.execute(tx)
}

export async function release(tx: Tx, actor: Actor, goneId: string, number: string | null): Promise<void> {
  await sql`select customer_released(${actor.orgId}, ${goneId}, ${number})`.execute(tx)
}

export interface MergeRow {
  id: string
  survivorId: string
  goneId: string
  goneNumber: string | null
  survivorBefore: CustomerImage
  survivorAfter: CustomerImage
  goneBefore: CustomerImage
  note: string
  mergedByName: string | null
  mergedAt: Temporal.Instant
  undoneByName: string | null
  undoneAt: Temporal.Instant | null
}

const columns = sql`
  m.id, m.survivor_id as "survivorId", m.gone_id as "goneId", m.gone_number as "goneNumber",
  m.survivor_before as "survivorBefore", m.survivor_after as "survivorAfter", m.gone_before as "goneBefore", m.note,
  s.name as "mergedByName", m.merged_at as "mergedAt", u.name as "undoneByName", m.undone_at as "undoneAt"
  from customer_merge m
  join customer c on c.org_id = m.org_id and c.id = m.finds_id
  left join staff s on s.org_id = m.org_id and s.id = m.merged_by
  left join staff u on u.org_id = m.org_id and u.id = m.undone_by`

/** Merges into customers the actor may see, newest first: one more than `limit`, or the one with an id. */
export async function mergesOf(
  tx: Tx,
  actor: Actor,
  given: { id?: string; customerId?: string; after?: readonly string[]; limit: number },
): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    select ${columns} where m.org_id = ${actor.orgId} and c.branch_id = any (${[...actor.branchIds]}::uuid[])
      and ${given.id ? sql`m.id = ${given.id}` : sql`true`}
      and ${given.customerId ? sql`m.survivor_id = ${given.customerId}` : sql`true`}
      and ${given.after ? sql`(m.merged_at, m.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by m.merged_at desc, m.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}

export async function insertMerge(
  tx: Tx,
  actor: Actor,
  row: {
    id: string
    number: string | null
    before: CustomerImage
    after: CustomerImage
    gone: CustomerImage
    note: string
  },
): Promise<void> {
  await sql`
    insert into customer_merge (org_id, id, survivor_id, gone_id, finds_id, gone_number, survivor_before, survivor_after,
      gone_before, note, merged_by, merged_at)
    values (${actor.orgId}, ${row.id}, ${row.before.id}, ${row.gone.id}, ${row.before.id}, ${row.number},
      ${JSON.stringify(row.before)}::jsonb, ${JSON.stringify(row.after)}::jsonb, ${JSON.stringify(row.gone)}::jsonb,
      ${row.note}, ${actor.staffId}, ${actor.now})`.execute(tx)
}

export async function endMerge(tx: Tx, actor: Actor, id: string): Promise<void> {
  await sql`
    update customer_merge set undone_by = ${actor.staffId}, undone_at = ${actor.now}
    where org_id = ${actor.orgId} and id = ${id}`.execute(tx)
}

/** Whom the id of a customer who was merged finds now. */
export async function foundBy(tx: Tx, orgId: string, goneId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select finds_id as id from customer_merge where org_id = ${orgId} and gone_id = ${goneId} and undone_at is null`.execute(
    tx,
  )
  return rows[0]?.id
}

/** A query of the `id` and `name` of those who were merged into a customer, by whatever way round. */
export const mergedInto = (orgId: string, customerId: string) => sql`
  select m.gone_id, m.gone_before ->> 'name' from customer_merge m
  where m.org_id = ${orgId} and m.finds_id = ${customerId} and m.undone_at is null`

/** Lets the old ids and numbers that found one customer find another. */
export async function redirect(tx: Tx, actor: Actor, fromId: string, toId: string, mergeId: string): Promise<void> {
  await sql`
    with moved as (
      update customer_merge set finds_id = ${toId}
      where org_id = ${actor.orgId} and finds_id = ${fromId} and undone_at is null and id <> ${mergeId} returning id
    )
    insert into customer_merge_row (org_id, merge_id, noun, row_id)
    select ${actor.orgId}, ${mergeId}, 'customer_merge', id from moved`.execute(tx)
}

export async function redirectBack(tx: Tx, actor: Actor, toId: string, mergeId: string): Promise<void> {
  await sql`
    update customer_merge m set finds_id = ${toId} from customer_merge_row r
    where r.org_id = ${actor.orgId} and r.merge_id = ${mergeId} and r.noun = 'customer_merge'
      and m.org_id = r.org_id and m.id = r.row_id`.execute(tx)
}

/** Moves what the module itself keeps of a customer; what the survivor has already stays where it is, out of sight. */
export async function moveOwnRows(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  await moveToSurvivor(
    tx,
    actor,
    merge,
    'person_in_charge',
    sql`not exists (select from person_in_charge o
      where o.org_id = r.org_id and o.customer_id = ${merge.survivorId} and o.external_id = r.external_id)`,
  )
  await moveToSurvivor(
    tx,
    actor,
    merge,
    'contact_point',
    sql`not exists (select from contact_point o where o.org_id = r.org_id and o.customer_id = ${merge.survivorId}
      and o.identifier_id = r.identifier_id and o.extension = r.extension)`,
  )
  await notePhones(tx, actor.orgId, [merge.survivorId, merge.goneId])
  await moveToSurvivor(tx, actor, merge, 'consent')
  const { numAffectedRows } = await sql`
    update good_hours g set customer_id = ${merge.survivorId}
    where g.org_id = ${actor.orgId} and g.customer_id = ${merge.goneId}
      and not exists (select from good_hours o where o.org_id = g.org_id and o.customer_id = ${merge.survivorId})`.execute(
    tx,
  )
  if (numAffectedRows) await keepRows(tx, actor, merge.mergeId, 'good_hours', [{ id: merge.goneId, was: {} }])
}

export async function moveOwnRowsBack(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  for (const table of ['person_in_charge', 'contact_point', 'consent']) await moveBack(tx, actor, merge, table)
  await notePhones(tx, actor.orgId, [merge.survivorId, merge.goneId])
  const kept = await rowsKept(tx, actor, merge.mergeId, 'good_hours')
  if (kept.length === 0) return
  await sql`
    update good_hours set customer_id = ${merge.goneId}
    where org_id = ${actor.orgId} and customer_id = ${merge.survivorId}`.execute(tx)
}
