import { deedDone, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import * as store from './calendar-store.ts'
import { hoursChanged } from './hours-facts.ts'
import { calendarsReasons } from './reasons.ts'
import { inOrder } from './rules.ts'

/** Adds a working calendar for the organisation; refuses hours out of order, a name in use and an actor below the root. */
export async function addCalendar(tx: Tx, actor: Actor, given: store.CalendarFields): Promise<store.CalendarRow> {
  permit(actor, 'calendars.manage')
  return write(tx, actor, null, given)
}

/** Changes a working calendar; refuses as `addCalendar` does. */
export async function changeCalendar(
  tx: Tx,
  actor: Actor,
  id: string,
  given: store.CalendarFields,
): Promise<store.CalendarRow> {
  permit(actor, 'calendars.manage')
  return write(tx, actor, id, given)
}

async function write(tx: Tx, actor: Actor, id: string | null, given: store.CalendarFields): Promise<store.CalendarRow> {
  if (actor.ancestorIds.length > 0) throw notFound()
  const all = [...given.week, given.makeUpDay, ...given.exceptions.map(one => one.windows)]
  if (!all.every(inOrder)) throw new Refusal('invalid', calendarsReasons['hours-out-of-order'])
  const written = await store.writeCalendar(tx, actor.orgId, id, given, actor.now).catch(error => {
    if (isViolationOf('work_calendar_name_is_unique', error)) {
      throw new Refusal('conflict', calendarsReasons['calendar-name-taken'], { name: given.name })
    }
    throw error
  })
  if (!written) throw notFound()
  const action = id ? 'calendar.changed' : 'calendar.added'
  const facts = { name: given.name }
  await deedDone.tell(tx, actor, { action, subject: 'calendar', subjectId: written.id, facts })
  if (id) await hoursChanged.tell(tx, actor, {})
  return written
}

/** Removes a working calendar; refuses while it holds for somebody. */
export async function removeCalendar(tx: Tx, actor: Actor, id: string): Promise<void> {
  permit(actor, 'calendars.manage')
  const [calendar] = actor.ancestorIds.length > 0 ? [] : await store.calendarsIn(tx, actor.orgId, id)
  if (!calendar) throw notFound()
  const { name } = calendar
  await store.deleteCalendar(tx, actor.orgId, id).catch(error => {
    if (isViolationOf('work_calendar_in_use_stays', error)) {
      throw new Refusal('conflict', calendarsReasons['calendar-in-use'], { name })
    }
    throw error
  })
  await deedDone.tell(tx, actor, { action: 'calendar.removed', subject: 'calendar', subjectId: id, facts: { name } })
}

/** Lets a calendar hold for a team or branch of the actor's, or at the root for the organisation. */
export async function assignCalendar(
  tx: Tx,
  actor: Actor,
  given: { branchId: string | null; teamId: string | null; calendarId: string | null },
): Promise<void> {
  permit(actor, 'calendars.manage')
  const branchId = given.teamId ? await store.branchOfTeam(tx, actor.orgId, given.teamId) : given.branchId
  const isMine = branchId ? actor.branchIds.includes(branchId) : !given.teamId && actor.ancestorIds.length === 0
  if (!isMine || (given.teamId && given.branchId)) throw notFound()
  if (given.calendarId && (await store.calendarsIn(tx, actor.orgId, given.calendarId)).length === 0) throw notFound()
  await store.writeUse(tx, actor.orgId, given)
  await deedDone.tell(tx, actor, {
    action: 'calendar.assigned',
    subject: 'calendar',
    subjectId: given.calendarId,
    facts: { branch: given.branchId, team: given.teamId },
  })
  await hoursChanged.tell(tx, actor, {})
}
