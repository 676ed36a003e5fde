import { type Contacts, mustPrecede } from './merge-rules.ts'
import type { Pools } from './pool-rules.ts'
import { FADE_PER_DAY, type Spacing, WEIGHT_OF_URGENCY } from './rules.ts'

export const UNPLANNED = -1
/** Minutes are counted in fractions; what is smaller than this is none. */
export const NOTHING = 1e-6
/** A customer with more contacts than this chooses for each by itself. */
const MOST_AT_ONCE = 5

/**
 * Chooses for one customer at a time the days that are worth most at given prices: the value of each contact on its day,
 * less the price of its minutes, over all his contacts together, with the days between them and in their order. Found
 * exactly, day by day over the sets of contacts made so far (Bellman).
 */
export class Choosing {
  /** The day chosen for each contact, `UNPLANNED` where none is worth its price. */
  readonly dayOf: Int16Array
  readonly #contacts: Contacts
  readonly #row: Uint16Array
  readonly #days: number
  readonly #gap: number
  #apart = 1
  #spread = 0
  #room: Float64Array | undefined
  #free: Float64Array | undefined
  readonly #most: number
  #atMost = MOST_AT_ONCE
  readonly #best: Float64Array
  readonly #made: Int8Array
  readonly #gains = new Float64Array(MOST_AT_ONCE)
  readonly #after = new Int32Array(MOST_AT_ONCE)

  /** @param pools prices and room are by their rows */
  constructor(contacts: Contacts, { row, days }: Pools, spacing: readonly Spacing[]) {
    this.#contacts = contacts
    this.#row = row
    this.#days = days
    const ofCalls = spacing.filter(({ holds, counts }) => holds !== 'email' && counts !== 'email')
    this.#gap = Math.max(1, ...ofCalls.filter(rule => rule.most === 1).map(rule => rule.days))
    this.#most = Math.min(MOST_AT_ONCE, ...ofCalls.filter(rule => rule.days >= days).map(rule => rule.most))
    this.dayOf = new Int16Array(contacts.count).fill(UNPLANNED)
    this.#best = new Float64Array((days + 1) << MOST_AT_ONCE)
    this.#made = new Int8Array((days + 1) << MOST_AT_ONCE)
  }

  /**
   * Chooses for the contacts from `first` to before `end`, all of one customer; answers what they gain.
   * @param spread how much the worth of days is scattered, without pattern but always alike; that of mails never is, they
   *   need not spread
   */
  choose(first: number, end: number, price: Float64Array, spread = 0): number {
    this.#spread = spread
    if (end - first === 1) return this.#chooseOne(first, price)
    if (end - first > MOST_AT_ONCE) {
      let gain = 0
      for (let contact = first; contact < end; contact++) gain += this.#chooseOne(contact, price)
      return gain
    }
    return this.#chooseTogether(first, end - first, price)
  }

  /** As `choose`, without prices but only among days that have room. */
  chooseWithin(first: number, end: number, room: Float64Array): number {
    this.#free ??= new Float64Array(room.length)
    this.#room = room
    const gain = this.choose(first, end, this.#free)
    this.#room = undefined
    return gain
  }

  #hasRoom(contact: number, cell: number): boolean {
    return this.#room === undefined || this.#room[cell]! >= this.#contacts.minutes[contact]! - NOTHING
  }

  #chooseOne(contact: number, price: Float64Array): number {
    const { from, last, minutes, byMail } = this.#contacts
    const row = this.#row[contact]! * this.#days
    const need = minutes[contact]!
    let worth = weightedValue(this.#contacts, contact)
    const fade = worth * FADE_PER_DAY
    const spread = byMail[contact] === 1 ? 0 : this.#spread
    const atMost = 1 + spread * MOST_SCATTERED
    const end = last[contact]!
    let most = 0
    let where = UNPLANNED
    for (let day = from[contact]!; day <= end; day++, worth -= fade) {
      const cost = need * price[row + day]!
      // Few days can be the best at all; only their worth is scattered.
      if (worth * atMost - cost <= most) continue
      const gain = worth * (1 + spread * scatter(contact, day)) - cost
      if (gain > most && this.#hasRoom(contact, row + day)) {
        most = gain
        where = day
      }
    }
    this.dayOf[contact] = where
    return most
  }

