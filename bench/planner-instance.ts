import { columnsFor } from '../server/planner/due-columns.ts'
import type { Capacity, Dues, Terms } from '../server/planner/rules.ts'

/** What is planned at once: some teams over four weeks. */
export const [TEAMS, DAYS] = [12, 28]
const REST_DAYS = [5, 6, 12, 13, 19, 20, 26, 27]

/** As in the product: problems first, at most two purposes, no offer beside a problem, one contact in a week. */
export const TERMS: Terms = {
  combining: {
    most: 2,
    never: [
      [3, 6],
      [3, 8],
      [4, 6],
      [4, 8],
    ],
    first: [3, 4],
  },
  spacing: [
    { most: 1, days: 7 },
    { most: 3, days: 28 },
  ],
  minutesPerContact: 2,
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Instance {
  dues: Dues
  capacity: Capacity
}

/**
 * As in life, where campaigns and not chance give purposes their value: twenty of them, so that thousands of purposes are alike,
 * and teams of which some have far too much to do and some nothing.
 */
export function instanceOfAlike(customers: number): Instance {
  const dues = columnsFor(customers * 2)
  for (let customer = 0; customer < customers; customer++) {
    const campaigns = [customer % 20, ...(customer % 2 === 0 ? [(customer / 2 + 7) % 20] : [])]
    for (const campaign of new Set(campaigns)) addAlike(dues, customer, campaign)
  }
  const minutes = new Float64Array(TEAMS * DAYS).map((_, cell) =>
    REST_DAYS.includes(cell % DAYS) ? 0 : 0.03 * customers,
  )
  return { dues, capacity: { teams: TEAMS, days: DAYS, minutes } }
}

function addAlike(dues: Dues, customer: number, campaign: number): void {
  const due = dues.count++
  const nature = campaign % 5 < 3 ? 1 : 2
  dues.customer[due] = customer
  dues.purpose[due] = nature === 1 ? campaign % 3 : 6 + (campaign % 3)
  dues.team[due] = campaign % 10
  dues.from[due] = customer % 9
  dues.last[due] = Math.min(DAYS - 1, 11 + ((customer * 7) % 30))
  dues.nature[due] = nature
  dues.urgency[due] = nature
  dues.value[due] = (1 + (campaign % 9)) * (1 + (customer % 20) / 14)
  dues.minutes[due] = 4
}

const FEW_TEAMS = 3

function inFewTeams({ dues, capacity: { teams, days, minutes } }: Instance): Instance {
  const sum = new Float64Array(FEW_TEAMS * days)
  for (let team = 0; team < teams; team++) {
    for (let day = 0; day < days; day++) sum[(team % FEW_TEAMS) * days + day]! += minutes[team * days + day]!
  }
  const team = dues.team.map(number => number % FEW_TEAMS)
  return { dues: { ...dues, team }, capacity: { teams: FEW_TEAMS, days, minutes: sum } }
}

/** What there is to be needed. */
const ABILITIES = ['language:en', 'language:yue', 'skill:claims'] as const
/** Who has what in a team, and what share of its minutes that is. */
const PEOPLE: readonly (readonly [share: number, has: readonly string[]])[] = [
  [0.72, []],
  [0.08, ['language:yue']],
  [0.06, ['language:en']],
  [0.08, ['skill:claims']],
  [0.04, ['language:yue', 'skill:claims']],
  [0.02, ABILITIES],
]

/**
 * The same where one customer in ten speaks Cantonese, one in fourteen English, and an eighth of all purposes need a skill:
 * what needs something is asked for more than what does not, measured by the minutes of those who have it. In few teams, so
 * that those who have it are people with a day and not a minute that holds no contact.
 */
export function withNeeds(instance: Instance, seed: number): Instance {
  const { dues, capacity } = inFewTeams(instance)
  const next = numbers(seed)
  const needs: (readonly string[])[] = [[]]
  const numberOf = (own: readonly string[]) => {
    const known = needs.findIndex(one => one.join() === own.join())
    return known < 0 ? needs.push(own) - 1 : known
  }
  const need = new Uint16Array(dues.need.length)
  let spoken: readonly string[] = []
  for (let due = 0; due < dues.count; due++) {
    if (due === 0 || dues.customer[due] !== dues.customer[due - 1]) {
      const drawn = next()
      spoken = drawn < 0.07 ? [ABILITIES[0]] : drawn < 0.17 ? [ABILITIES[1]] : []
    }
    need[due] = numberOf(next() < 0.125 ? [...spoken, ABILITIES[2]] : spoken)
  }
  const groups = Array.from({ length: capacity.teams }, (_, team) => team).flatMap(team =>
    PEOPLE.map(([share, has]) => ({
      ...{ team, has },
      minutes: capacity.minutes.slice(team * capacity.days, (team + 1) * capacity.days).map(minutes => minutes * share),
    })),
  )
  return { dues: { ...dues, need, needs }, capacity: { ...capacity, groups } }
}

/** The same with all purposes in one class, so that value alone decides and nothing hides behind weights. */
export function inOneClass({ dues, capacity }: Instance): Instance {
  return { capacity, dues: { ...dues, nature: dues.nature.map(() => 1), urgency: dues.urgency.map(() => 1) } }
}

/**
 * Customers with one to four due purposes of any team, of all classes, some released late, and teams that can work a given
 * share of what is asked of them, unevenly and not on rest days.
 */
export function instanceOf(customers: number, share: number, seed: number): Instance {
  const next = numbers(seed)
  const dues = columnsFor(customers * 4)
  let asked = 0
  for (let customer = 0; customer < customers; customer++) {
    const purposes = [1, 1, 1, 2, 2, 3, 4][Math.floor(next() * 7)]!
    const release = next() < 0.2 ? Math.floor(next() * 14) : 0
    for (let n = 0; n < purposes; n++) asked += addDue(dues, customer, release, next)
  }
  const capacity = { teams: TEAMS, days: DAYS, minutes: new Float64Array(TEAMS * DAYS) }
  const usual = (asked * share) / (TEAMS * (DAYS - REST_DAYS.length))
  for (let cell = 0; cell < capacity.minutes.length; cell++) {
    const works = !REST_DAYS.includes(cell % DAYS)
    capacity.minutes[cell] = works ? Math.floor(usual * (0.4 + 1.2 * next())) : 0
  }
  return { dues, capacity }
}

function addDue(dues: Dues, customer: number, release: number, next: () => number): number {
  const due = dues.count++
  const nature = [0, 1, 1, 1, 1, 2, 2, 2, 2, 2][Math.floor(next() * 10)]!
  const begins = Math.floor(next() * 20)
  const length = nature === 0 ? 3 : [3, 7, 7, 14, 28][Math.floor(next() * 5)]!
  dues.customer[due] = customer
  dues.purpose[due] =
    nature === 0 ? 3 + Math.floor(next() * 2) : nature === 1 ? Math.floor(next() * 3) : 6 + Math.floor(next() * 4)
  dues.person[due] = next() < 0.9 ? 0 : 1
  dues.team[due] = Math.floor(next() * next() * TEAMS)
  dues.from[due] = Math.max(release, begins)
  dues.last[due] = Math.min(DAYS - 1, begins + length)
  dues.nature[due] = nature
  dues.urgency[due] = nature
  dues.value[due] = Math.round(Math.exp(next() * 3) * (0.1 + 0.8 * next()) * 1000) / 1000
  dues.minutes[due] = 2 + Math.floor(next() * 7)
  return TERMS.minutesPerContact + dues.minutes[due]!
}
