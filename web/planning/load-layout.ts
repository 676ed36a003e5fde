import type { readLoad } from '../../server/planner/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import type { Language } from '../kit/preferences.ts'
import { mondayOf } from './calendar-layout.ts'

export type LoadAnswer = AnswerOf<typeof readLoad>
export type TeamLoad = LoadAnswer['teams'][number]
export type DayLoad = TeamLoad['days'][number]

export type LoadView = 'weeks' | 'month'

const DAYS_OF_FOUR_WEEKS = 28

/** The days that are shown: four weeks from a day on, or the month it lies in. */
export function daysShown(view: LoadView, on: Temporal.PlainDate): Temporal.PlainDate[] {
  const first = view === 'month' ? on.with({ day: 1 }) : on
  const count = view === 'month' ? on.daysInMonth : DAYS_OF_FOUR_WEEKS
  return Array.from({ length: count }, (_, ahead) => first.add({ days: ahead }))
}

/** Where turning leads: four weeks on or back, or the first of the next or last month. */
export function turned(view: LoadView, on: Temporal.PlainDate, by: 1 | -1): Temporal.PlainDate {
  return view === 'month' ? on.with({ day: 1 }).add({ months: by }) : on.add({ weeks: 4 * by })
}

/** How full a day is: what is used of what can be done; more than one is too much, `null` is a day without work. */
export function fullness({ minutes, used }: Pick<DayLoad, 'minutes' | 'used'>): number | null {
  if (minutes > 0) return used / minutes
  return used > 0 ? Number.POSITIVE_INFINITY : null
}

/** Whether a day is without work, and without mails. */
export function isEmpty(load: Pick<DayLoad, 'minutes' | 'used' | 'mails'>): boolean {
  return fullness(load) === null && load.mails === 0
}

/** What rounding leaves over is not too much. */
const A_LITTLE = 0.0005

/** Whether so full is more than can be done. */
export function isTooFull(full: number): boolean {
  return full > 1 + A_LITTLE
}

/** Whether a day holds more than can be done. */
export function isOver(load: Pick<DayLoad, 'minutes' | 'used'>): boolean {
  return isTooFull(fullness(load) ?? 0)
}

/** How wide the parts of a bar are, of 100: what was promised, by its number of contacts, and the rest. */
export function partsOfBar(load: DayLoad): { promised: number; rest: number } {
  const width = Math.min(1, fullness(load) ?? 0) * 100
  const share = load.contacts > 0 ? Math.min(1, load.byUrgency.promised / load.contacts) : 0
  return { promised: width * share, rest: width * (1 - share) }
}

/** All teams together, day by day. */
export function sumOfTeams(teams: readonly TeamLoad[], days: readonly Temporal.PlainDate[]): DayLoad[] {
  const byTeam = teams.map(({ days: known }) => new Map(known.map(load => [load.day, load])))
  return days.map(day => {
    const on = day.toString()
    return byTeam.reduce<DayLoad>((sum, known) => plus(sum, known.get(on)), emptyDay(on))
  })
}

/** A day on which nothing can be done and nothing is planned. */
export function emptyDay(day: string): DayLoad {
  return {
    day,
    minutes: 0,
    used: 0,
    contacts: 0,
    byUrgency: { promised: 0, service: 0, offer: 0 },
    mails: 0,
    ofNeeds: [],
  }
}

function plus(sum: DayLoad, load: DayLoad | undefined): DayLoad {
  if (!load) return sum
  return {
    day: sum.day,
    minutes: sum.minutes + load.minutes,
    used: sum.used + load.used,
    contacts: sum.contacts + load.contacts,
    byUrgency: {
      promised: sum.byUrgency.promised + load.byUrgency.promised,
      service: sum.byUrgency.service + load.byUrgency.service,
      offer: sum.byUrgency.offer + load.byUrgency.offer,
    },
    mails: sum.mails + load.mails,
    ofNeeds: [],
  }
}

/** From here on the day of those who can do something is called tight. */
const TIGHT = 0.9

/** What contacts of a day need of which those who have it have little time left, the fullest first. */
export function tightNeeds({ ofNeeds }: Pick<DayLoad, 'ofNeeds'>): DayLoad['ofNeeds'] {
  const full = (one: DayLoad['ofNeeds'][number]) => fullness(one) ?? 0
  return ofNeeds.filter(one => one.contacts > 0 && full(one) >= TIGHT).sort((a, b) => full(b) - full(a))
}

/** "11月24日 星期二", "24 November, Tuesday": a day of the plan, where "in 2 days" would not do. */
export function sayPlanDay(day: string, language: Language, weekday: 'long' | 'none' = 'long'): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...options, timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
  const date = format({ month: 'long', day: 'numeric' })
  if (weekday === 'none') return date
  return language === 'zh' ? `${date} ${format({ weekday })}` : `${format({ weekday })}, ${date}`
}

/** Whether a text, such as a part of an address, is a calendar day. */
export function isDay(text: string | undefined): text is string {
  try {
    return text !== undefined && Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

/** Whether a week begins with this day, so that a line stands before it. */
export function beginsWeek(day: Temporal.PlainDate): boolean {
  return mondayOf(day).equals(day)
}
