import { planMails } from './by-mail-rules.ts'
import type { DueColumns } from './due-columns.ts'
import { NOBODY } from './explain-rules.ts'
import type { NeedLoad } from './need-load-rules.ts'
import type { NeedDayRow } from './need-store.ts'
import { OUTCOMES } from './outcome-rules.ts'
import type { Answered } from './plan-apart.ts'
import type { Capacity, Dues, Spacing } from './rules.ts'
import type { DayRow, EntryColumns } from './store.ts'

type Made = Pick<Answered, 'days' | 'outcome' | 'other' | 'byMail'>

/** Completes a plan of calls: says which days somebody set, and writes what goes by mail instead. */
export function completePlan(
  { dues, mailFrom, moved }: DueColumns,
  made: Made,
  { spacing }: { spacing: readonly Spacing[] },
): void {
  markMoved(moved, made)
  planMails(dues, mailFrom, made, spacing)
}

/** Says of contacts that are made on the day to which they were moved that this is why. */
function markMoved(moved: ReadonlyMap<number, number>, { days, outcome, other }: Made): void {
  for (const [due, day] of moved) {
    const head = outcome[due] === OUTCOMES.indexOf('carried') ? other[due]! : due
    if (days[head] !== day) continue
    outcome[head] = OUTCOMES.indexOf('moved')
    other[head] = NOBODY
  }
}

/** A stretch of a plan as rows to be written. */
export function entriesBetween({ dues, owners }: DueColumns, made: Made, from: number, end: number): EntryColumns {
  const { days, outcome, other, byMail } = made
  const places = Array.from({ length: end - from }, (_, n) => from + n)
  return {
    followups: places.map(due => owners.followups.at(due)),
    customers: places.map(due => owners.customers.at(dues.customer[due]!)),
    branches: places.map(due => owners.branches[owners.branchOf[due]!]!),
    teams: places.map(due => owners.teams[dues.team[due]!]!),
    days: places.map(due => (days[due]! < 0 ? null : days[due]!)),
    outcomes: places.map(due => OUTCOMES[outcome[due]!]!),
    others: places.map(due => (other[due] === NOBODY ? null : owners.followups.at(other[due]!))),
    values: places.map(due => dues.value[due]!),
    urgencies: places.map(due => dues.urgency[due]!),
    minutes: places.map(due => dues.minutes[due]!),
    needs: places.map(due => (dues.need[due] === 0 ? null : dues.needs[dues.need[due]!]!)),
    channels: places.map(due => (byMail[due] === 1 ? 'email' : 'phone')),
  }
}

/** What each team can do on each day of a plan, and has to, with what goes by mail. */
export function daysOfPlan(
  run: { firstDay: Temporal.PlainDate },
  { dues, owners: { teams: teamIds } }: DueColumns,
  { days, minutes }: Capacity,
  made: Answered,
): DayRow[] {
  const mails = new Int32Array(teamIds.length * days)
  for (const due of placesOfMails(made)) mails[dues.team[due]! * days + made.days[due]!]!++
  return teamIds.flatMap((teamId, team) =>
    Array.from({ length: days }, (_, day) => {
      const cell = team * days + day
      return {
        teamId,
        day: run.firstDay.add({ days: day }),
        minutes: minutes[cell]!,
        used: minutes[cell]! - made.room[cell]!,
        ...contactsOf(made.contacts.map(counts => counts[cell]!)),
        price: made.price[cell]!,
        mails: mails[cell]!,
      }
    }),
  )
}

/** Which of the due purposes go by mail on some day. */
function* placesOfMails({ days, byMail }: Pick<Answered, 'days' | 'byMail'>): Generator<number> {
  for (let due = byMail.indexOf(1); due >= 0; due = byMail.indexOf(1, due + 1)) if (days[due]! >= 0) yield due
}

/** The days on which what a plan has go by mail goes, each with its team. */
export function daysOfMails(
  { dues, owners: { teams } }: DueColumns,
  made: { days: Int16Array; byMail: Uint8Array },
  { firstDay }: { firstDay: Temporal.PlainDate },
): { teamId: string; day: Temporal.PlainDate }[] {
  return [...placesOfMails(made)].map(due => ({
    teamId: teams[dues.team[due]!]!,
    day: firstDay.add({ days: made.days[due]! }),
  }))
}

/** What is asked of those who can do what not everybody can, as rows to be written. */
export function needDays(
  loads: readonly NeedLoad[],
  teamIds: readonly string[],
  { firstDay }: { firstDay: Temporal.PlainDate },
): NeedDayRow[] {
  return loads.map(({ team, day, ...load }) => ({ ...load, teamId: teamIds[team]!, day: firstDay.add({ days: day }) }))
}

/** The contacts of a day in all, and those of the two more urgent classes. */
export function contactsOf([promised = 0, service = 0, offers = 0]: readonly number[]) {
  return { contacts: promised + service + offers, promised, service }
}

/** How many due purposes a plan holds for each team, how many have a day, how many of these by mail, and how many have which outcome. */
export function countsByTeam(
  { count, team }: Pick<Dues, 'count' | 'team'>,
  teamIds: readonly string[],
  { days, outcome, byMail }: Pick<Answered, 'days' | 'outcome' | 'byMail'>,
): Record<string, Record<string, number>> {
  const counts = teamIds.map(noCounts)
  for (let due = 0; due < count; due++) {
    const own = counts[team[due]!]!
    own.due!++
    if (days[due]! >= 0) {
      own.planned!++
      own.byMail! += byMail[due]!
    }
    own[OUTCOMES[outcome[due]!]!]!++
  }
  return Object.fromEntries(teamIds.map((id, number) => [id, counts[number]!]))
}

/** The counts of several teams as one. */
export function countsTogether(some: readonly Record<string, number>[]): Record<string, number> {
  const sum = noCounts()
  for (const counts of some) for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count
  return sum
}

const noCounts = (): Record<string, number> =>
  Object.fromEntries(['due', 'planned', 'byMail', ...OUTCOMES].map(name => [name, 0]))
