import { sql } from 'kysely'
import { stateIn } from '../followups/index.ts'
import { OPEN_STATES } from '../followups/rules.ts'
import type { WorkHeld } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** How much of the work belongs to branches: for whoever moves or closes one. */
export async function workOfBranches(tx: Tx, actor: Actor, branchIds: readonly string[]): Promise<WorkHeld> {
  const theirs = sql`org_id = ${actor.orgId} and branch_id = any (${[...branchIds]}::uuid[])`
  const { rows } = await sql<WorkHeld>`
    select
      (select count(*)::int from customer where ${theirs}) as customers,
      (select count(*)::int from campaign where ${theirs} and state <> 'stopped') as campaigns,
      (select count(*)::int from followup where ${theirs} and ${stateIn(OPEN_STATES, sql`state`)}) as followups,
      (select count(*)::int from case_file where ${theirs} and state <> 'closed') as cases`.execute(tx)
  return rows[0]!
}
