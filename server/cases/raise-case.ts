import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { open } from './opening.ts'
import { ownerFor } from './owner.ts'
import type { Severity } from './rules.ts'
import { type SeenCase, seenCase } from './seen.ts'

/**
 * Takes down a complaint a customer made to whoever answered him; owner and deadline follow from the rules, and whoever
 * took it down is passed over as its owner while there is anybody else. Refuses a customer outside the actor's branches.
 */
export async function raiseCase(
  tx: Tx,
  actor: Actor,
  given: { customerId: string; problem: string; severity: Severity },
): Promise<SeenCase> {
  permit(actor, 'cases.raise')
  const { branchId } = await customerBrief(tx, actor, given.customerId)
  const id = await open(tx, actor, {
    ...given,
    branchId,
    ownerId: await ownerFor(tx, actor, branchId, actor.staffId),
    createdBy: actor.staffId!,
    raisedByFollowupId: null,
  })
  return seenCase(tx, actor, id)
}
