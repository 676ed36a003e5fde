import { sql } from 'kysely'
import { type CustomerSplit, movedBySplit } from '../customers/index.ts'
import type { Tx } from '../platform/database.ts'

/** Whether a follow-up of a customer is in an agent's hand. */
export async function inHandOf(tx: Tx, orgId: string, customerId: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from followup f where f.org_id = ${orgId} and f.customer_id = ${customerId}
      and f.state = 'handed-out') as held`.execute(tx)
  return rows[0]?.held ?? false
}

/** Which follow-ups `r` go: those of an activity that goes, and those that go on with their matter. */
export const ofMovedActivity = (split: CustomerSplit) => sql`(
  r.activity_id in ${movedBySplit(split, 'activity')}
  or r.matter_of in (select f.id from followup f
    where f.org_id = r.org_id and f.customer_id = ${split.keptId}
      and f.activity_id in ${movedBySplit(split, 'activity')}))`
