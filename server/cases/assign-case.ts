import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { demandOwner } from './owner.ts'
import { type SeenCase, seenCase } from './seen.ts'
import { holdCase, takeStep } from './step.ts'

/** Gives a case to another owner of its branch or of one above, who may handle cases. */
export async function assignCase(
  tx: Tx,
  actor: Actor,
  caseId: string,
  given: { ownerId: string; note: string },
): Promise<SeenCase> {
  permit(actor, 'cases.handle')
  const file = await holdCase(tx, actor, caseId, 'assign')
  const ownerId = await demandOwner(tx, actor, file.branchId, given.ownerId)
  await takeStep(tx, actor, file, 'assign', { change: { owner_id: ownerId }, note: given.note, to: ownerId })
  return seenCase(tx, actor, caseId)
}
