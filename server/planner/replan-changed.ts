import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { noteAdded, noteChanged, noteStale, takeChanged } from './changed-store.ts'
import { replanCustomers } from './replan-customers.ts'
import { currentRun, runOf } from './store.ts'

const AT_ONCE = 200
/** More than this in a minute, and the plan in force is said not to fit any more. */
const MANY = 2000

/**
 * Plans some of the customers again of whom something changed since; answers whether there were any. They are taken in a
 * transaction of its own, or whoever changes something of them meanwhile would wait for their planning.
 */
export async function replanChanged(db: Database, actor: Actor): Promise<boolean> {
  const customerIds = await inScope(db, actor, tx => taken(tx, actor))
  if (customerIds.length === 0) return false
  try {
    await inScope(db, actor, async tx => {
      await replanCustomers(tx, actor, customerIds)
      await announce(tx, actor.orgId, 'plans')
    })
  } catch (error) {
    await inScope(db, actor, tx => noteChanged(tx, actor, customerIds))
    throw error
  }
  return true
}

/** While a plan of all is under way they wait for its end: it may have read them before. */
async function taken(tx: Tx, actor: Actor): Promise<string[]> {
  const latest = await runOf(tx, actor.orgId)
  return latest?.finishedAt ? takeChanged(tx, actor.orgId, AT_ONCE) : []
}

/** Notes whose follow-ups came since the plan in force; of a great many it also says that the plan no longer fits. */
export async function lookForAdded(tx: Tx, actor: Actor): Promise<void> {
  const run = await currentRun(tx, actor.orgId)
  if (!run) return
  const found = await noteAdded(tx, actor, run, MANY)
  if (found === MANY) await noteStale(tx, actor.orgId, 'many-added')
}
