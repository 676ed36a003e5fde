import type { Contacts } from './merge-rules.ts'
import { canDo } from './need-rules.ts'
import type { Capacity, Group } from './rules.ts'

/**
 * Whose hours contacts take. Contacts of one team with the same needs are alike and form a row. A pool is some of the
 * people of a team, with the rows that only they can take; what is asked of a pool is never more than its people can work.
 * That is enough: contacts find people who can make them exactly when it holds for all such sets of people (Hall 1935).
 */
export interface Pools {
  days: number
  /** The row of each contact; that of a call without needs has the number of its team. Mails have one that takes from no pool. */
  row: Uint16Array
  teamOf: readonly number[]
  /** The needs of each row, by number as in `Contacts`; 0 is none. */
  needOf: readonly number[]
  /** What those who can take a row have in all: `own[row * days + day]`. */
  own: Float64Array
  /** By `pool * days + day`; the first pools are the teams as they are. */
  minutes: Float64Array
  /** The pools that each row takes from: its team, and those of the people who alone can take it. */
  drawn: readonly (readonly number[])[]
  /** The rows of each team. */
  rowsOf: readonly (readonly number[])[]
}

/** So many kinds of people are weighed against each other in every way; of more, each kind alone and the team as a whole. */
const MOST_KINDS = 10

/**
 * The pools of contacts within what the teams can work.
 * @param others what else takes their minutes: it has its rows too
 */
export function poolsOf(
  contacts: Contacts,
  capacity: Capacity,
  others: readonly { team: number; need: number }[] = [],
): Pools {
  const making = new Making(capacity)
  const row = new Uint16Array(contacts.count)
  for (let contact = 0; contact < contacts.count; contact++)
    row[contact] =
      contacts.byMail[contact] === 1
        ? making.rowOfMails()
        : making.rowFor(contacts.team[contact]!, contacts.need[contact]!)
  for (const { team, need } of others) making.rowFor(team, need)
  for (let team = 0; team < capacity.teams; team++) making.makeOf(team, contacts.needs)
  return { ...making.made(), row }
}

class Making {
  readonly #capacity: Capacity
  readonly #teamOf: number[]
  readonly #needOf: number[]
  readonly #rowsOf: number[][]
  readonly #drawn: number[][]
  readonly #own: Float64Array[]
  readonly #minutes: Float64Array[]
  readonly #rows = new Map<number, number>()
  #mails: number | undefined

  constructor(capacity: Capacity) {
    const { teams, days, minutes } = capacity
    const each = Array.from({ length: teams }, (_, team) => team)
    this.#capacity = capacity
    this.#teamOf = [...each]
    this.#needOf = each.map(() => 0)
    this.#rowsOf = each.map(team => [team])
    this.#drawn = each.map(team => [team])
    this.#minutes = each.map(team => minutes.slice(team * days, (team + 1) * days))
    this.#own = [...this.#minutes]
  }

  rowFor(team: number, need: number): number {
    if (need === 0) return team
    const key = need * this.#capacity.teams + team
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    const row = this.#teamOf.push(team) - 1
    this.#needOf.push(need)
    this.#rowsOf[team]!.push(row)
    this.#drawn.push([team])
    this.#rows.set(key, row)
    return row
  }

  rowOfMails(): number {
    if (this.#mails === undefined) {
      this.#mails = this.#teamOf.push(0) - 1
      this.#needOf.push(0)
      this.#drawn.push([])
      this.#own[this.#mails] = new Float64Array(this.#capacity.days)
    }
    return this.#mails
  }

