import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { deleteDraft } from './draft-store.ts'
import { noted, writableDraft } from './locked-draft.ts'

/** Gives up what was being written; refuses a draft that waits for approval. What holds is not touched. */
export async function discardDraft(tx: Tx, actor: Actor): Promise<void> {
  permit(actor, 'campaigns.plan')
  const { baseVersion } = await writableDraft(tx, actor)
  await deleteDraft(tx, actor.orgId)
  await noted(tx, actor, 'draft-discarded', { baseVersion })
}
