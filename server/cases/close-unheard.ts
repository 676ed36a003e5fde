import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { isUnderWay } from './confirming-store.ts'
import { casesReasons } from './reasons.ts'
import { ATTEMPTS_BEFORE_CLOSING, whyNotUnheard } from './rules.ts'
import { type SeenCase, seenCase } from './seen.ts'
import { holdCase, takeStep } from './step.ts'

/**
 * Ends a solved case whose customer was called in vain as often as is stated, with the reason; it counts as not reached,
 * never as confirmed. Refused to the solver, while the customer is still being called, and after fewer attempts.
 */
export async function closeUnheard(tx: Tx, actor: Actor, caseId: string, note: string): Promise<SeenCase> {
  permit(actor, 'cases.handle')
  const file = await holdCase(tx, actor, caseId, 'close-unheard')
  const underWay = await isUnderWay(tx, actor, file.confirmingFollowupId!)
  const why = underWay ? 'still-being-confirmed' : whyNotUnheard({ ...file, by: actor.staffId })
  if (why)
    throw new Refusal('conflict', casesReasons[why], { needed: ATTEMPTS_BEFORE_CLOSING, made: file.confirmAttempts })
  const change = {
    closed_how: 'not-reached' as const,
    closed_by: actor.staffId!,
    closed_at: actor.now,
    escalated_at: null,
  }
  await takeStep(tx, actor, file, 'close-unheard', { change, note })
  return seenCase(tx, actor, caseId)
}
