import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { noteAdded, noteStale, takeChanged } from './changed-store.ts'
import { replanCustomers } from './replan-customers.ts'
import { currentRun, runOf } from './store.ts'

const AT_ONCE = 200
/** More than this in a minute, and the plan in force is said not to fit any more. */
const MANY = 2000

/**
 * Plans some of the customers again of whom something changed since; answers whether there are more. While a plan of all is
 * under way they wait for its end: it may have read them before.
 */
export async function replanChanged(tx: Tx, actor: Actor): Promise<boolean> {
  const latest = await runOf(tx, actor.orgId)
  if (!latest || latest.finishedAt === null) return false
  const customerIds = await takeChanged(tx, actor.orgId, AT_ONCE)
  if (customerIds.length === 0) return false
  await replanCustomers(tx, actor, customerIds)
  await announce(tx, actor.orgId, 'plans')
  return customerIds.length === AT_ONCE
}

/** Notes whose follow-ups came since the plan in force; of a great many it also says that the plan no longer fits. */
export async function lookForAdded(tx: Tx, actor: Actor): Promise<void> {
  const run = await currentRun(tx, actor.orgId)
  if (!run) return
  const found = await noteAdded(tx, actor, run, MANY)
  if (found === MANY) await noteStale(tx, actor.orgId, 'many-added')
}
