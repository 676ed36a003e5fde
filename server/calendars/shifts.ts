import { deedDone, may, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { branchOfTeam, calendarOfTeam } from './calendar-store.ts'
import { allHolidays, placeOf } from './holiday-store.ts'
import { hoursChanged } from './hours-facts.ts'
import { calendarsReasons } from './reasons.ts'
import { DEFAULT_CALENDAR, type Holidays, hoursOn, inOrder, type Span, shareOf, spansSince } from './rules.ts'
import * as store from './shift-store.ts'

export interface PlannedDay {
  day: Temporal.PlainDate
  windows: Span[]
  from: 'calendar' | 'shift'
  absence: store.Absence | null
  note: string
}

/** How much a team can work on a day. */
export interface Capacity {
  day: Temporal.PlainDate
  /** Agent-minutes, breaks between the spans taken out. */
  minutes: number
  /** Members with at least one minute. */
  agents: number
  /** False: the holidays of the year are not loaded, and weekdays were taken as ordinary ones; say so to people. */
  yearLoaded: boolean
}

const NONE: Holidays = { days: new Map(), years: new Set() }

/**
 * What the members of a team who work follow-ups can do for it on days of the organisation's calendar, in agent-minutes:
 * the planned shift of each, else the hours of the team's calendar; a member of several teams counts with an equal share in
 * each. Answers one entry a day, in the order given.
 * @param since where the organisation is; what of these days is over by then does not count
 */
export async function capacityOf(
  tx: Tx,
  orgId: string,
  teamId: string,
  days: readonly Temporal.PlainDate[],
  since?: Temporal.PlainDateTime,
): Promise<Capacity[]> {
  const { people, holidays } = await weekOf(tx, orgId, teamId, days)
  if (!since) return capacityIn(people, holidays, days)
  const left = people.map(person => ({
    ...person,
    days: person.days.map(planned => ({ ...planned, windows: spansSince(planned.windows, planned.day, since) })),
  }))
  return capacityIn(left, holidays, days)
}

/** What each member of a team who works follow-ups can do for it, as `capacityOf` adds it up, with what he speaks and can do. */
export async function workOfMembers(
  tx: Tx,
  orgId: string,
  teamId: string,
  days: readonly Temporal.PlainDate[],
  since: Temporal.PlainDateTime,
): Promise<{ languages: string[]; skills: string[]; minutes: number[] }[]> {
  const { people } = await weekOf(tx, orgId, teamId, days)
  return people
    .filter(person => works(person))
    .map(({ languages, skills, teams, days: own }) => ({
      ...{ languages, skills },
      minutes: own.map(({ windows, day }) => shareOf(spansSince(windows, day, since), teams)),
    }))
}

type Person = store.MemberRow & { days: PlannedDay[] }

async function weekOf(tx: Tx, orgId: string, teamId: string, days: readonly Temporal.PlainDate[]) {
  const ordered = days.toSorted(Temporal.PlainDate.compare)
  const calendar = (await calendarOfTeam(tx, orgId, teamId)) ?? DEFAULT_CALENDAR
  const { country } = await placeOf(tx, orgId)
  const holidays = (await allHolidays(tx, orgId)).get(country) ?? NONE
  const members = await store.membersOf(tx, orgId, teamId)
  const rows = ordered.length > 0 ? await store.shiftsOfTeam(tx, orgId, teamId, ordered[0]!, ordered.at(-1)!) : []
  const planned = new Map(rows.map(row => [`${row.staffId} ${row.day}`, row]))
  const people: Person[] = members.map(member => ({
    ...member,
    days: days.map(day => {
      const row = planned.get(`${member.staffId} ${day}`)
      if (row) return { day, windows: row.windows, from: 'shift', absence: row.absence, note: row.note }
      return { day, windows: [...hoursOn(calendar, holidays, day)], from: 'calendar', absence: null, note: '' }
    }),
  }))
  return { people, holidays }
}

function capacityIn(people: readonly Person[], holidays: Holidays, days: readonly Temporal.PlainDate[]): Capacity[] {
  const working = people.filter(person => works(person))
  return days.map((day, n) => {
    const shares = working.map(({ days: own, teams }) => shareOf(own[n]!.windows, teams)).filter(share => share > 0)
    const minutes = shares.reduce((sum, share) => sum + share, 0)
    return { day, minutes, agents: shares.length, yearLoaded: holidays.years.has(day.year) }
  })
}

function works({ staffId, roles, customPermissions }: store.MemberRow): boolean {
  return customPermissions.includes('followups.work') || may({ staffId, roles }, 'followups.work')
}

const DAYS_OF_A_WEEK = 7

/** The week of a team from a day on, person by person. Refuses a team that the actor does not see. */
export async function shiftsOfWeek(tx: Tx, actor: Actor, given: { teamId: string; monday: Temporal.PlainDate }) {
  permit(actor, 'people.read')
  await demandTeam(tx, [...actor.branchIds, ...actor.ancestorIds], actor.orgId, given.teamId)
  const days = Array.from({ length: DAYS_OF_A_WEEK }, (_, n) => given.monday.add({ days: n }))
  const { people, holidays } = await weekOf(tx, actor.orgId, given.teamId, days)
  const shown = people.map(({ staffId, name, days }) => ({ staffId, name, days }))
  return { people: shown, capacity: capacityIn(people, holidays, days) }
}

/** Plans hours or an absence of somebody in the actor's branches. Refuses hours out of order. */
export async function planShifts(tx: Tx, actor: Actor, given: Parameters<typeof store.writeShifts>[2]): Promise<void> {
  permit(actor, 'calendars.manage')
  const branchId = await store.branchOfStaff(tx, actor.orgId, given.staffId)
  if (!branchId || !actor.branchIds.includes(branchId)) throw notFound()
  if (given.windows && !inOrder(given.windows)) throw new Refusal('invalid', calendarsReasons['hours-out-of-order'])
  await store.writeShifts(tx, actor, given)
  const { absence, days } = given
  const facts = { days: days.length, from: days.map(String).sort()[0], absence }
  await deedDone.tell(tx, actor, { action: 'shift.planned', subject: 'staff', subjectId: given.staffId, facts })
  await hoursChanged.tell(tx, actor, {})
}

/** Copies planned hours of a week to another; answers how many days were filled. */
export async function copyShifts(
  tx: Tx,
  actor: Actor,
  given: Parameters<typeof store.copyWeek>[2],
): Promise<{ copied: number }> {
  permit(actor, 'calendars.manage')
  await demandTeam(tx, actor.branchIds, actor.orgId, given.teamId)
  const copied = await store.copyWeek(tx, actor, given)
  const facts = { from: given.fromMonday.toString(), to: given.toMonday.toString(), copied }
  await deedDone.tell(tx, actor, { action: 'shift.copied', subject: 'team', subjectId: given.teamId, facts })
  await hoursChanged.tell(tx, actor, {})
  return { copied }
}

async function demandTeam(tx: Tx, branchIds: readonly string[], orgId: string, teamId: string): Promise<void> {
  const branchId = await branchOfTeam(tx, orgId, teamId)
  if (!branchId || !branchIds.includes(branchId)) throw notFound()
}
