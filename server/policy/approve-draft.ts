import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { bringInForce } from './bring-in-force.ts'
import { deleteDraft } from './draft-store.ts'
import { noted, waitingDraft } from './locked-draft.ts'
import { policyReasons } from './reasons.ts'
import { decideVersion, type SeenVersion, seenVersion } from './version-store.ts'

/**
 * Approves the version the actor has read. It holds at once, or from the day it names; the draft it was made of ends.
 * Refuses whoever wrote or submitted it (docs/decisions/0010-who-is-the-second-person.md).
 */
export async function approveDraft(tx: Tx, actor: Actor, given: { version: number }): Promise<SeenVersion> {
  permit(actor, 'contacts.policy')
  const { version } = given
  await waitingDraft(tx, actor, version)
  const seen = (await seenVersion(tx, actor.orgId, version))!
  if (seen.writtenBy.some(writer => writer.id === actor.staffId)) {
    throw new Refusal('conflict', policyReasons['second-person-needed'])
  }
  await decideVersion(tx, actor, version, 'approved')
  await deleteDraft(tx, actor.orgId)
  await noted(tx, actor, 'approved', { version, takesEffectOn: seen.takesEffectOn?.toString() ?? null })
  await bringInForce(tx, actor)
  return (await seenVersion(tx, actor.orgId, version))!
}
