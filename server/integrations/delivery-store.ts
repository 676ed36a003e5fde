import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { asArray, type Tx } from '../platform/database.ts'
import type { IdentifierKind } from '../privacy/index.ts'
import { ANSWER_EXCERPT, type Failure, KEPT_FOR_DAYS, TRY_HELD_FOR_S } from './webhook-rules.ts'

/** Tries of one endpoint at the same time. */
const AT_ONCE = 5

/** Whether any webhook of the organisation wants to hear of a kind of event. */
export async function isWanted(tx: Tx, event: string): Promise<boolean> {
  const { rows } = await sql<{ wanted: boolean }>`select webhook_wanted(${event}) as wanted`.execute(tx)
  return rows[0]!.wanted
}

/** Adds events of one kind, in their order. */
export async function insertEvents(
  tx: Tx,
  actor: Actor,
  { event, webhookId }: { event: string; webhookId: string | null },
  rows: readonly { id: string; branchId: string; subjectId: string; body: string }[],
): Promise<void> {
  await tx
    .insertInto('webhook_event')
    .values(
      rows.map(row => ({
        org_id: actor.orgId,
        id: row.id,
        branch_id: row.branchId,
        webhook_id: webhookId,
        event,
        subject_id: row.subjectId,
        body: row.body,
        happened_at: actor.now,
      })),
    )
    .execute()
}

/**
 * Makes a delivery of each new event for each webhook that hears it: those of the event's branch and of the branches
 * above. One process at a time, so that no event overtakes an earlier one. An endpoint the product has switched off
 * gets dead letters, which can be replayed.
 */
export async function spreadEvents(tx: Tx, actor: Actor): Promise<number> {
  await sql`select pg_advisory_xact_lock(7700010, hashtext(${actor.orgId}))`.execute(tx)
  const { rows } = await sql<{ spread: number }>`
    with recursive
      fresh as (
        update webhook_event set spread_at = ${actor.now}
        where org_id = ${actor.orgId} and id in (
          select id from webhook_event where org_id = ${actor.orgId} and spread_at is null order by number limit 1000)
        returning id, number, branch_id, webhook_id, event, subject_id
      ),
      above as (
        select distinct branch_id as of, branch_id as id from fresh
        union all
        select a.of, b.parent_id from above a join branch b on b.org_id = ${actor.orgId} and b.id = a.id
        where b.parent_id is not null
      ),
      made as (
        insert into webhook_delivery
          (org_id, webhook_id, event_id, number, subject_id, state, failure, due_at, since, created_at)
        select ${actor.orgId}, w.id, e.id, e.number, e.subject_id,
          case w.state when 'disabled' then 'dead' else 'waiting' end,
          case w.state when 'disabled' then 'endpoint-off' end, ${actor.now}, ${actor.now}, ${actor.now}
        from fresh e
        join above a on a.of = e.branch_id
        join webhook w on w.org_id = ${actor.orgId} and w.branch_id = a.id and w.state <> 'off'
          and (w.id = e.webhook_id or (e.webhook_id is null and e.event = any (w.events)))
        on conflict do nothing
      )
    select count(*) as spread from fresh`.execute(tx)
  return rows[0]!.spread
}

/** The webhooks that have something to be tried now. */
export async function webhooksDue(tx: Tx, actor: Actor): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct webhook_id as id from webhook_delivery
    where org_id = ${actor.orgId} and state = 'waiting' and due_at <= ${actor.now}`.execute(tx)
  return rows.map(row => row.id)
}

export interface ClaimedDelivery {
  id: string
  claim: string
  tries: number
  since: Temporal.Instant
  event: string
  eventId: string
  body: string
}

/**
 * Takes it upon this process to try the next deliveries of a webhook. Of one subject only the earliest that waits is
 * tried, so receivers hear its facts in their order. Whoever is killed meanwhile loses the claim after a minute.
 */
export async function claimDeliveries(tx: Tx, actor: Actor, webhookId: string): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with due as (
      select d.id from webhook_delivery d
      join webhook w on w.org_id = d.org_id and w.id = d.webhook_id and w.state = 'on'
      where d.org_id = ${actor.orgId} and d.webhook_id = ${webhookId} and d.state = 'waiting'
        and d.due_at <= ${actor.now}
        and not exists (
          select from webhook_delivery e
          where e.org_id = d.org_id and e.webhook_id = d.webhook_id and e.subject_id = d.subject_id
            and e.state = 'waiting' and e.number < d.number)
      order by d.number limit ${AT_ONCE} for update of d skip locked
    )
    update webhook_delivery d
    set claim = gen_random_uuid(), attempts = d.attempts + 1, tried_at = ${actor.now},
      due_at = ${actor.now.add({ seconds: TRY_HELD_FOR_S })}
    from due, webhook_event e
    where d.org_id = ${actor.orgId} and d.id = due.id and e.org_id = d.org_id and e.id = d.event_id
    returning d.id, d.claim, d.attempts as tries, d.since, e.event, e.id as "eventId", e.body`.execute(tx)
  return rows
}

