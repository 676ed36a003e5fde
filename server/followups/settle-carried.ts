import { broughtUpInContact, registerStop } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Answer, Answers } from '../scripts/rules.ts'
import { insertAttempt } from './attempt-store.ts'
import type { CarriedHow } from './carry-rules.ts'
import { carriedBy } from './carry-store.ts'
import { checkedAnswers } from './checked-answers.ts'
import { insertFollowupEvent } from './event-store.ts'
import { followupSettled } from './followup-facts.ts'
import { leave } from './leave-store.ts'
import { followupsReasons } from './reasons.ts'
import type { OutcomeCode } from './rules.ts'
import type { FollowupRow } from './store.ts'

/** What came of one follow-up that a call carried. */
export interface SettledCarried {
  followupId: string
  how: CarriedHow
  answers: Answers
  problem: { text: string; severity: 'low' | 'normal' | 'high' } | null
}

const OUTCOME_OF: Record<Exclude<CarriedHow, 'not-brought-up'>, OutcomeCode> = {
  done: 'completed',
  partly: 'partial',
  refused: 'refused',
}

type BroughtUp = FollowupRow & { outcome: OutcomeCode; given: Record<string, Answer>; said: SettledCarried }

/**
 * What the call of a follow-up carried, checked before anything of it is written. Left out counts as not brought up, and
 * nothing was where nobody was spoken to. Refuses answers that do not fit, and what the call does not carry, or not any more.
 * Named twice, the second is refused so: it would count two attempts and raise its problem twice.
 */
export async function checkedCarried(
  tx: Tx,
  actor: Actor,
  lead: FollowupRow,
  conversed: boolean,
  said: readonly SettledCarried[],
): Promise<{ carried: FollowupRow[]; broughtUp: BroughtUp[] }> {
  const carried = await carriedBy(tx, actor, lead.id)
  const broughtUp: BroughtUp[] = []
  for (const one of conversed ? said : []) {
    if (one.how === 'not-brought-up') continue
    const followup = carried.find(({ id }) => id === one.followupId)
    if (!followup || broughtUp.some(({ id }) => id === followup.id))
      throw new Refusal('conflict', followupsReasons['carried-no-more'])
    const given = await checkedAnswers(tx, actor, followup, one.answers, one.how === 'done')
    broughtUp.push({ ...followup, outcome: OUTCOME_OF[one.how], given, said: one })
  }
  return { carried, broughtUp }
}

/**
 * Ends what a call brought up besides its own: each keeps its answers and counts an attempt, though no call, of its own.
 * The customer's wish about the purpose he refused is registered. What was not brought up waits again when the call's own
 * follow-up has left the agent's hands; it has counted nothing.
 */
export async function settleCarried(
  tx: Tx,
  actor: Actor,
  lead: FollowupRow,
  { carried, broughtUp }: Awaited<ReturnType<typeof checkedCarried>>,
  call: { contactId: string; startedAt: Temporal.Instant; conversed: boolean; note: string },
): Promise<void> {
  const { contactId, startedAt, conversed } = call
  const staffId = actor.staffId!
  const spokenOf = broughtUp.map(({ id }) => id)
  for (const { outcome, given: answers, said, ...followup } of broughtUp) {
    const { id: followupId, customerId, branchId, purpose } = followup
    await insertAttempt(tx, actor, { followupId, contactId, staffId, startedAt, outcome, note: '', carried: true })
    await leave(tx, actor, followupId, { state: 'done' }, { outcome, answers })
    await followupSettled.tell(tx, actor, {
      ...{ followupId, customerId, branchId, purpose, outcome, answers, staffId },
      conversed: true,
      problem: said.problem,
      final: true,
    })
  }
  if (conversed) {
    for (const { id: followupId } of carried.filter(({ id }) => !spokenOf.includes(id)))
      await insertFollowupEvent(tx, actor, {
        followupId,
        kind: 'not-brought-up',
        facts: { purpose: lead.purpose },
        note: call.note,
      })
  }
  await broughtUpInContact(tx, actor, contactId, spokenOf)
}

/** Registers that the customer wants no more of the purposes he refused in a call. */
export async function stopRefused(tx: Tx, actor: Actor, broughtUp: readonly BroughtUp[], note: string): Promise<void> {
  for (const { outcome, customerId, purpose } of broughtUp) {
    if (outcome !== 'refused') continue
    await registerStop(tx, actor, { customerId, purpose, source: 'agent', note, expiresAt: null })
  }
}
