import { recordSolved } from '../activity/index.ts'
import type { FollowupSettled, FollowupsClosed } from '../followups/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import { attemptsIn, escalateUnheard } from './confirming-store.ts'
import { caseClosed } from './facts.ts'
import { deadlineFromNow, open } from './opening.ts'
import { ownerFor } from './owner.ts'
import { casesReasons } from './reasons.ts'
import { CONFIRM_PURPOSE, CONFIRM_QUESTION, confirmationHeard } from './rules.ts'
import { takeStep } from './step.ts'
import { insertEvent, type LockedCase, lockCaseConfirmedBy, openCaseRaisedBy } from './store.ts'

/**
 * Hears that an attempt was reported: a problem becomes a case in the same transaction, with the supervisor as owner
 * and a deadline by severity. Said again about a case that is not closed, it becomes a note in it; said together with
 * “not solved” in a confirming follow-up, it becomes the reason of reopening.
 */
export async function problemRaised(tx: Tx, actor: Actor, settled: FollowupSettled): Promise<void> {
  if (!settled.problem) return
  const { text, severity } = settled.problem
  const confirming = settled.purpose === CONFIRM_PURPOSE
  if (confirming && confirmationHeard(settled) === 'customer-not-content') return
  const unsure = confirming && settled.answers[CONFIRM_QUESTION] !== true
  const known = unsure
    ? await lockCaseConfirmedBy(tx, actor, settled.followupId)
    : await openCaseRaisedBy(tx, actor, settled.followupId)
  if (known) return known.problem === text ? undefined : addWords(tx, actor, known.id, settled.staffId, text)
  await open(tx, actor, {
    customerId: settled.customerId,
    branchId: settled.branchId,
    problem: text,
    severity,
    ownerId: await ownerFor(tx, actor, settled.branchId, settled.staffId),
    createdBy: settled.staffId,
    raisedByFollowupId: settled.followupId,
  })
}

async function addWords(tx: Tx, actor: Actor, caseId: string, staffId: string, note: string): Promise<void> {
  await insertEvent(tx, actor, { caseId, staffId, kind: 'noted', note })
  await announce(tx, actor.orgId, 'cases')
}

/**
 * Hears what the customer said in a confirming follow-up: content closes the case; not content reopens it with a new
 * deadline; ended without an answer, the case goes on waiting and its owner is asked to act. Refuses the solver's own.
 */
export async function solutionConfirmed(tx: Tx, actor: Actor, settled: FollowupSettled): Promise<void> {
  if (settled.purpose !== CONFIRM_PURPOSE) return
  const step = confirmationHeard(settled)
  const file = step && (await lockCaseConfirmedBy(tx, actor, settled.followupId))
  if (!step || file?.state !== 'confirming') return
  if (step === 'customer-not-reached') {
    const confirmAttempts = file.confirmAttempts + (await attemptsIn(tx, actor, settled.followupId))
    const change = { escalated_at: actor.now, confirm_attempts: confirmAttempts }
    return takeStep(tx, actor, file, step, { change, note: settled.outcome, by: settled.staffId })
  }
  if (file.solvedBy === settled.staffId) throw new Refusal('conflict', casesReasons['solver-does-not-confirm'])
  return step === 'customer-content' ? close(tx, actor, file, settled) : reopen(tx, actor, file, settled)
}

/** Hears that follow-ups were closed by a rule: where one of them was to confirm a case, its owner is asked to act. */
export async function confirmationsClosed(tx: Tx, actor: Actor, { followupIds }: FollowupsClosed): Promise<void> {
  if ((await escalateUnheard(tx, actor, followupIds)) > 0) await announce(tx, actor.orgId, 'cases')
}

async function close(tx: Tx, actor: Actor, file: LockedCase, settled: FollowupSettled): Promise<void> {
  const { staffId, customerId, branchId } = settled
  const change = {
    closed_at: actor.now,
    closed_how: 'confirmed' as const,
    confirmed_by: staffId,
    escalated_at: null,
  }
  await takeStep(tx, actor, file, 'customer-content', { change, by: staffId })
  await recordSolved(tx, actor, customerId)
  await caseClosed.tell(tx, actor, { caseId: file.id, customerId, branchId, severity: file.severity })
}

async function reopen(tx: Tx, actor: Actor, file: LockedCase, settled: FollowupSettled): Promise<void> {
  const change = {
    reopened: file.reopened + 1,
    due_at: await deadlineFromNow(tx, actor, file.severity),
    overdue_at: null,
    escalated_at: null,
    escalation_level: 0,
    escalated_to: null,
  }
  const note = settled.problem?.text ?? ''
  return takeStep(tx, actor, file, 'customer-not-content', { change, note, by: settled.staffId })
}
