import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { open } from './opening.ts'
import { demandOwner, ownerFor } from './owner.ts'
import type { Severity } from './rules.ts'
import { type SeenCase, seenCase } from './seen.ts'

export interface OpenCase {
  customerId: string
  problem: string
  severity: Severity
  ownerId?: string | undefined
}

/** Opens a case by hand; the owner follows from the rule unless one is named who can handle it. */
export async function openCase(tx: Tx, actor: Actor, given: OpenCase): Promise<SeenCase> {
  permit(actor, 'cases.handle')
  const { branchId } = await customerBrief(tx, actor, given.customerId)
  const ownerId = given.ownerId
    ? await demandOwner(tx, actor, branchId, given.ownerId)
    : await ownerFor(tx, actor, branchId, null)
  const id = await open(tx, actor, {
    customerId: given.customerId,
    branchId,
    problem: given.problem,
    severity: given.severity,
    ownerId,
    createdBy: actor.staffId!,
    raisedByFollowupId: null,
  })
  return seenCase(tx, actor, id)
}
