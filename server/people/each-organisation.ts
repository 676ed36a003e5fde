import type { Actor } from '../platform/actor.ts'
import { atLeisure } from '../platform/at-leisure.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { organisationIds } from './store.ts'
import { systemActor } from './system-actor.ts'

const AT_MOST_PER_ROUND = 1000

/**
 * Does work in each organisation, at leisure, each time in a transaction of its own, again while it answers that there is
 * more. It is told how many to take on, which it may leave unheeded.
 */
export async function inEachOrganisation(
  db: Database,
  signal: AbortSignal,
  work: (tx: Tx, actor: Actor, size: number) => Promise<boolean>,
): Promise<void> {
  for (const orgId of await organisationIds(db)) {
    if (signal.aborted) return
    let rounds = 0
    const chunk = async (size: number): Promise<boolean> => {
      const actor = await systemActor(db, orgId)
      const more = await inScope(db, actor, tx => work(tx, actor, size))
      return more && ++rounds < AT_MOST_PER_ROUND && !signal.aborted
    }
    await atLeisure(chunk, signal)
  }
}
