import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { RunPhase } from './outcome-rules.ts'

/** The last runs that were begun, the newest first. */
export async function lastRuns(tx: Tx, orgId: string): Promise<{ phase: RunPhase; at: Temporal.Instant }[]> {
  const { rows } = await sql<{ phase: RunPhase; at: Temporal.Instant }>`
    select phase, started_at as at from plan_run where org_id = ${orgId} order by started_at desc, id desc limit 10`.execute(
    tx,
  )
  return rows
}
