import { liveContact, registerStop, settleContact } from '../contacts/index.ts'
import { markPointWrong } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Answers } from '../scripts/rules.ts'
import { demandAllowed, demandSensibleTime } from './appointment.ts'
import { attemptsOf } from './attempt-store.ts'
import { checkedAnswers } from './checked-answers.ts'
import { endAttempt } from './end-attempt.ts'
import { demandInHand, holdFollowup } from './in-hand.ts'
import { reopenRepair } from './mend-point.ts'
import { followupsReasons } from './reasons.ts'
import { OUTCOMES, type OutcomeCode } from './rules.ts'
import { checkedCarried, type SettledCarried, settleCarried, stopRefused } from './settle-carried.ts'
import { type FollowupRow, followupById } from './store.ts'

export interface SettleFollowup {
  outcome: OutcomeCode
  note: string
  answers: Answers
  appointmentAt: Temporal.Instant | null
  sameAgent: boolean
  problem: { text: string; severity: 'low' | 'normal' | 'high' } | null
  stop: { purpose: string | null } | null
  /** What came of what the call carried; left out was not brought up. */
  carried?: readonly SettledCarried[] | undefined
}

/**
 * Reports the outcome of a call: the attempt is counted, the contact settled, a wrong number marked, a wish not to be
 * contacted registered, and the follow-up ended, put off or appointed, with all that its call carried: all or nothing. Sent
 * again by the same agent it changes nothing. Refuses a follow-up not in his hands, one not dialled, answers that do not fit, and an appointment
 * at which the contact policy would not let him call.
 */
export async function settleFollowup(
  tx: Tx,
  actor: Actor,
  followupId: string,
  given: SettleFollowup,
): Promise<FollowupRow> {
  permit(actor, 'followups.work')
  const followup = await holdFollowup(tx, actor, followupId)
  if (await isSentAgain(tx, actor, followup, given.outcome)) return followup
  await demandInHand(tx, actor, followup)
  demandPossible(actor, followup, given)
  const { outcome, note, problem } = given
  const rule = OUTCOMES[outcome]
  const [answers, contact, carried] = await Promise.all([
    checkedAnswers(tx, actor, followup, given.answers, outcome === 'completed'),
    liveContact(tx, actor.orgId, actor.staffId),
    checkedCarried(tx, actor, followup, rule.conversed, given.carried ?? []),
  ])
  if (contact?.state !== 'dialled') throw new Refusal('conflict', followupsReasons['not-dialled'])

  const settled = await settleContact(tx, actor, { contactId: contact.id, outcome, conversed: rule.conversed })
  if (rule.marksNumberWrong) {
    await markPointWrong(tx, actor, settled.contactPointId)
    await reopenRepair(tx, actor, settled.contactPointId)
  }
  const appointment = rule.next === 'appointment' ? await agreed(tx, actor, followup, given) : undefined
  const call = { contactId: contact.id, startedAt: settled.dialledAt, note }
  await settleCarried(tx, actor, followup, carried, { ...call, conversed: rule.conversed })
  const attempt = { ...call, staffId: actor.staffId!, outcome }
  await endAttempt(tx, actor, followup, { ...attempt, answers, problem, ...(appointment ? { appointment } : {}) })

  const stop = given.stop ?? (rule.stopsContacts ? { purpose: null } : null)
  if (stop)
    await registerStop(tx, actor, { ...stop, customerId: followup.customerId, source: 'agent', note, expiresAt: null })
  await stopRefused(tx, actor, carried.broughtUp, note)
  await announce(tx, actor.orgId, 'followups')
  return (await followupById(tx, actor, followupId))!
}

/** Whether the same agent has reported this very outcome already, and nobody else has worked on it since. */
async function isSentAgain(tx: Tx, actor: Actor, followup: FollowupRow, outcome: OutcomeCode): Promise<boolean> {
  if (followup.state === 'handed-out') return false
  const last = (await attemptsOf(tx, actor.orgId, followup.id))[0]
  return last?.staffId === actor.staffId && last?.outcome === outcome
}

function demandPossible(actor: Actor, followup: FollowupRow, { outcome, appointmentAt }: SettleFollowup): void {
  const refuse = (reason: keyof typeof followupsReasons) => new Refusal('invalid', followupsReasons[reason])
  if (OUTCOMES[outcome].automatic) throw refuse('outcome-not-for-agents')
  if (OUTCOMES[outcome].next !== 'appointment') return
  if (!appointmentAt) throw refuse('appointment-needed')
  demandSensibleTime(actor, followup, appointmentAt)
}

/** The appointment that was agreed; refused when the contact policy would not allow a call then. */
async function agreed(tx: Tx, actor: Actor, followup: FollowupRow, { appointmentAt, sameAgent }: SettleFollowup) {
  const at = appointmentAt!
  await demandAllowed(tx, actor, followup, at)
  return { at, reservedFor: sameAgent ? actor.staffId : null }
}
