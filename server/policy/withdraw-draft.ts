import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { markDraft } from './draft-store.ts'
import { noted, waitingDraft } from './locked-draft.ts'
import { decideVersion } from './version-store.ts'

/** Takes back what was submitted, to change it; refuses when it has been decided meanwhile. */
export async function withdrawDraft(tx: Tx, actor: Actor): Promise<void> {
  permit(actor, 'campaigns.plan')
  const { waiting: version } = await waitingDraft(tx, actor)
  await decideVersion(tx, actor, version, 'withdrawn')
  await markDraft(tx, actor.orgId, { submittedVersion: null })
  await noted(tx, actor, 'withdrawn', { version })
}
