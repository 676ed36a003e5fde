import { sql } from 'kysely'
import { daysBefore, olderOrYounger, teachField } from '../segments/index.ts'

/** Lets conditions ask the ledger: how long ago the customer was last spoken to. One never spoken to satisfies neither. */
export function teachContactFields(): void {
  teachField(
    'contacts.last',
    ({ operator, value }, now) => sql`coalesce((
      select ${olderOrYounger(operator, sql`max(k.dialled_at)`, daysBefore(now, value))} from contact k
      where k.org_id = c.org_id and k.customer_id = c.id and k.conversed and k.dialled_at <= ${now}), false)`,
  )
}
