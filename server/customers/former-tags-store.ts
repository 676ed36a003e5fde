import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** What tags that may be called otherwise by now are called, each once, in their order; what was never a tag stays as it is. */
export async function tagsNow(tx: Tx, orgId: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const now = await namesNow(tx, orgId, names)
  return [...new Set(names.map(name => now.get(name) ?? name))]
}

/** The tags among these that have another name by now and that name; a name that is a tag of its own again is left out. */
export async function namesNow(tx: Tx, orgId: string, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<{ name: string; tag: string }>`
    select f.name, f.tag from customer_tag_former f
    where f.org_id = ${orgId} and f.name = any (${[...new Set(names)]}::text[])
      and not exists (select from customer_tag t where t.org_id = f.org_id and t.name = f.name)`.execute(tx)
  return new Map(rows.map(row => [row.name, row.tag]))
}

/** Keeps that a tag was called otherwise; whatever was called by the old name before follows. */
export async function noteFormer(tx: Tx, actor: Actor, name: string, to: string): Promise<void> {
  await sql`delete from customer_tag_former where org_id = ${actor.orgId} and name = ${to}`.execute(tx)
  await sql`update customer_tag_former set tag = ${to} where org_id = ${actor.orgId} and tag = ${name}`.execute(tx)
  await sql`
    insert into customer_tag_former (org_id, name, tag, renamed_by, renamed_at)
    values (${actor.orgId}, ${name}, ${to}, ${actor.staffId}, ${actor.now})
    on conflict (org_id, name) do update set tag = excluded.tag, renamed_by = excluded.renamed_by,
      renamed_at = excluded.renamed_at`.execute(tx)
}

/** Forgets that a tag was called so, for the name is a tag of its own again. */
export async function forgetFormer(tx: Tx, orgId: string, names: readonly string[]): Promise<void> {
  await sql`delete from customer_tag_former where org_id = ${orgId} and name = any (${[...names]}::text[])`.execute(tx)
}

/**
 * Brings the tags of customers up to date who were given back what they had: what is called otherwise by now is carried
 * by its new name, and what is no tag any more is not carried.
 */
export async function settleTags(tx: Tx, orgId: string, customerIds: readonly string[]): Promise<void> {
  await sql`
    with stale as (
      select c.id, array(
        select distinct coalesce(t.name, f.tag) from unnest(c.tags) as carried (name)
        left join customer_tag t on t.org_id = c.org_id and t.name = carried.name
        left join customer_tag_former f on f.org_id = c.org_id and f.name = carried.name
        where coalesce(t.name, f.tag) is not null order by 1) as tags
      from customer c
      where c.org_id = ${orgId} and c.id = any (${[...customerIds]}::uuid[]) and exists (
        select from unnest(c.tags) as carried (name)
        where not exists (select from customer_tag t where t.org_id = c.org_id and t.name = carried.name))
    )
    update customer c set tags = s.tags, search_terms = case when c.search_terms is not null then
      array(select t from unnest(c.search_terms) as t where t not like '#%') || array(select '#' || t from unnest(s.tags) as t) end
    from stale s where c.org_id = ${orgId} and c.id = s.id`.execute(tx)
}

/** Whether the actor sees every branch of the organisation. */
export async function seesAllBranches(tx: Tx, actor: Actor): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    select not exists (select from branch where org_id = ${actor.orgId} and id <> all (${[...actor.branchIds]}::uuid[])) as all`.execute(
    tx,
  )
  return rows[0]?.all ?? false
}
