import { dayKind } from '../contacts/rules.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { organisationCalendar } from './calendar-store.ts'
import { caseDue, caseOpened } from './facts.ts'
import { deadline, type Severity } from './rules.ts'
import { insertCase, insertEvent } from './store.ts'

/** When a case that starts now must be solved, by the working days of the organisation's country. */
export async function deadlineFromNow(tx: Tx, actor: Actor, severity: Severity): Promise<Temporal.Instant> {
  const calendar = await organisationCalendar(tx, actor.orgId)
  return deadline(actor.now, severity, calendar.timeZone, day => dayKind(calendar, day) === 'workday')
}

/** Opens a case with its deadline and its first event, and tells the browsers. */
export async function open(
  tx: Tx,
  actor: Actor,
  given: {
    customerId: string
    branchId: string
    problem: string
    severity: Severity
    ownerId: string
    createdBy: string
    raisedByFollowupId: string | null
  },
): Promise<string> {
  const dueAt = await deadlineFromNow(tx, actor, given.severity)
  const id = await insertCase(tx, actor, { ...given, dueAt })
  await insertEvent(tx, actor, { caseId: id, staffId: given.createdBy, kind: 'opened', note: '' })
  const { customerId, branchId, severity } = given
  await caseOpened.tell(tx, actor, { caseId: id, customerId, branchId, severity })
  await caseDue.tell(tx, actor, { caseId: id, customerId, dueAt })
  await announce(tx, actor.orgId, 'cases')
  return id
}
