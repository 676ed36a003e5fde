import { sql } from 'kysely'
import { asArray, type Tx } from '../platform/database.ts'

export interface InCharge {
  id: string
  name: string
  duties: readonly string[]
}

/** Today is the day of this zone. */
interface Asking {
  orgId: string
  now: Temporal.Instant
  timeZone: string
}

/**
 * Who is in charge of which matters at customers today, those appointed last first. Of a stretch of customers all
 * are read, since most of them are asked about.
 */
export async function personsInCharge(
  tx: Tx,
  { orgId, now, timeZone }: Asking,
  which: { from: string; to: string } | { ids: readonly string[] },
): Promise<Map<string, InCharge[]>> {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const { rows } = await sql<InCharge & { customerId: string }>`
    select p.customer_id as "customerId", p.id, p.name, p.duties from person_in_charge p
    where p.org_id = ${orgId} and p.ended_at is null
      and ${
        'ids' in which
          ? sql`p.customer_id = any (${asArray(which.ids)}::uuid[])`
          : sql`p.customer_id between ${which.from}::uuid and ${which.to}::uuid`
      }
      and (p.valid_from is null or p.valid_from <= ${today}::date)
      and (p.valid_until is null or p.valid_until >= ${today}::date)
    order by p.customer_id, p.valid_from desc nulls last, p.id desc`.execute(tx)
  return Map.groupBy(rows, ({ customerId }) => customerId)
}
