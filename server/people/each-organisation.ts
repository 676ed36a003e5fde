import type { Actor } from '../platform/actor.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { organisationIds } from './store.ts'
import { systemActor } from './system-actor.ts'

const AT_MOST_PER_ROUND = 1000

/** Does work in each organisation, each time in a transaction of its own, again while it answers that there is more. */
export async function inEachOrganisation(
  db: Database,
  signal: AbortSignal,
  work: (tx: Tx, actor: Actor) => Promise<boolean>,
): Promise<void> {
  for (const orgId of await organisationIds(db)) {
    for (let round = 0; round < AT_MOST_PER_ROUND && !signal.aborted; round++) {
      const actor = await systemActor(db, orgId)
      if (!(await inScope(db, actor, tx => work(tx, actor)))) break
    }
  }
}
