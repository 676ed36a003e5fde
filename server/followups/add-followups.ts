import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound } from '../platform/refusal.ts'
import { type AddFollowup, demandTimeLeft, MAX_ATTEMPTS } from './add-followup.ts'
import { insertFollowups } from './add-store.ts'
import { followupsTimed } from './followup-facts.ts'
import { canBeAdded } from './store.ts'

/** The follow-up that each of several customers gets; see `addFollowup`. */
export type AddFollowups = Pick<
  AddFollowup,
  'teamId' | 'scriptId' | 'purpose' | 'reason' | 'dueAt' | 'expiresAt' | 'priority'
>

/**
 * Adds one follow-up for each of many customers, waiting; answers how many. Who is not in the actor's branches, was merged
 * into another or has an open follow-up already gets none. Refuses what `addFollowup` refuses.
 */
export async function addFollowups(
  tx: Tx,
  actor: Actor,
  customerIds: readonly string[],
  given: AddFollowups,
): Promise<number> {
  permit(actor, 'followups.plan')
  if (!(await canBeAdded(tx, actor, given))) throw notFound()
  demandTimeLeft(actor, given)
  const added = await insertFollowups(tx, actor, customerIds, { ...given, maxAttempts: MAX_ATTEMPTS })
  if (added.length === 0) return 0
  await followupsTimed.tell(tx, actor, { customerIds: added })
  await announce(tx, actor.orgId, 'followups')
  return added.length
}