  makeOf(team: number, needs: Contacts['needs']): void {
    const groups = (this.#capacity.groups ?? []).filter(group => group.team === team)
    const rows = this.#rowsOf[team]!.slice(1)
    const people = rows.map(row => setOf(groups, group => canDo(group.has, needs[this.#needOf[row]!]!)))
    for (const [n, row] of rows.entries()) this.#own[row] = this.#sumOf(groups, people[n]!)
    const everybody = setOf(groups, () => true)
    for (const some of setsOfPeople([...new Set(people)])) {
      if (some === everybody && groups.length > 0) continue
      const pool = this.#minutes.push(this.#sumOf(groups, some)) - 1
      for (const [n, row] of rows.entries()) if ((people[n]! & ~some) === 0n) this.#drawn[row]!.push(pool)
    }
  }

  #sumOf(groups: readonly Group[], people: bigint): Float64Array {
    const sum = new Float64Array(this.#capacity.days)
    for (const [n, { minutes }] of groups.entries()) {
      if ((people & (1n << BigInt(n))) === 0n) continue
      for (let day = 0; day < sum.length; day++) sum[day]! += minutes[day]!
    }
    return sum
  }

  made(): Omit<Pools, 'row'> {
    const { days } = this.#capacity
    return {
      ...{ days, teamOf: this.#teamOf, needOf: this.#needOf, drawn: this.#drawn, rowsOf: this.#rowsOf },
      own: joined(this.#own, days),
      minutes: joined(this.#minutes, days),
    }
  }
}

const setOf = (groups: readonly Group[], has: (group: Group) => boolean) =>
  groups.reduce((set, group, n) => (has(group) ? set | (1n << BigInt(n)) : set), 0n)

function joined(columns: readonly Float64Array[], days: number): Float64Array {
  const all = new Float64Array(columns.length * days)
  columns.forEach((column, n) => {
    all.set(column, n * days)
  })
  return all
}

/** The sets of people that hold somebody back: each kind, and kinds together of whom some can do the work of others. */
function setsOfPeople(kinds: readonly bigint[]): Set<bigint> {
  const found = new Set(kinds)
  if (kinds.length > MOST_KINDS) return found
  for (let more = kinds; more.length > 0; ) {
    const grown = new Set(more.flatMap(set => kinds.flatMap(kind => ((set & kind) === 0n ? [] : [set | kind]))))
    more = [...grown.difference(found)]
    for (const set of more) found.add(set)
  }
  return found
}

/** What a minute costs by row, from what it costs in each pool. */
export function pricesByRow({ days, drawn }: Pools, price: Float64Array, into: Float64Array): Float64Array {
  for (const [row, pools] of drawn.entries()) {
    for (let day = 0; day < days; day++) {
      let sum = 0
      for (const pool of pools) sum += price[pool * days + day]!
      into[row * days + day] = sum
    }
  }
  return into
}

/** The minutes that contacts leave, kept while they are placed and taken away. */
export class Room {
  readonly pools: Pools
  /** By `pool * days + day`. */
  readonly left: Float64Array
  /** What is left to a contact of a row, the least of its pools: by `row * days + day`. */
  readonly free: Float64Array

  constructor(pools: Pools) {
    this.pools = pools
    this.left = pools.minutes.slice()
    this.free = new Float64Array(pools.drawn.length * pools.days).fill(Number.POSITIVE_INFINITY)
    for (const rows of pools.rowsOf) for (let day = 0; day < pools.days; day++) this.#see(rows, day)
  }

  /** Takes minutes of a row's day, or gives them back where they are less than none. */
  take(row: number, day: number, minutes: number): void {
    const { days, drawn, rowsOf, teamOf } = this.pools
    for (const pool of drawn[row]!) this.left[pool * days + day]! -= minutes
    this.#see(rowsOf[teamOf[row]!]!, day)
  }

  #see(rows: readonly number[], day: number): void {
    const { days, drawn } = this.pools
    for (const row of rows) {
      let least = Number.POSITIVE_INFINITY
      for (const pool of drawn[row]!) least = Math.min(least, this.left[pool * days + day]!)
      this.free[row * days + day] = least
    }
  }

  /** The rows whose contacts, taken away, make room for so many minutes of a row's day. */
  helping(row: number, day: number, minutes: number): readonly number[] {
    const { days, drawn, rowsOf, teamOf } = this.pools
    const rows = rowsOf[teamOf[row]!]!
    if (rows.length === 1) return rows
    const short = drawn[row]!.filter(pool => this.left[pool * days + day]! < minutes)
    return rows.filter(other => short.every(pool => drawn[other]!.includes(pool)))
  }
}
