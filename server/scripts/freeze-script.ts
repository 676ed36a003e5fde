import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { record } from '../privacy/index.ts'
import { markFrozen } from './store.ts'

/** Freezes a script because a campaign is submitted with it; one that is frozen already stays as it is. */
export async function freezeScript(tx: Tx, actor: Actor, scriptId: string): Promise<void> {
  permit(actor, 'campaigns.plan')
  if (await markFrozen(tx, actor.orgId, scriptId, actor.now)) {
    await record(tx, actor, 'script-frozen', 'script', scriptId)
  }
}