/** What is needed to try deliveries of a webhook; `undefined` when it has been removed or switched off. */
export async function targetOf(tx: Tx, actor: Actor, webhookId: string) {
  const { rows } = await sql<{
    url: string
    secret: Buffer
    oldSecret: Buffer | null
  }>`
    select url, secret, case when old_secret_until > ${actor.now} then old_secret end as "oldSecret"
    from webhook where org_id = ${actor.orgId} and id = ${webhookId} and state = 'on'`.execute(tx)
  return rows[0]
}

export interface Heard {
  status: number | null
  failure: Failure | null
  answer: string
  milliseconds: number
}

/**
 * Holds a webhook while the end of a try is written down, before any of its deliveries: of several tries that end at
 * once, each sees what the one before has made of the webhook. Answers since when it has failed on end.
 */
export async function holdWebhook(tx: Tx, orgId: string, webhookId: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ failingSince: Temporal.Instant | null }>`
    select failing_since as "failingSince" from webhook
    where org_id = ${orgId} and id = ${webhookId} for no key update`.execute(tx)
  return rows[0]?.failingSince ?? null
}

/** Writes down that a delivery was taken; also by one who came late, for the receiver has it. */
export async function recordTaken(
  tx: Tx,
  orgId: string,
  webhookId: string,
  deliveryId: string,
  heard: Heard,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ state: 'delivered', claim: null, tried_at: now, ...excerptOf(heard) })
    .where('org_id', '=', orgId)
    .where('id', '=', deliveryId)
    .execute()
  await tx
    .updateTable('webhook')
    .set({ failing_since: null, last_delivered_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', webhookId)
    .execute()
}

/** Writes down that a try failed, unless another process has taken the delivery over. */
export async function recordFailed(
  tx: Tx,
  orgId: string,
  webhookId: string,
  given: { id: string; claim: string; dueAt: Temporal.Instant | null; heard: Heard; now: Temporal.Instant },
): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({
      ...(given.dueAt ? { due_at: given.dueAt } : { state: 'dead' }),
      claim: null,
      ...excerptOf(given.heard),
    })
    .where('org_id', '=', orgId)
    .where('id', '=', given.id)
    .where('claim', '=', given.claim)
    .execute()
  await tx
    .updateTable('webhook')
    .set({ failing_since: sql`coalesce(failing_since, ${given.now})` })
    .where('org_id', '=', orgId)
    .where('id', '=', webhookId)
    .execute()
}

function excerptOf({ status, failure, answer, milliseconds }: Heard) {
  return { status, failure, answer: answer.slice(0, ANSWER_EXCERPT), milliseconds }
}

/** Switches a webhook off in the product's own name; false when that has been done. */
export async function disable(tx: Tx, orgId: string, webhookId: string, reason: 'gone' | 'failing'): Promise<boolean> {
  const done = await tx
    .updateTable('webhook')
    .set({ state: 'disabled', disabled_reason: reason })
    .where('org_id', '=', orgId)
    .where('id', '=', webhookId)
    .where('state', '=', 'on')
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Forgets events, and with them their deliveries, after a month. */
export async function forgetOld(tx: Tx, actor: Actor): Promise<void> {
  await tx
    .deleteFrom('webhook_event')
    .where('org_id', '=', actor.orgId)
    .where('happened_at', '<', actor.now.subtract({ hours: 24 * KEPT_FOR_DAYS }))
    .execute()
}

/** What of an identifier may be shown. */
export async function shownIdentifier(tx: Tx, orgId: string, identifierId: string) {
  return tx
    .selectFrom('identifier')
    .where('org_id', '=', orgId)
    .where('id', '=', identifierId)
    .select([sql<IdentifierKind>`kind`.as('kind'), 'last_four as lastFour'])
    .executeTakeFirstOrThrow()
}

/** The branch a row of a higher-level noun belongs to. */
/** The branches of customers, by the customer. */
export async function branchesOfCustomers(tx: Tx, orgId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; branchId: string }>`
    select id, branch_id as "branchId" from customer
    where org_id = ${orgId} and id = any (${asArray(ids)}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, branchId }) => [id, branchId]))
}

export async function branchOf(tx: Tx, orgId: string, table: 'campaign' | 'customer', id: string): Promise<string> {
  const row = await tx
    .selectFrom(table)
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .select('branch_id')
    .executeTakeFirstOrThrow()
  return row.branch_id
}
