import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { planConfirmation } from './confirmation.ts'
import { isUnderWay } from './confirming-store.ts'
import { casesReasons } from './reasons.ts'
import { type SeenCase, seenCase } from './seen.ts'
import { holdCase, takeStep } from './step.ts'

/** Plans another confirming follow-up after one in which the customer was not heard; refused while one is under way. */
export async function confirmAgain(tx: Tx, actor: Actor, caseId: string): Promise<SeenCase> {
  permit(actor, 'cases.handle')
  const file = await holdCase(tx, actor, caseId, 'confirm-again')
  if (await isUnderWay(tx, actor, file.confirmingFollowupId!)) {
    throw new Refusal('conflict', casesReasons['still-being-confirmed'])
  }
  const followupId = await planConfirmation(tx, actor, file, {
    solverId: file.solvedBy!,
    solution: file.solution!,
  })
  await takeStep(tx, actor, file, 'confirm-again', {
    change: { confirming_followup_id: followupId, escalated_at: null },
  })
  return seenCase(tx, actor, caseId)
}
