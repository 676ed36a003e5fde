import { UNPLANNED } from './choose-rules.ts'
import type { Contacts } from './merge-rules.ts'
import type { Room } from './pool-rules.ts'

/** Contacts with the days they have so far, and the minutes that are left. */
export interface Placed {
  contacts: Contacts
  /** `UNPLANNED` where there is no room. */
  dayOf: Int16Array
  room: Room
}

/** How many contacts of a full day are asked at a time whether they can go to another. */
const ASKED_AT_ONCE = 8

/** The contacts of one class on each day of each row, the least valuable by the minute first. */
export class FullDays {
  readonly #at: Placed
  readonly #days: number
  readonly #starts: Int32Array
  readonly #sorted: Int32Array
  readonly #movable: Int32Array
  readonly #least: Int32Array

  constructor(at: Placed, members: Int32Array, density: Float64Array) {
    this.#at = at
    this.#days = at.room.pools.days
    const cells = at.room.free.length
    const placed = members.filter(contact => at.dayOf[contact] !== UNPLANNED)
    placed.sort((a, b) => this.#cell(a) - this.#cell(b) || density[a]! - density[b]! || a - b)
    this.#sorted = placed
    this.#starts = new Int32Array(cells + 1)
    for (const contact of placed) this.#starts[this.#cell(contact) + 1]!++
    for (let cell = 0; cell < cells; cell++) this.#starts[cell + 1]! += this.#starts[cell]!
    this.#movable = this.#starts.slice()
    this.#least = this.#starts.slice()
  }

  #cell(contact: number): number {
    return this.#at.room.pools.row[contact]! * this.#days + this.#at.dayOf[contact]!
  }

  /** One of a day that can go elsewhere. Who can never go is not asked again: room only becomes less. */
  findMovable(cell: number, day: number, ask: (contact: number) => 'yes' | 'no' | 'never'): number {
    const end = this.#starts[cell + 1]!
    let next = this.#movable[cell]!
    let passing = true
    for (let asked = 0; next < end && asked < ASKED_AT_ONCE; next++) {
      const contact = this.#sorted[next]!
      const answer = this.#at.dayOf[contact] === day ? ask(contact) : 'never'
      if (answer === 'yes') return contact
      if (answer === 'no') {
        passing = false
        asked++
      }
      if (passing) this.#movable[cell] = next + 1
    }
    return -1
  }

  /** The least valuable by the minute that are still on a day, some of them. */
  least(cell: number, day: number): number[] {
    const end = this.#starts[cell + 1]!
    const found: number[] = []
    for (let next = this.#least[cell]!; next < end && found.length < ASKED_AT_ONCE; next++) {
      if (this.#at.dayOf[this.#sorted[next]!] === day) found.push(this.#sorted[next]!)
      else if (found.length === 0) this.#least[cell] = next + 1
    }
    return found
  }
}
