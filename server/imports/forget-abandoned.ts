import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { cancelImport } from './cancel-import.ts'
import { abandonedRuns } from './store.ts'

const KEPT_HOURS = 7 * 24

/** Cancels imports that have waited or failed for a week, so that their files are not kept for ever. */
export async function forgetAbandoned(tx: Tx, actor: Actor): Promise<void> {
  const before = actor.now.subtract({ hours: KEPT_HOURS })
  for (const importId of await abandonedRuns(tx, actor.orgId, before)) await cancelImport(tx, actor, importId)
}
