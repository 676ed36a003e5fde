import { sql } from 'kysely'
import { mergedInto } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'
import type { VerdictCode } from './reasons.ts'

export interface LoggedRow {
  id: string
  at: Temporal.Instant
  moment: 'plan' | 'hand-out' | 'dial' | 'elsewhere'
  kind: 'allow' | 'defer' | 'deny'
  until: Temporal.Instant | null
  reasons: { code: VerdictCode; facts: Record<string, unknown> }[]
  policyVersion: number
  ofMerged: string | null
}

/** One more verdict on a customer, and on those merged into him, than `limit`: newest first, after a row by time and id. */
export async function verdictsOf(
  tx: Tx,
  orgId: string,
  customerId: string,
  given: { after?: readonly string[] | undefined; limit: number },
): Promise<LoggedRow[]> {
  const { rows } = await sql<LoggedRow>`
    select v.id, v.at, v.moment, v.kind, v.until, v.reasons, v.policy_version as "policyVersion", w.name as "ofMerged"
    from (select ${customerId}::uuid as id, null::text as name union all ${mergedInto(orgId, customerId)}) w
    join verdict v on v.org_id = ${orgId} and v.customer_id = w.id
    where ${given.after ? sql`(v.at, v.id) < (${given.after[0]}::timestamptz, ${given.after[1]}::uuid)` : sql`true`}
    order by v.at desc, v.id desc limit ${given.limit + 1}`.execute(tx)
  return rows
}
