import { organisationIds, systemActor } from '../server/people/index.ts'
import { runPlan, startPlan } from '../server/planner/index.ts'
import { type Database, inScope } from '../server/platform/database.ts'

/**
 * Plans the coming days of every demo business, as the night does; it takes about a second. It works in transactions of
 * its own beside others, so it comes after the one that filled them.
 */
export async function planDemoDays(db: Database): Promise<void> {
  for (const orgId of await organisationIds(db)) {
    const system = await systemActor(db, orgId)
    const { id } = await inScope(db, system, tx => startPlan(tx, system))
    await runPlan(db, { orgId, runId: id }, new AbortController().signal)
  }
}
