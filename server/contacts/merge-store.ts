import { sql } from 'kysely'
import type { CustomersMerged } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

const ofBoth = (actor: Actor, ids: readonly string[]) =>
  sql`c.org_id = ${actor.orgId} and c.customer_id = any (${[...ids]}::uuid[]) and c.state <> 'cancelled'`

/** How many contacts with these customers are under way. */
export async function liveContacts(tx: Tx, actor: Actor, customerIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ live: number }>`
    select count(*) as live from contact c
    where ${ofBoth(actor, customerIds)} and c.state in ('reserved', 'dialled')`.execute(tx)
  return rows[0]?.live ?? 0
}

export interface QuietRow {
  id: string
  from: string
  to: string
}

/**
 * Puts the quiet periods of two customers one after the other, as one customer's must be
 * (`contact_one_matter_per_quiet_period`): each ends where a contact of another matter begins, and the last lasts as long as
 * any that was cut short; where nothing overlaps, nothing changes. Altogether the customer is left in peace exactly as long
 * as before. Answers what each was.
 */
export async function lineUpQuiet(tx: Tx, actor: Actor, customerIds: readonly string[]): Promise<QuietRow[]> {
  const { rows } = await sql<QuietRow>`
    with line as (
      select c.id, c.quiet_until as was,
        row_number() over (order by c.reserved_at desc, c.id desc) = 1 as last,
        (select min(n.reserved_at) from contact n
          where n.org_id = c.org_id and n.customer_id = any (${[...customerIds]}::uuid[]) and n.state <> 'cancelled'
            and n.matter_id <> c.matter_id and n.reserved_at >= c.reserved_at and n.reserved_at < c.quiet_until) as next
      from contact c where ${ofBoth(actor, customerIds)}
    ), lined as (
      select id, was, case when last then greatest(was, max(was) filter (where next is not null) over ())
        else coalesce(next, was) end as becomes from line
    )
    update contact c set quiet_until = l.becomes from lined l
    where c.org_id = ${actor.orgId} and c.id = l.id and l.becomes <> l.was
    returning c.id, l.was::text as from, l.becomes::text as to`.execute(tx)
  return rows
}

/** Moves contacts that came since a merge to whoever has their matter again: a row that the merge moved. */
export async function followMatters(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  await sql`
    update contact c set customer_id = ${merge.goneId} from customer_merge_row m
    where m.org_id = ${actor.orgId} and m.merge_id = ${merge.mergeId} and c.org_id = m.org_id
      and c.matter_id = m.row_id and c.customer_id = ${merge.survivorId}`.execute(tx)
}

/**
 * Gives contacts the quiet period back that they had before a merge, unless it was changed since; never further than to the
 * next contact of another matter, which may have come meanwhile.
 */
export async function restoreQuiet(tx: Tx, actor: Actor, rows: readonly QuietRow[]): Promise<void> {
  await sql`
    update contact c set quiet_until = least(g.was, coalesce((
      select min(n.reserved_at) from contact n
      where n.org_id = c.org_id and n.customer_id = c.customer_id and n.state <> 'cancelled' and n.id <> c.id
        and n.matter_id <> c.matter_id and n.reserved_at >= c.reserved_at), g.was))
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.from)}::timestamptz[],
      ${rows.map(row => row.to)}::timestamptz[]) as g (id, was, became)
    where c.org_id = ${actor.orgId} and c.id = g.id and c.quiet_until = g.became`.execute(tx)
}
