import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { forgetFormer } from './former-tags-store.ts'
import type { CustomerTag } from './list-contract.ts'

export type TagRow = z.output<typeof CustomerTag>

/** The vocabulary of the organisation, by name. */
export async function tagsOf(tx: Tx, orgId: string): Promise<TagRow[]> {
  const { rows } = await sql<TagRow>`
    select name, colour from customer_tag where org_id = ${orgId} order by name limit 500`.execute(tx)
  return rows
}

/** The first of these tags that the organisation does not have. */
export async function unknownTag(tx: Tx, orgId: string, tags: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select wanted.name from unnest(${[...tags]}::text[]) as wanted (name)
    where not exists (select from customer_tag t where t.org_id = ${orgId} and t.name = wanted.name) limit 1`.execute(
    tx,
  )
  return rows[0]?.name
}

/** Adds a tag or gives one another colour; a name that was another tag's before means this one from now on. */
export async function upsertTag(tx: Tx, actor: Actor, tag: TagRow): Promise<void> {
  if (!(await tagByName(tx, actor.orgId, tag.name))) await forgetFormer(tx, actor.orgId, [tag.name])
  await sql`
    insert into customer_tag (org_id, name, colour, created_by, created_at)
    values (${actor.orgId}, ${tag.name}, ${tag.colour}, ${actor.staffId}, ${actor.now})
    on conflict (org_id, name) do update set colour = excluded.colour`.execute(tx)
}

/** Which of these tags the organisation has, and how many it has in all. */
export async function knownTags(
  tx: Tx,
  orgId: string,
  names: readonly string[],
): Promise<{ known: string[]; all: number }> {
  const { rows } = await sql<{ known: string[]; all: number }>`
    select array(select name from customer_tag where org_id = ${orgId} and name = any (${[...names]}::text[])) as known,
      (select count(*) from customer_tag where org_id = ${orgId}) as all`.execute(tx)
  return rows[0]!
}

/** Adds the tags that the organisation does not have yet, in grey, as an import brings them; answers their ids. */
export async function addTags(tx: Tx, actor: Actor, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    insert into customer_tag (org_id, name, colour, created_by, created_at)
    select ${actor.orgId}, name, 'grey', ${actor.staffId}, ${actor.now} from unnest(${[...names]}::text[]) as g (name)
    on conflict do nothing returning id`.execute(tx)
  return rows.map(row => row.id)
}

/** Takes tags that nobody of any branch carries out of the vocabulary; answers those that stay. */
export async function deleteUnusedTags(tx: Tx, orgId: string, ids: readonly string[]): Promise<string[]> {
  await sql`
    delete from customer_tag where org_id = ${orgId} and id = any (${[...ids]}::uuid[])
      and not customer_tag_in_use(org_id, name)`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select id from customer_tag where org_id = ${orgId} and id = any (${[...ids]}::uuid[])`.execute(tx)
  return rows.map(row => row.id)
}

export async function deleteTag(tx: Tx, orgId: string, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from customer_tag where org_id = ${orgId} and name = ${name}`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Whether anyone of the organisation, in any branch, carries the tag. */
export async function isTagInUse(tx: Tx, orgId: string, name: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select customer_tag_in_use(${orgId}, ${name}) as used`.execute(tx)
  return rows[0]?.used ?? false
}

export async function tagByName(tx: Tx, orgId: string, name: string): Promise<TagRow | undefined> {
  const { rows } = await sql<TagRow>`
    select name, colour from customer_tag where org_id = ${orgId} and name = ${name}`.execute(tx)
  return rows[0]
}

/** The vocabulary by name, and how many customers of the scope carry each tag, counted up to `most`. */
export async function tagUse(tx: Tx, orgId: string, most: number): Promise<(TagRow & { customers: number })[]> {
  const { rows } = await sql<TagRow & { customers: number }>`
    select t.name, t.colour, customers_tagged(t.org_id, t.name, ${most + 1}) as customers
    from customer_tag t where t.org_id = ${orgId} order by t.name limit 500`.execute(tx)
  return rows
}
