import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** Lets the lease of what a member of staff has in hand run out at this moment; answers whether he had anything. */
export async function endLeaseOf(tx: Tx, actor: Actor, staffId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update followup set lease_until = ${actor.now}::timestamptz - interval '1 ms'
    where org_id = ${actor.orgId} and state = 'handed-out' and handed_to = ${staffId}`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}
