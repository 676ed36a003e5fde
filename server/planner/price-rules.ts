import { Choosing } from './choose-rules.ts'
import type { Contacts } from './merge-rules.ts'
import { type Pools, pricesByRow } from './pool-rules.ts'
import type { Spacing } from './rules.ts'

/** What a minute of each pool costs on each day, so that the contacts that are worth their price just fill the days. */
export interface Prices {
  /** By `pool * days + day`, in weighted value for each minute. */
  each: Float64Array
  /** No plan of these contacts is worth more, weighted by class. */
  bound: number
  /** The day each contact would choose at these prices. */
  chosen: Int16Array
}

/** Told from time to time how much of the work is done, between 0 and 1. */
export type Progress = (share: number) => void

/** Prices are first sought among so many contacts, which stand for all. */
const SAMPLE = 40_000
const ROUNDS_ON_SAMPLE = 160
const ROUNDS_ON_ALL = 12
/** The rest of the work is placing. */
const MOST_CHANGE = 0.8
const SHARE_OF_PRICES = 0.75
/** Prices move by this power of what is asked to what there is, less and less. */
const FIRST_POWER = 1
const POWER_AFTER_SAMPLE = 0.03
const LAST_POWER = 0.008
/** How much the worth of days is scattered, from the first round to the last: alike contacts then spread over like days. */
const FIRST_SPREAD = 0.3
const LAST_SPREAD = 0.03
/** A day without work costs more than anything is worth. */
const CLOSED = 1e15
const LEAST_MINUTES = 0.5

/**
 * Seeks the prices by Lagrangian relaxation of the capacities (Held and Karp 1971): every customer chooses his days at the
 * prices of the moment, each contact paying in every pool it takes from, and the price of a pool's day rises by the ratio
 * of what is asked of it to what there is. What the customers gain at any prices, and the worth of the capacity at these,
 * together bound every plan from above.
 */
export function pricesOf(contacts: Contacts, pools: Pools, spacing: readonly Spacing[], progress?: Progress): Prices {
  const seeking = new Seeking(contacts, pools, spacing, progress)
  const stride = strideOf(contacts)
  const first = seeking.seek(stride, { power: FIRST_POWER, spread: FIRST_SPREAD, rounds: ROUNDS_ON_SAMPLE })
  if (stride === 1) return first
  return seeking.seek(1, { power: POWER_AFTER_SAMPLE, spread: LAST_SPREAD, rounds: ROUNDS_ON_ALL })
}

function strideOf({ count }: Contacts): number {
  return Math.max(1, Math.floor(count / SAMPLE))
}

interface Pace {
  power: number
  spread: number
  rounds: number
}

class Seeking {
  readonly #contacts: Contacts
  readonly #pools: Pools
  readonly #choosing: Choosing
  readonly #price: Float64Array
  readonly #priceOfRow: Float64Array
  readonly #asked: Float64Array
  readonly #askedOfRow: Float64Array
  readonly #floor: number
  readonly #progress: Progress | undefined
  readonly #workInAll: number
  #work = 0
  /** The first contact of each customer who is asked. */
  #sample: Int32Array = new Int32Array(0)

  constructor(contacts: Contacts, pools: Pools, spacing: readonly Spacing[], progress: Progress | undefined) {
    this.#progress = progress
    const stride = strideOf(contacts)
    this.#workInAll = ROUNDS_ON_SAMPLE / stride + (stride === 1 ? 0 : ROUNDS_ON_ALL)
    this.#contacts = contacts
    this.#pools = pools
    this.#choosing = new Choosing(contacts, pools, spacing)
    this.#asked = new Float64Array(pools.minutes.length)
    this.#askedOfRow = new Float64Array(pools.drawn.length * pools.days)
    this.#priceOfRow = new Float64Array(this.#askedOfRow.length)
    this.#floor = typicalDensity(contacts) / 1000
    this.#price = pools.minutes.map(minutes => (minutes < LEAST_MINUTES ? CLOSED : this.#floor))
  }

  /** Goes on for some rounds with every `stride`-th customer and that share of the capacity. */
  seek(stride: number, { power, spread, rounds }: Pace): Prices {
    this.#sample = firstsOf(this.#contacts, stride)
    for (let round = 0; round < rounds; round++) {
      const done = round / rounds
      this.#ask(stride, spread * (LAST_SPREAD / spread) ** done)
      this.#move(stride, power * (LAST_POWER / power) ** done)
    }
    this.#ask(stride, LAST_SPREAD)
    const chosen = this.#choosing.dayOf.slice()
    return { each: this.#price, bound: this.#ask(stride, 0) * stride + this.#worthOfCapacity(), chosen }
  }

  #worthOfCapacity(): number {
    const { minutes } = this.#pools
    return minutes.reduce((sum, each, cell) => (each < LEAST_MINUTES ? sum : sum + each * this.#price[cell]!), 0)
  }

  #ask(stride: number, spread: number): number {
    const { count, customer, minutes } = this.#contacts
    const { days, row } = this.#pools
    const price = pricesByRow(this.#pools, this.#price, this.#priceOfRow)
    this.#askedOfRow.fill(0)
    this.#work += 1 / stride
    this.#progress?.(SHARE_OF_PRICES * Math.min(1, this.#work / this.#workInAll))
    let gained = 0
    for (const first of this.#sample) {
      let end = first + 1
      while (end < count && customer[end] === customer[first]) end++
      gained += this.#choosing.choose(first, end, price, spread)
      for (let contact = first; contact < end; contact++) {
        const day = this.#choosing.dayOf[contact]!
        if (day >= 0) this.#askedOfRow[row[contact]! * days + day]! += minutes[contact]!
      }
    }
    this.#sumUp()
    return gained
  }

  #sumUp(): void {
    const { days, drawn } = this.#pools
    this.#asked.fill(0)
    for (const [row, pools] of drawn.entries()) {
      for (const pool of pools) {
        for (let day = 0; day < days; day++) this.#asked[pool * days + day]! += this.#askedOfRow[row * days + day]!
      }
    }
  }

  #move(stride: number, power: number): void {
    const { minutes } = this.#pools
    for (let cell = 0; cell < minutes.length; cell++) {
      if (minutes[cell]! < LEAST_MINUTES) continue
      // A day that everybody leaves must fall no faster than one that everybody wants rises, or prices sink between them.
      const beyond = (this.#asked[cell]! * stride) / minutes[cell]! - 1
      const change = Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, power * beyond))
      this.#price[cell] = Math.max(this.#floor, this.#price[cell]! * Math.exp(change))
    }
  }
}

/** The first contact of every `stride`-th customer. */
function firstsOf({ count, customer }: Contacts, stride: number): Int32Array {
  const firsts = new Int32Array(count)
  let [found, customers] = [0, 0]
  for (let contact = 0; contact < count; contact++) {
    if (contact > 0 && customer[contact] === customer[contact - 1]) continue
    if (stride === 1 || scrambled(customers) % stride === 0) firsts[found++] = contact
    customers++
  }
  return firsts.slice(0, found)
}

/** A number without pattern, so that a sample is like all even where every twentieth customer is alike. */
function scrambled(customer: number): number {
  const mixed = Math.imul(customer ^ (customer >>> 16), 0x45d9f3b)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

function typicalDensity({ count, value, minutes }: Contacts): number {
  let [values, needed] = [0, 0]
  for (let contact = 0; contact < count; contact++) {
    values += value[contact]!
    needed += minutes[contact]!
  }
  return values / Math.max(needed, 1)
}
