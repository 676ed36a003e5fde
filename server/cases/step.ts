import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { isViolationOf } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { caseDue } from './facts.ts'
import { casesReasons } from './reasons.ts'
import { type CaseStep, transition } from './rules.ts'
import { type CaseChange, changeCase, insertEvent, type LockedCase, lockCase } from './store.ts'

/** Holds a case for a step; refuses a case out of scope. Of two people at once, the second sees what the first did. */
export async function holdCase(tx: Tx, actor: Actor, caseId: string, step: CaseStep): Promise<LockedCase> {
  const file = await lockCase(tx, actor, caseId)
  if (!file) throw notFound()
  demandStep(file, step)
  return file
}

/** Refuses a step that the table of transitions does not know from where the case stands. */
export function demandStep(file: LockedCase, step: CaseStep) {
  const found = transition(file.state, step)
  if (!found) throw new Refusal('conflict', casesReasons['case-step-not-possible'], { state: file.state, step })
  return found
}

/**
 * Takes a held case one step on: writes the change with the new state and the event, and tells the browsers.
 * @param by in whose name the event is written; by default the actor's; `to` is whom the case was given to
 */
export async function takeStep(
  tx: Tx,
  actor: Actor,
  file: LockedCase,
  step: CaseStep,
  with_: { change?: CaseChange; note?: string; by?: string; to?: string } = {},
): Promise<void> {
  const { to, event } = demandStep(file, step)
  await changeCase(tx, actor, file.id, { ...with_.change, state: to }).catch(refuseWhatTheDatabaseForbids)
  await insertEvent(tx, actor, {
    caseId: file.id,
    staffId: with_.by ?? actor.staffId,
    toStaffId: with_.to ?? null,
    kind: event,
    note: with_.note ?? '',
  })
  const dueAt = to === 'closed' ? null : with_.change?.due_at
  if (dueAt !== undefined) await caseDue.tell(tx, actor, { caseId: file.id, customerId: file.customerId, dueAt })
  await announce(tx, actor.orgId, 'cases')
}

function refuseWhatTheDatabaseForbids(error: unknown): never {
  if (isViolationOf('case_closes_only_by_a_confirming_followup', error)) {
    throw new Refusal('conflict', casesReasons['case-needs-a-confirmation'])
  }
  if (isViolationOf('case_is_not_confirmed_by_its_solver', error)) {
    throw new Refusal('conflict', casesReasons['solver-does-not-confirm'])
  }
  throw error
}
