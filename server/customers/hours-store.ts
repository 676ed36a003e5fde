import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { GoodWindow, HoursSource } from './facts-rules.ts'

export interface GoodHours {
  windows: GoodWindow[]
  notBefore: string | null
  notAfter: string | null
  source: HoursSource
  note: string
}

export interface GoodHoursRow extends GoodHours {
  /** The customer's zone, else the organisation's. */
  timeZone: string
  updatedByName: string | null
  updatedAt: Temporal.Instant
}

/** When a customer likes to be rung, in his own time zone; `undefined` when he has not said. */
export async function goodHours(tx: Tx, orgId: string, customerId: string): Promise<GoodHoursRow | undefined> {
  const { rows } = await sql<GoodHoursRow>`
    select h.windows, h.not_before as "notBefore", h.not_after as "notAfter", h.source, h.note,
      coalesce(c.time_zone, o.time_zone) as "timeZone", s.name as "updatedByName", h.updated_at as "updatedAt"
    from good_hours h
    join customer c on c.org_id = h.org_id and c.id = h.customer_id
    join organisation o on o.id = h.org_id
    left join staff s on s.org_id = h.org_id and s.id = h.updated_by
    where h.org_id = ${orgId} and h.customer_id = ${customerId}`.execute(tx)
  return rows[0]
}

/** Keeps a customer's good hours, or forgets them. */
export async function keepGoodHours(tx: Tx, actor: Actor, customerId: string, hours: GoodHours | null): Promise<void> {
  if (!hours) {
    await tx.deleteFrom('good_hours').where('org_id', '=', actor.orgId).where('customer_id', '=', customerId).execute()
    return
  }
  const row = {
    windows: JSON.stringify(hours.windows),
    not_before: hours.notBefore,
    not_after: hours.notAfter,
    source: hours.source,
    note: hours.note,
    import_id: null,
    updated_by: actor.staffId,
    updated_at: actor.now,
  }
  await tx
    .insertInto('good_hours')
    .values({ org_id: actor.orgId, customer_id: customerId, ...row })
    .onConflict(conflict => conflict.columns(['org_id', 'customer_id']).doUpdateSet(row))
    .execute()
}
