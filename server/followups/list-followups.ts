import { groundFor } from '../contacts/index.ts'
import { dayKind, windowsOn } from '../contacts/rules.ts'
import { customerBrief } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { Refusal } from '../platform/refusal.ts'
import { followupInWords } from './in-words.ts'
import {
  appointmentsIn,
  type FollowupFilter,
  followupPage,
  followupsByCreation,
  followupsByDue,
  keptFor,
} from './list-store.ts'
import { followupsReasons } from './reasons.ts'
import { dayEndOf } from './today.ts'

interface Page {
  cursor?: string | undefined
  limit: number
}

/** Follow-ups of the actor's branches that a filter finds: the newest first, or the longest due first. */
export async function listFollowups(
  tx: Tx,
  actor: Actor,
  { sort, cursor, limit, ...filter }: FollowupFilter & Page & { sort: 'newest' | 'due' },
  language: Language,
) {
  permit(actor, 'followups.read')
  if (sort === 'newest' && !filter.due) return newestFirst(tx, actor, { ...filter, cursor, limit }, language)
  const after = unpackCursor(cursor, ['instant', 'id'])
  const rows = await followupsByDue(tx, actor, filter, { dayEnd: await dayEndOf(tx, actor), after, limit })
  const { items, next } = pageFrom(rows, limit, row => [row.dueAt, row.id])
  return { items: items.map(row => followupInWords(row, language, actor.now)), next }
}

/** The follow-ups of a customer in the actor's branches, newest first. */
export async function listFollowupsOfCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  page: Page,
  language: Language,
) {
  permit(actor, 'customers.read')
  await customerBrief(tx, actor, customerId)
  return newestFirst(tx, actor, { ...page, customerId }, language)
}

/**
 * One follow-up of a customer more than `limit` by when it was planned, newest first, after time and id; for a caller who
 * has checked that the actor may see the customer.
 */
export async function followupsOverTime(
  tx: Tx,
  actor: Actor,
  customerId: string,
  page: { after?: readonly string[] | undefined; limit: number },
  language: Language,
) {
  const rows = await followupsByCreation(tx, actor, customerId, page)
  return rows.map(row => followupInWords(row, language, actor.now))
}

async function newestFirst(
  tx: Tx,
  actor: Actor,
  { cursor, limit, ...filter }: FollowupFilter & Page,
  language: Language,
) {
  const rows = await followupPage(tx, actor, { ...filter, limit, after: unpackCursor(cursor, ['id']) })
  const { items, next } = pageFrom(rows, limit, row => [row.id])
  return { items: items.map(row => followupInWords(row, language, actor.now)), next }
}

/** What is kept for the actor, the next first. */
export async function listMine(tx: Tx, actor: Actor, { cursor, limit }: Page, language: Language) {
  permit(actor, 'followups.work')
  const after = unpackCursor(cursor, ['instant', 'id'])
  const rows = await keptFor(tx, actor, actor.staffId!, { after, limit })
  const { items, next } = pageFrom(rows, limit, row => [row.dueAt, row.id])
  return { items: items.map(row => followupInWords(row, language, actor.now)), next }
}

const LONGEST_SPAN_DAYS = 42

interface AppointmentsAsked extends Page {
  from: Temporal.Instant
  to: Temporal.Instant
  teamId?: string | undefined
  agentId?: string | undefined
}

/** The appointments of a span by time, and what the contact policy allows on each of its days. */
export async function listAppointments(tx: Tx, actor: Actor, given: AppointmentsAsked, language: Language) {
  permit(actor, 'followups.read')
  const { from, to, limit, teamId, agentId } = given
  const hours = from.until(to).total('hours')
  if (hours <= 0 || hours > 24 * LONGEST_SPAN_DAYS) {
    throw new Refusal('invalid', followupsReasons['span-too-long'], { days: LONGEST_SPAN_DAYS })
  }
  const after = unpackCursor(given.cursor, ['instant', 'id'])
  const rows = await appointmentsIn(tx, actor, { teamId, agentId }, { from, to, after, limit })
  const { items, next } = pageFrom(rows, limit, row => [row.appointmentAt, row.id])
  const { timeZone, days } = await daysOf(tx, actor, from, to)
  return { items: items.map(row => followupInWords(row, language, actor.now)), next, timeZone, days }
}

async function daysOf(tx: Tx, actor: Actor, from: Temporal.Instant, to: Temporal.Instant) {
  const { timeZone, country } = await organisation(tx, actor.orgId)
  const { policy, holidays } = await groundFor(tx, actor.orgId)
  const known = holidays.get(country) ?? { days: new Map(), years: new Set<number>() }
  const calendar = { timeZone, country, ...known }
  const days = []
  const last = to.subtract({ seconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate()
  for (let day = from.toZonedDateTimeISO(timeZone).toPlainDate(); Temporal.PlainDate.compare(day, last) <= 0; ) {
    days.push({ day: day.toString(), kind: dayKind(calendar, day), windows: [...windowsOn(policy, calendar, day)] })
    day = day.add({ days: 1 })
  }
  return { timeZone, days }
}
