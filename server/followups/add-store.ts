import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { AddFollowups } from './add-followups.ts'
import { OPEN_STATES } from './rules.ts'
import { stateIn } from './situation-store.ts'

/** A follow-up for each customer of the actor's branches who has none open; answers for whom. */
export async function insertFollowups(
  tx: Tx,
  actor: Actor,
  customerIds: readonly string[],
  {
    teamId,
    scriptId,
    purpose,
    reason,
    dueAt,
    expiresAt,
    priority,
    maxAttempts,
  }: AddFollowups & { maxAttempts: number },
): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    insert into followup (org_id, customer_id, branch_id, team_id, script_id, purpose, reason, priority, max_attempts,
      state, due_at, expires_at, created_at)
    select c.org_id, c.id, c.branch_id, ${teamId}, ${scriptId}, ${purpose}, ${reason}, ${priority}, ${maxAttempts},
      'waiting', ${dueAt}, ${expiresAt}, ${actor.now}
    from customer c
    where c.org_id = ${actor.orgId} and c.id = any (${[...customerIds]}::uuid[])
      and c.branch_id = any (${[...actor.branchIds]}::uuid[]) and c.merged_into is null
      and not exists (select from followup f where f.org_id = c.org_id and f.customer_id = c.id
        and ${stateIn(OPEN_STATES)})
    returning customer_id as "customerId"`.execute(tx)
  return rows.map(row => row.customerId)
}
