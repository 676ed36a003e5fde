import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

export interface HoldRow {
  id: string
  customerId: string
  reason: string
  until: Temporal.Instant
  setByName: string
  setAt: Temporal.Instant
  liftedAt: Temporal.Instant | null
  liftedNote: string | null
}

const holdColumns = sql`
  h.id, h.customer_id as "customerId", h.reason, h.until, s.name as "setByName", h.set_at as "setAt",
  h.lifted_at as "liftedAt", h.lifted_note as "liftedNote"`

/** The holds of a customer, newest first, with those that are over. */
export async function holdsOf(tx: Tx, orgId: string, customerId: string): Promise<HoldRow[]> {
  const { rows } = await sql<HoldRow>`
    select ${holdColumns} from contact_hold h join staff s on s.org_id = h.org_id and s.id = h.set_by
    where h.org_id = ${orgId} and h.customer_id = ${customerId} order by h.id desc limit 200`.execute(tx)
  return rows
}

export async function insertHold(
  tx: Tx,
  actor: Actor,
  row: { customerId: string; until: Temporal.Instant; reason: string },
): Promise<void> {
  await tx
    .insertInto('contact_hold')
    .values({
      ...{ org_id: actor.orgId, customer_id: row.customerId, reason: row.reason, until: row.until },
      ...{ set_by: actor.staffId!, set_at: actor.now },
    })
    .execute()
}

/** Whose hold it is; `undefined` when the organisation has none of this id. */
export async function customerOfHold(tx: Tx, orgId: string, id: string): Promise<string | undefined> {
  const query = tx.selectFrom('contact_hold').where('org_id', '=', orgId).where('id', '=', id)
  return (await query.select('customer_id as customerId').executeTakeFirst())?.customerId
}

/** Ends a hold that stands; false when it is over. */
export async function markHoldLifted(tx: Tx, actor: Actor, id: string, note: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('contact_hold')
    .set({ lifted_at: actor.now, lifted_by: actor.staffId, lifted_note: note })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .where('until', '>', actor.now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type OverrideState = 'waiting' | 'in-force' | 'used' | 'refused' | 'withdrawn' | 'expired'

export interface OverrideRow {
  id: string
  customerId: string
  customerName: string
  purpose: string | null
  passes: string[]
  reason: string
  askedByName: string
  isMine: boolean
  askedAt: Temporal.Instant
  expiresAt: Temporal.Instant
  decision: 'approved' | 'refused' | 'withdrawn' | null
  decidedByName: string | null
  decidedAt: Temporal.Instant | null
  decisionNote: string
  state: OverrideState
  usedAt: Temporal.Instant | null
  usedByName: string | null
}

const overrides = (actor: Actor, which: RawBuilder<unknown>, limit: number) => sql<OverrideRow>`
  select o.id, o.customer_id as "customerId", c.name as "customerName", o.purpose, o.passes, o.reason,
    a.name as "askedByName", o.asked_by = ${actor.staffId} as "isMine", o.asked_at as "askedAt",
    o.expires_at as "expiresAt", o.decision, d.name as "decidedByName", o.decided_at as "decidedAt",
    o.decision_note as "decisionNote", u.at as "usedAt", u.name as "usedByName",
    case when o.decision in ('refused', 'withdrawn') then o.decision when u.at is not null then 'used'
      when o.expires_at <= ${actor.now} then 'expired' when o.decision is null then 'waiting' else 'in-force' end as state
  from contact_override o
  join customer c on c.org_id = o.org_id and c.id = o.customer_id
  join staff a on a.org_id = o.org_id and a.id = o.asked_by
  left join staff d on d.org_id = o.org_id and d.id = o.decided_by
  left join lateral (
    select coalesce(t.dialled_at, t.reserved_at) as at, coalesce(t.made_elsewhere, s.name) as name
    from contact t
    left join mail e on e.org_id = t.org_id and e.contact_id = t.id
    left join staff s on s.org_id = t.org_id and s.id = coalesce(t.staff_id, e.written_by)
    where t.org_id = o.org_id and t.override_id = o.id and t.state <> 'cancelled') u on true
  where o.org_id = ${actor.orgId} and c.branch_id = any (${[...actor.branchIds]}::uuid[]) and ${which}
  order by o.id desc limit ${sql.lit(limit)}`

/** One more override of the actor's branches than `limit`, newest first: those that wait, those in force, or all. */
export async function overridePage(
  tx: Tx,
  actor: Actor,
  given: { state: 'waiting' | 'in-force' | 'all'; after?: readonly string[] | undefined; limit: number },
): Promise<OverrideRow[]> {
  const { state, after, limit } = given
  const ofState = {
    waiting: sql`o.decision is null and o.expires_at > ${actor.now}`,
    'in-force': sql`o.decision = 'approved' and o.expires_at > ${actor.now} and u.at is null`,
    all: sql`true`,
  }
  const page = after ? sql`and o.id < ${after[0]}::uuid` : sql``
  return (await overrides(actor, sql`${ofState[state]} ${page}`, limit + 1).execute(tx)).rows
}

/** The overrides asked for a customer, newest first. */
export async function overridesOf(tx: Tx, actor: Actor, customerId: string): Promise<OverrideRow[]> {
  return (await overrides(actor, sql`o.customer_id = ${customerId}`, 100).execute(tx)).rows
}

export async function overrideById(tx: Tx, actor: Actor, id: string): Promise<OverrideRow | undefined> {
  return (await overrides(actor, sql`o.id = ${id}`, 1).execute(tx)).rows[0]
}

export async function insertOverride(
  tx: Tx,
  actor: Actor,
  row: { customerId: string; purpose: string | null; passes: string[]; reason: string; expiresAt: Temporal.Instant },
): Promise<string> {
  const { id } = await tx
    .insertInto('contact_override')
    .values({
      ...{ org_id: actor.orgId, customer_id: row.customerId, purpose: row.purpose, passes: row.passes },
      ...{ reason: row.reason, expires_at: row.expiresAt, asked_by: actor.staffId!, asked_at: actor.now },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Decides an override that waits: `decided`, or why not: it is decided or has expired (`over`), the actor asked for it
 * himself (`own`), or he withdraws what he did not ask for (`of-another`).
 */
export async function markDecided(
  tx: Tx,
  actor: Actor,
  given: { id: string; decision: 'approved' | 'refused' | 'withdrawn'; note: string },
): Promise<'decided' | 'over' | 'own' | 'of-another'> {
  const { rows } = await sql<{ own: boolean; over: boolean }>`
    select asked_by = ${actor.staffId} as own, decision is not null or expires_at <= ${actor.now} as over
    from contact_override where org_id = ${actor.orgId} and id = ${given.id} for update`.execute(tx)
  if (rows[0]?.over !== false) return 'over'
  if (given.decision === 'withdrawn' && !rows[0].own) return 'of-another'
  if (given.decision !== 'withdrawn' && rows[0].own) return 'own'
  await tx
    .updateTable('contact_override')
    .set({
      ...{ decision: given.decision, decided_by: actor.staffId, decided_at: actor.now, decision_note: given.note },
    })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', given.id)
    .execute()
  return 'decided'
}
