import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface WebhookRow {
  id: string
  name: string
  url: string
  events: string[]
  branchId: string
  state: 'on' | 'off' | 'disabled'
  disabledReason: 'gone' | 'failing' | null
  failingSince: Temporal.Instant | null
  lastDeliveredAt: Temporal.Instant | null
  oldSecretUntil: Temporal.Instant | null
  waiting: number
  dead: number
  delivered: number
  createdAt: Temporal.Instant
}

/** The webhooks of the actor's branches with how their deliveries stand, newest first. */
export async function webhooksIn(tx: Tx, actor: Actor, id?: string): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`
    select w.id, w.name, w.url, w.events, w.branch_id as "branchId", w.state, w.disabled_reason as "disabledReason",
      w.failing_since as "failingSince", w.last_delivered_at as "lastDeliveredAt", w.created_at as "createdAt",
      case when w.old_secret_until > ${actor.now} then w.old_secret_until end as "oldSecretUntil",
      d.waiting, d.dead, d.delivered
    from webhook w
    cross join lateral (
      select count(*) filter (where d.state = 'waiting') as waiting, count(*) filter (where d.state = 'dead') as dead,
        count(*) filter (where d.state = 'delivered' and d.tried_at > ${actor.now.subtract({ hours: 24 })}) as delivered
      from webhook_delivery d where d.org_id = w.org_id and d.webhook_id = w.id
    ) d
    where w.org_id = ${actor.orgId} and w.branch_id = any (${[...actor.branchIds]}::uuid[])
      and (${id ?? null}::uuid is null or w.id = ${id ?? null})
    order by w.created_at desc, w.id desc limit 200`.execute(tx)
  return rows
}

export async function insertWebhook(
  tx: Tx,
  actor: Actor,
  row: { id: string; name: string; url: string; events: string[]; branchId: string; secret: Buffer },
): Promise<void> {
  await tx
    .insertInto('webhook')
    .values({
      org_id: actor.orgId,
      id: row.id,
      branch_id: row.branchId,
      name: row.name,
      url: row.url,
      events: row.events,
      secret: row.secret,
      created_by: actor.staffId!,
      created_at: actor.now,
    })
    .execute()
}

/** Changes a webhook of the actor's branches; false when it lies outside of them. What the product said of it is forgotten. */
export async function updateWebhook(
  tx: Tx,
  actor: Actor,
  id: string,
  row: { name: string; url: string; events: string[]; state: 'on' | 'off' },
): Promise<boolean> {
  const done = await tx
    .updateTable('webhook')
    .set({ ...row, disabled_reason: null, failing_since: null })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('branch_id', 'in', [...actor.branchIds])
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export async function deleteWebhook(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('webhook')
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('branch_id', 'in', [...actor.branchIds])
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

/** Puts a new secret in the place of the present one, which stays valid until a given time. */
export async function replaceSecret(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { secret: Buffer; old: Buffer; oldUntil: Temporal.Instant },
): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({ secret: given.secret, old_secret: given.old, old_secret_until: given.oldUntil })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .execute()
}

/** The sealed secrets of a webhook, held against another change of them. */
export async function secretsOf(tx: Tx, actor: Actor, id: string) {
  const { rows } = await sql<{ secret: Buffer; oldSecret: Buffer | null }>`
    select secret, case when old_secret_until > ${actor.now} then old_secret end as "oldSecret"
    from webhook where org_id = ${actor.orgId} and id = ${id} for update`.execute(tx)
  return rows[0]
}

/** What of a webhook's waiting deliveries remains undone while it is off is kept as dead letters. */
export async function buryWaiting(tx: Tx, orgId: string, webhookId: string): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ state: 'dead', failure: sql`coalesce(failure, 'endpoint-off')` })
    .where('org_id', '=', orgId)
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute()
}
