import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { type DraftRow, draftOf } from './draft-store.ts'
import { policyReasons } from './reasons.ts'
import { lockPolicy } from './version-store.ts'

/** Refuses an actor of a branch below the root: the policy holds for the whole organisation. */
export function demandWhole(actor: Actor): void {
  if (actor.ancestorIds.length > 0) throw new Refusal('conflict', policyReasons['policy-of-the-whole'])
}

/** The draft, locked until the transaction ends; of two people at once the second is judged by what the first left. */
export async function lockedDraft(tx: Tx, actor: Actor): Promise<DraftRow> {
  demandWhole(actor)
  await lockPolicy(tx, actor.orgId)
  const draft = await draftOf(tx, actor.orgId)
  if (!draft) throw new Refusal('conflict', policyReasons['no-draft'])
  return draft
}

/** The draft, locked, which can be written; refuses one that waits for approval. */
export async function writableDraft(tx: Tx, actor: Actor): Promise<DraftRow> {
  const draft = await lockedDraft(tx, actor)
  const version = draft.submittedVersion
  if (version !== null) throw new Refusal('conflict', policyReasons['draft-waits'], { version })
  return draft
}

/** The draft, locked, of which a version waits: the one given, when one is. */
export async function waitingDraft(tx: Tx, actor: Actor, version?: number): Promise<DraftRow & { waiting: number }> {
  const draft = await lockedDraft(tx, actor)
  const waiting = draft.submittedVersion
  if (waiting === null || (version !== undefined && version !== waiting)) {
    throw new Refusal('conflict', policyReasons['draft-not-waiting'])
  }
  return { ...draft, waiting }
}

/** Writes down for good what was done to the policy, and tells the screens that show it. */
export async function noted(tx: Tx, actor: Actor, action: string, facts: Record<string, unknown>): Promise<void> {
  await record(tx, actor, `contact-policy.${action}`, 'contact-policy', null, facts)
  await announce(tx, actor.orgId, 'policy')
}
