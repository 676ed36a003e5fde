import { contactablePoints, permittedHours } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Answer } from '../scripts/rules.ts'
import { type AttemptRow, attemptsOf, insertAttempt, type NewAttempt } from './attempt-store.ts'
import { followupSettled } from './followup-facts.ts'
import { type Leaving, leave } from './leave-store.ts'
import { type Circumstances, OUTCOMES, type Settlement, settlementOf } from './rules.ts'
import type { FollowupRow } from './store.ts'

export interface EndedAttempt extends Omit<NewAttempt, 'followupId'> {
  appointment?: { at: Temporal.Instant; reservedFor: string | null }
  answers?: Record<string, Answer>
  problem?: { text: string; severity: 'low' | 'normal' | 'high' } | null
}

const DAY = { hours: 24 }

/**
 * Counts an attempt that has just ended, and lets the follow-up become what its outcome leads to. The caller holds
 * customer and follow-up, and has settled the contact and marked a wrong number.
 */
export async function endAttempt(
  tx: Tx,
  actor: Actor,
  followup: FollowupRow,
  attempt: EndedAttempt,
): Promise<Settlement> {
  const { outcome, appointment, staffId } = attempt
  const [numbers, attempts, opens] = await Promise.all([
    contactablePoints(tx, actor.orgId, followup.customerId),
    followup.attempts > 0 ? attemptsOf(tx, actor.orgId, followup.id) : [],
    // The hours matter to those alone that are tried again at another part of the day.
    OUTCOMES[outcome].elsewhen ? permittedHours(tx, actor, followup.customerId) : () => null,
  ])
  const circumstances = circumstancesOf(actor, numbers.length, attempts, opens)
  const settlement = settlementOf(outcome, followup, circumstances, appointment?.at ?? null)
  const { answers } = attempt
  await Promise.all([
    insertAttempt(tx, actor, { ...attempt, followupId: followup.id }),
    leave(tx, actor, followup.id, leavingBy(settlement, followup, appointment), { outcome, answers }),
  ])
  await followupSettled.tell(tx, actor, {
    followupId: followup.id,
    customerId: followup.customerId,
    branchId: followup.branchId,
    purpose: followup.purpose,
    outcome,
    conversed: OUTCOMES[outcome].conversed,
    answers: answers ?? followup.answers,
    problem: attempt.problem ?? null,
    staffId,
    final: settlement.kind === 'done' || settlement.kind === 'closed',
  })
  return settlement
}

/**
 * What settling an attempt now rests on.
 * @param attempts those before it, newest first
 * @param opens the first permitted instant from a given one on
 */
export function circumstancesOf(
  actor: Actor,
  numbersLeft: number,
  attempts: readonly AttemptRow[],
  opens: Circumstances['opens'],
): Circumstances {
  return { now: actor.now, numbersLeft, tried: attempts.map(({ startedAt }) => startedAt).reverse(), opens }
}

function leavingBy(
  settlement: Settlement,
  { expiresAt }: FollowupRow,
  appointment: EndedAttempt['appointment'],
): Leaving {
  if (settlement.kind === 'done') return { state: 'done' }
  if (settlement.kind === 'closed') return { state: 'closed', reason: settlement.reason }
  if (settlement.kind === 'by-mail') {
    return { state: 'to-mail', dueAt: settlement.dueAt, channels: ['email'] }
  }
  if (settlement.kind !== 'appointment' || !appointment) {
    return { state: 'waiting', dueAt: settlement.dueAt, appointment: null }
  }
  // The customer chose the time himself, so the follow-up lives on for it.
  const dayAfter = appointment.at.add(DAY)
  const later = Temporal.Instant.compare(dayAfter, expiresAt) > 0 ? dayAfter : expiresAt
  return { state: 'waiting', dueAt: settlement.dueAt, appointment: { ...appointment, expiresAt: later } }
}
