import type { Actor } from '../platform/actor.ts'
import { clockNow } from '../platform/clock.ts'
import { type Database, inScope } from '../platform/database.ts'
import { branchScope, rootBranch } from './store.ts'

/** The system itself, for background work in one organisation: it sees all branches and may do everything. */
export async function systemActor(db: Database, orgId: string, now = clockNow()): Promise<Actor> {
  return inScope(db, { orgId, branchIds: [], ancestorIds: [] }, async tx => {
    const { id } = await rootBranch(tx, orgId)
    const scope = await branchScope(tx, orgId, id)
    return {
      orgId,
      staffId: null,
      branchId: id,
      name: 'system',
      roles: [],
      now,
      requestId: crypto.randomUUID(),
      ...scope,
    }
  })
}
