import { sql } from 'kysely'
import { type CustomerSplit, movedBySplit } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** Which rows `r` of the ledger go: the contacts made at a number that goes. */
export const atMovedPoints = (split: CustomerSplit) =>
  sql`r.contact_point_id in ${movedBySplit(split, 'contact_point')}`

/** Which reported calls `r` go: those to or from a number that goes and does not stay as well. */
export const aboutMovedPoints = (split: CustomerSplit) => sql`exists (
  select from contact_point p where p.org_id = r.org_id and p.id in ${movedBySplit(split, 'contact_point')}
    and p.identifier_id in (r.called_identifier_id, r.shown_identifier_id))`

/** Which open problems `r` go: those whose case has gone. */
export const ofMovedCases = (split: CustomerSplit) => sql`r.id in ${movedBySplit(split, 'case_file')}`

/** When those problems `r` were open. */
export const spansOfMovedCases = (split: CustomerSplit) => sql`r.concern_id in ${movedBySplit(split, 'case_file')}`

/** Writes the wishes of a customer that hold now for the new one as well: nobody knows whose they were. Answers which. */
export async function copyWishes(tx: Tx, actor: Actor, split: CustomerSplit): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into do_not_contact (org_id, customer_id, purpose, source, note, created_by, created_at, expires_at)
    select d.org_id, ${split.partId}, d.purpose, d.source, d.note, d.created_by, d.created_at, d.expires_at
    from do_not_contact d
    where d.org_id = ${actor.orgId} and d.customer_id = ${split.keptId} and d.lifted_at is null
      and (d.expires_at is null or d.expires_at > ${actor.now})
    returning id`.execute(tx)
  return rows.map(row => row.id)
}

/** Holds the new customer as long as the one he was part of: nobody knows whose holds they were. Answers which. */
export async function copyHolds(tx: Tx, actor: Actor, split: CustomerSplit): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into contact_hold (org_id, customer_id, reason, until, set_by, set_at)
    select h.org_id, ${split.partId}, h.reason, h.until, h.set_by, h.set_at from contact_hold h
    where h.org_id = ${actor.orgId} and h.customer_id = ${split.keptId} and h.lifted_at is null and h.until > ${actor.now}
    returning id`.execute(tx)
  return rows.map(row => row.id)
}

/** Takes away the copies of holds that a split made, where the hold still stands as it was. */
export async function dropCopiedHolds(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  await sql`
    delete from contact_hold h
    where h.org_id = ${actor.orgId} and h.customer_id = ${split.partId} and h.lifted_at is null
      and h.id in ${movedBySplit(split, 'contact_hold')}
      and exists (select from contact_hold o
        where o.org_id = h.org_id and o.customer_id = ${split.keptId} and o.lifted_at is null
          and (o.reason, o.until, o.set_by, o.set_at) = (h.reason, h.until, h.set_by, h.set_at))`.execute(tx)
}

/** Takes away the copies of wishes that a split made, where the wish still holds as it was; a lifted one tells something. */
export async function dropCopiedWishes(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  await sql`
    delete from do_not_contact d
    where d.org_id = ${actor.orgId} and d.customer_id = ${split.partId} and d.lifted_at is null
      and d.id in ${movedBySplit(split, 'do_not_contact')}
      and exists (select from do_not_contact o
        where o.org_id = d.org_id and o.customer_id = ${split.keptId} and o.lifted_at is null
          and (o.purpose, o.source, o.note, o.created_by, o.created_at, o.expires_at)
            is not distinct from (d.purpose, d.source, d.note, d.created_by, d.created_at, d.expires_at))`.execute(tx)
}
