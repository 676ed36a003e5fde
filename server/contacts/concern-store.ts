import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface Concern {
  id: string
  customerId: string
  dueAt: Temporal.Instant
}

type At = Pick<Actor, 'orgId' | 'now'>

/** Keeps an open problem of a customer, or its new deadline, and since when it is so. */
export async function keepConcern(tx: Tx, { orgId, now }: At, { id, customerId, dueAt }: Concern): Promise<void> {
  await tx
    .insertInto('open_concern')
    .values({ org_id: orgId, id, customer_id: customerId, due_at: dueAt })
    .onConflict(conflict => conflict.columns(['org_id', 'id']).doUpdateSet({ due_at: dueAt }))
    .execute()
  await sql`
    update concern_span set until_at = greatest(from_at, ${now})
    where org_id = ${orgId} and concern_id = ${id} and until_at is null and due_at <> ${dueAt}`.execute(tx)
  await sql`
    insert into concern_span (org_id, concern_id, customer_id, due_at, from_at)
    select org_id, id, customer_id, due_at, ${now} from open_concern o
    where org_id = ${orgId} and id = ${id} and not exists (
      select from concern_span s where s.org_id = o.org_id and s.concern_id = o.id and s.until_at is null)`.execute(tx)
}

/** A problem is over; when it was open stays known. */
export async function dropConcern(tx: Tx, { orgId, now }: At, id: string): Promise<void> {
  await tx.deleteFrom('open_concern').where('org_id', '=', orgId).where('id', '=', id).execute()
  await sql`
    update concern_span set until_at = greatest(from_at, ${now})
    where org_id = ${orgId} and concern_id = ${id} and until_at is null`.execute(tx)
}

/** When the problems of a merge that is taken back were open goes with them. */
export async function followConcerns(tx: Tx, actor: At, merge: { mergeId: string; goneId: string }): Promise<void> {
  await sql`
    update concern_span s set customer_id = ${merge.goneId} from customer_merge_row m
    where m.org_id = ${actor.orgId} and m.merge_id = ${merge.mergeId} and m.noun = 'open_concern'
      and s.org_id = m.org_id and s.concern_id = m.row_id`.execute(tx)
}
