import type { Capacity, Dues } from './rules.ts'

/** One due purpose of a customer, as tests write it. */
export interface GivenDue {
  customer: number
  purpose?: number
  person?: number
  team?: number
  from?: number
  last?: number
  nature?: number
  urgency?: number
  value?: number
  minutes?: number
  byMail?: boolean
  needs?: readonly string[]
}

/** Due purposes as the planner takes them, those of one customer side by side. */
export function givenDues(rows: readonly GivenDue[]): Dues {
  const sorted = rows.toSorted((a, b) => a.customer - b.customer)
  const needs: (readonly string[])[] = [[]]
  const numberOf = (own: readonly string[]) => {
    const known = needs.findIndex(one => one.join() === own.join())
    return known < 0 ? needs.push(own) - 1 : known
  }
  const column = (read: (row: GivenDue) => number) => sorted.map(read)
  return {
    count: sorted.length,
    customer: Int32Array.from(column(row => row.customer)),
    purpose: Uint8Array.from(column(row => row.purpose ?? 0)),
    person: Int32Array.from(column(row => row.person ?? 0)),
    team: Uint16Array.from(column(row => row.team ?? 0)),
    from: Int16Array.from(column(row => row.from ?? 0)),
    last: Int16Array.from(column(row => row.last ?? 0)),
    nature: Uint8Array.from(column(row => row.nature ?? 1)),
    urgency: Uint8Array.from(column(row => row.urgency ?? row.nature ?? 1)),
    value: Float64Array.from(column(row => row.value ?? 1)),
    minutes: Float32Array.from(column(row => row.minutes ?? 3)),
    byMail: Uint8Array.from(column(row => (row.byMail ? 1 : 0))),
    need: Uint16Array.from(column(row => numberOf(row.needs ?? []))),
    needs,
  }
}

/** Teams with their minutes by day. */
export function givenCapacity(minutes: readonly (readonly number[])[]): Capacity {
  return { teams: minutes.length, days: minutes[0]?.length ?? 0, minutes: Float64Array.from(minutes.flat()) }
}

/** Teams of people who have something, with their minutes by day. */
export function givenPeople(
  teams: number,
  days: number,
  people: readonly { team: number; has: readonly string[]; minutes: readonly number[] }[],
): Capacity {
  const minutes = new Float64Array(teams * days)
  for (const one of people) for (let day = 0; day < days; day++) minutes[one.team * days + day]! += one.minutes[day]!
  const groups = people.map(one => ({ ...one, minutes: Float64Array.from(one.minutes) }))
  return { teams, days, minutes, groups }
}
