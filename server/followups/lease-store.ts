import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** A follow-up whose lease ran out and that nobody holds, held until the transaction ends; the longest over first. */
export async function holdRunOut(tx: Tx, actor: Actor): Promise<{ id: string; handedTo: string } | undefined> {
  const { rows } = await sql<{ id: string; handedTo: string }>`
    select f.id, f.handed_to as "handedTo" from followup f
    where f.org_id = ${actor.orgId} and f.state = 'handed-out' and f.lease_until < ${actor.now}
    order by f.lease_until limit 1 for update skip locked`.execute(tx)
  return rows[0]
}
