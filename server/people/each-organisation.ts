import type { Actor } from '../platform/actor.ts'
import { atLeisure } from '../platform/at-leisure.ts'
import { type Database, inScope, type Tx } from '../platform/database.ts'
import { organisationIds } from './store.ts'
import { systemActor } from './system-actor.ts'

const AT_MOST_PER_ROUND = 1000

/**
 * Does work in each organisation, at leisure, each time in a transaction of its own, again while it answers that there is
 * more. It is told how many to take on, which it may leave unheeded. Where it fails in one the others have their turn
 * nevertheless; then all faults are thrown together.
 */
export async function inEachOrganisation(
  db: Database,
  signal: AbortSignal,
  work: (tx: Tx, actor: Actor, size: number) => Promise<boolean>,
): Promise<void> {
  const faults: unknown[] = []
  for (const orgId of await organisationIds(db)) {
    if (signal.aborted) break
    let rounds = 0
    const chunk = async (size: number): Promise<boolean> => {
      const actor = await systemActor(db, orgId)
      const more = await inScope(db, actor, tx => work(tx, actor, size))
      return more && ++rounds < AT_MOST_PER_ROUND && !signal.aborted
    }
    await atLeisure(chunk, signal).catch(error => {
      if (signal.aborted) throw error
      faults.push(error)
    })
  }
  if (faults.length > 0) throw new AggregateError(faults, 'some organisations were not served')
}
