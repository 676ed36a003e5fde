import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { markDraft } from './draft-store.ts'
import { noted, waitingDraft } from './locked-draft.ts'
import { decideVersion } from './version-store.ts'

/** Gives what was submitted back to its writers, with what has to change; what holds goes on. */
export async function returnDraft(tx: Tx, actor: Actor, given: { version: number; note: string }): Promise<void> {
  permit(actor, 'contacts.policy')
  const { version, note } = given
  await waitingDraft(tx, actor, version)
  await decideVersion(tx, actor, version, 'returned', note)
  await markDraft(tx, actor.orgId, { submittedVersion: null, returnedVersion: version })
  await noted(tx, actor, 'returned', { version, note })
}
