import { verdictInWords } from '../contacts/index.ts'
import { may, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { demandAllowed, demandSensibleTime, verdictAt } from './appointment.ts'
import { clashesOf, setAppointment } from './appointment-store.ts'
import { insertFollowupEvent } from './event-store.ts'
import { followupsTimed } from './followup-facts.ts'
import { holdFollowup } from './in-hand.ts'
import { workerById } from './people-store.ts'
import { followupsReasons } from './reasons.ts'
import { IN_HAND_STATES, isStateIn } from './rules.ts'
import { type FollowupRow, followupById } from './store.ts'

interface Wanted {
  at: Temporal.Instant
  /** The agent it is kept for; `null` for any of the team. */
  staffId: string | null
}

/** What the contact policy says to an appointment at another time, and what else the agent has agreed to around it. */
export async function checkAppointment(tx: Tx, actor: Actor, followupId: string, wanted: Wanted, language: Language) {
  permit(actor, 'followups.work')
  const followup = await followupById(tx, actor, followupId)
  if (!followup) throw notFound()
  demandMovable(actor, followup)
  demandSensibleTime(actor, followup, wanted.at)
  const { verdict, timeZone } = await verdictAt(tx, actor, followup, wanted.at)
  const { staffId, at } = wanted
  const clashes = staffId ? await clashesOf(tx, actor, { staffId, at, without: followupId }) : []
  return { verdict: verdictInWords(verdict, timeZone, language, actor.now), clashes }
}

/**
 * Moves an appointment to another time, or to another agent. An agent moves his own; who plans follow-ups moves any.
 * Refused when the contact policy would not allow a call then, when somebody has it in hand, and when it has ended.
 */
export async function moveAppointment(
  tx: Tx,
  actor: Actor,
  followupId: string,
  wanted: Wanted & { note: string },
): Promise<FollowupRow> {
  permit(actor, 'followups.work')
  const followup = await holdFollowup(tx, actor, followupId)
  demandMovable(actor, followup)
  demandSensibleTime(actor, followup, wanted.at)
  await demandAllowed(tx, actor, followup, wanted.at)
  const worker = wanted.staffId ? await workerById(tx, actor, wanted.staffId) : null
  const cannot = worker === undefined || (worker && !worker.branchIds.includes(followup.branchId))
  if (cannot || (worker && worker.id === followup.notBy)) {
    throw new Refusal('invalid', followupsReasons['person-does-not-work'])
  }
  await setAppointment(tx, actor, followupId, wanted)
  const facts = { from: followup.appointmentAt?.toString(), to: wanted.at.toString(), forName: worker?.name ?? null }
  await insertFollowupEvent(tx, actor, { followupId, kind: 'appointment-moved', facts, note: wanted.note })
  await followupsTimed.tell(tx, actor, { customerIds: [followup.customerId] })
  await announce(tx, actor.orgId, 'followups')
  return (await followupById(tx, actor, followupId))!
}

function demandMovable(actor: Actor, { state, appointmentAt, reservedFor, handedToName }: FollowupRow): void {
  if (!may(actor, 'followups.plan') && reservedFor !== actor.staffId) {
    throw new Refusal('conflict', followupsReasons['kept-for-another'])
  }
  if (isStateIn(IN_HAND_STATES, state)) {
    throw new Refusal('conflict', followupsReasons['in-hand-now'], { name: handedToName })
  }
  if (state !== 'waiting') throw new Refusal('conflict', followupsReasons['already-settled'])
  if (!appointmentAt) throw new Refusal('conflict', followupsReasons['no-appointment'])
}
