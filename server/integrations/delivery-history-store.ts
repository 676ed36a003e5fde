import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'

/** Makes dead letters wait again; of the webhook all, or the one delivery named, whatever its state. */
export async function replay(
  tx: Tx,
  actor: Actor,
  given: { webhookId: string } | { deliveryId: string },
): Promise<number> {
  const one = 'deliveryId' in given
  const { numAffectedRows } = await sql`
    update webhook_delivery d set state = 'waiting', due_at = ${actor.now}, since = ${actor.now}, attempts = 0, claim = null
    from webhook w
    where d.org_id = ${actor.orgId} and w.org_id = d.org_id and w.id = d.webhook_id and w.state = 'on'
      and w.branch_id = any (${[...actor.branchIds]}::uuid[])
      and ${one ? sql`d.id = ${given.deliveryId}` : sql`d.webhook_id = ${given.webhookId} and d.state = 'dead'`}`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** Which webhook of the actor's branches a delivery belongs to. */
export async function webhookOfDelivery(tx: Tx, actor: Actor, deliveryId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select w.id from webhook_delivery d join webhook w on w.org_id = d.org_id and w.id = d.webhook_id
    where d.org_id = ${actor.orgId} and d.id = ${deliveryId}
      and w.branch_id = any (${[...actor.branchIds]}::uuid[])`.execute(tx)
  return rows[0]?.id
}

/** A page of the deliveries of a webhook, newest first, with one more than asked for. */
export async function deliveriesPage(
  tx: Tx,
  actor: Actor,
  webhookId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const [before] = unpackCursor(query.cursor, ['number']) ?? []
  const { rows } = await sql<{
    id: string
    number: number
    event: string
    eventId: string
    subjectId: string
    happenedAt: Temporal.Instant
    state: 'waiting' | 'delivered' | 'dead'
    attempts: number
    dueAt: Temporal.Instant
    triedAt: Temporal.Instant | null
    status: number | null
    failure: string | null
    milliseconds: number | null
    body: string
    answer: string | null
  }>`
    select d.id, d.number, e.event, e.id as "eventId", d.subject_id as "subjectId", e.happened_at as "happenedAt",
      d.state, d.attempts, d.due_at as "dueAt", d.tried_at as "triedAt", d.status, d.failure, d.milliseconds,
      e.body, d.answer
    from webhook_delivery d join webhook_event e on e.org_id = d.org_id and e.id = d.event_id
    where d.org_id = ${actor.orgId} and d.webhook_id = ${webhookId}
      and (${query.state ?? null}::text is null or d.state = ${query.state ?? null})
      and (${before ?? null}::bigint is null or d.number < ${before ?? null})
    order by d.number desc limit ${query.limit + 1}`.execute(tx)
  return rows
}