  #chooseTogether(first: number, count: number, price: Float64Array): number {
    const { from, last, byMail } = this.#contacts
    let [begin, finish] = [this.#days, -1]
    let mails = 0
    for (let contact = first; contact < first + count; contact++) {
      begin = Math.min(begin, from[contact]!)
      finish = Math.max(finish, last[contact]!)
      mails |= byMail[contact]!
      this.#after[contact - first] = this.#predecessors(first, count, contact)
    }
    // Not every distance is one of mails too: where there are any, it is left to whoever places what was chosen.
    this.#apart = mails === 1 ? 1 : this.#gap
    this.#atMost = mails === 1 ? MOST_AT_ONCE : this.#most
    const sets = 1 << count
    this.#best.fill(Number.NEGATIVE_INFINITY, 0, sets)
    this.#best[0] = 0
    for (let day = begin; day <= finish; day++) this.#chooseDay(first, count, day, begin, price)
    return this.#traceBack(first, count, begin, finish)
  }

  #predecessors(first: number, count: number, contact: number): number {
    let set = 0
    for (let other = first; other < first + count; other++) {
      if (other !== contact && mustPrecede(this.#contacts, other, contact)) set |= 1 << (other - first)
    }
    return set
  }

  // The best worth of each set of contacts made until this day: as until yesterday, or one of them made today and the
  // others until the last day that leaves enough between.
  #chooseDay(first: number, count: number, day: number, begin: number, price: Float64Array): void {
    const sets = 1 << count
    const step = day - begin + 1
    const [here, before] = [step * sets, (step - 1) * sets]
    const apart = Math.max(0, step - this.#apart) * sets
    const best = this.#best
    const free = this.#gainsOn(first, count, day, price)
    for (let set = 0; set < sets; set++) {
      let most = best[before + set]!
      let made = -1
      for (let n = 0; n < count; n++) {
        const bit = 1 << n
        if ((set & bit) === 0 || (free & bit) === 0) continue
        const rest = set & ~bit
        const open = this.#after[n]! & ~rest
        if (open !== 0 && !this.#areOver(first, open, day)) continue
        const worth = best[apart + rest]! + this.#gains[n]!
        if (worth > most) {
          most = worth
          made = n
        }
      }
      best[here + set] = most
      this.#made[here + set] = made
    }
  }

  #gainsOn(first: number, count: number, day: number, price: Float64Array): number {
    const { from, last, minutes, byMail } = this.#contacts
    let free = 0
    for (let n = 0; n < count; n++) {
      const contact = first + n
      const cell = this.#row[contact]! * this.#days + day
      if (day < from[contact]! || day > last[contact]! || !this.#hasRoom(contact, cell)) continue
      const worth = weightedValue(this.#contacts, contact) * (1 - FADE_PER_DAY * (day - from[contact]!))
      const spread = byMail[contact] === 1 ? 0 : this.#spread
      this.#gains[n] = worth * (1 + spread * scatter(contact, day)) - minutes[contact]! * price[cell]!
      free |= 1 << n
    }
    return free
  }

  #areOver(first: number, set: number, day: number): boolean {
    for (let n = 0; n < MOST_AT_ONCE; n++) {
      if ((set & (1 << n)) !== 0 && this.#contacts.last[first + n]! >= day) return false
    }
    return true
  }

  #traceBack(first: number, count: number, begin: number, finish: number): number {
    const sets = 1 << count
    let step = Math.max(0, finish - begin + 1)
    let set = 0
    let most = 0
    for (let other = 1; other < sets; other++) {
      if (bits(other) <= this.#atMost && this.#best[step * sets + other]! > most) {
        set = other
        most = this.#best[step * sets + other]!
      }
    }
    for (let n = 0; n < count; n++) this.dayOf[first + n] = UNPLANNED
    while (set !== 0 && step > 0) {
      const made = this.#made[step * sets + set]!
      if (made < 0) step--
      else {
        this.dayOf[first + made] = begin + step - 1
        set &= ~(1 << made)
        step = Math.max(0, step - this.#apart)
      }
    }
    return most
  }
}

/** The value of a contact with the weight of its class. */
export function weightedValue({ value, urgency }: Contacts, contact: number): number {
  return value[contact]! * WEIGHT_OF_URGENCY[urgency[contact]!]!
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}

const MOST_SCATTERED = 0.5

/** A number between −0.5 and 0.5 that is the same for the same contact and day and without pattern over them. */
function scatter(contact: number, day: number): number {
  let mixed = Math.imul(contact + 1, 0x9e3779b1) ^ Math.imul(day + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  mixed ^= mixed >>> 13
  return (mixed >>> 0) / 2 ** 32 - 0.5
}
