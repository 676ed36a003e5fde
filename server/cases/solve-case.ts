import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { planConfirmation } from './confirmation.ts'
import { type SeenCase, seenCase } from './seen.ts'
import { holdCase, takeStep } from './step.ts'

/**
 * Says how a case was solved. It does not close: a confirming follow-up is planned, and somebody other than the solver
 * asks the customer. Refused when nobody else could ask.
 */
export async function solveCase(tx: Tx, actor: Actor, caseId: string, solution: string): Promise<SeenCase> {
  permit(actor, 'cases.handle')
  const file = await holdCase(tx, actor, caseId, 'solve')
  const solverId = actor.staffId!
  const followupId = await planConfirmation(tx, actor, file, { solverId, solution })
  await takeStep(tx, actor, file, 'solve', {
    change: {
      solution,
      solved_by: solverId,
      solved_at: actor.now,
      confirming_followup_id: followupId,
      confirm_attempts: 0,
      escalated_to: null,
    },
    note: solution,
  })
  return seenCase(tx, actor, caseId)
}
