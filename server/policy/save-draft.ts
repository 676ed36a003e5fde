import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { differences } from './diff-rules.ts'
import { type DraftRow, writeDraft } from './draft-store.ts'
import { noted, writableDraft } from './locked-draft.ts'
import { policyReasons } from './reasons.ts'
import { wireOf } from './wire-rules.ts'

/**
 * Keeps what has been written so far, right or not. Who saves is one of its writers from then on, unless he changed
 * nothing. Refuses a draft that was saved by another since it was read, and one that waits for approval.
 */
export async function saveDraft(
  tx: Tx,
  actor: Actor,
  given: Pick<DraftRow, 'saves' | 'content' | 'reason' | 'takesEffectOn'>,
): Promise<void> {
  permit(actor, 'campaigns.plan')
  const draft = await writableDraft(tx, actor)
  if (draft.saves !== given.saves) {
    throw new Refusal('conflict', policyReasons['draft-changed'], { by: draft.savedBy.name })
  }
  const changes = differences(wireOf(draft.content), wireOf(given.content))
  const isSame =
    changes.length === 0 &&
    draft.reason === given.reason &&
    String(draft.takesEffectOn) === String(given.takesEffectOn) &&
    JSON.stringify(wireOf(draft.content)) === JSON.stringify(wireOf(given.content))
  if (isSame) return
  await writeDraft(tx, actor, given)
  await noted(tx, actor, 'draft-saved', {
    baseVersion: draft.baseVersion,
    rules: changes.map(({ before, after }) => (after ?? before)!.name),
  })
}
