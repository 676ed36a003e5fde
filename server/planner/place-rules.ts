import { Choosing, NOTHING, UNPLANNED, weightedValue } from './choose-rules.ts'
import { FullDays, type Placed } from './full-day-rules.ts'
import { mustPrecede } from './merge-rules.ts'
import { faded, type Spacing, type Terms } from './rules.ts'
import { distances, isLeftBy, sameCustomer } from './spacing-rules.ts'

const NONE: ReadonlySet<number> = new Set()

/** Gives contacts of one class their days, at prices that say where room is scarce. Whoever comes first is served first. */
export class Placing {
  readonly #at: Placed
  readonly #days: number
  readonly #spacing: readonly Spacing[]
  readonly #price: Float64Array
  readonly #density: Float64Array
  #choosing: Choosing | undefined

  /** @param density what each contact is worth by the minute */
  constructor(at: Placed, terms: Pick<Terms, 'spacing'>, given: { price: Float64Array; density: Float64Array }) {
    this.#at = at
    this.#days = at.room.pools.days
    this.#spacing = distances(terms.spacing)
    this.#price = given.price
    this.#density = given.density
  }

  /** Places the contacts on the days chosen for them, as far as there is room. */
  placeAsChosen(members: Int32Array, chosen: Int16Array): void {
    for (const contact of members) {
      const day = chosen[contact]!
      if (day === UNPLANNED || !this.#mayBeOn(contact, day)) continue
      if (this.#free(contact, day) >= this.#at.contacts.minutes[contact]! - NOTHING) this.#put(contact, day)
    }
  }

  /** Places the contacts that have no day yet, each on the day that is best for it at these prices. */
  placeAll(members: Int32Array): void {
    for (const contact of members) {
      const day = this.#at.dayOf[contact] === UNPLANNED ? this.#bestDay(contact) : UNPLANNED
      if (day !== UNPLANNED) this.#put(contact, day)
    }
  }

  /**
   * Makes room for those that found none: another contact goes to a day that is free for it or, where none can, one worth
   * less gives way and looks for another day itself.
   */
  makeRoom(members: Int32Array): void {
    const left = members.filter(contact => this.#at.dayOf[contact] === UNPLANNED)
    if (left.length === 0) return
    const full = new FullDays(this.#at, members, this.#density)
    const waiting = [...left]
    for (let n = 0; n < waiting.length; n++) {
      const contact = waiting[n]!
      const day = this.#bestDay(contact)
      if (day !== UNPLANNED) this.#put(contact, day)
      else if (!this.#pushOne(contact, full)) {
        const gaveWay = this.#replaceOne(contact, full)
        if (gaveWay >= 0) waiting.push(gaveWay)
      }
    }
  }

  /**
   * Finds other days for the contacts of customers of whom some have none, where that is worth more, among the contacts of
   * classes up to this.
   */
  rearrange(urgency: number): void {
    const { contacts, dayOf, room } = this.#at
    this.#choosing ??= new Choosing(contacts, room.pools, this.#spacing)
    for (let first = 0, end = 0; first < contacts.count; first = end) {
      end = sameCustomer(contacts, first)[1]
      if (end - first === 1 || !this.#hasSome(first, end, urgency)) continue
      const before = dayOf.slice(first, end)
      const worthBefore = this.#worthBetween(first, end)
      for (let contact = first; contact < end; contact++) if (dayOf[contact] !== UNPLANNED) this.#take(contact)
      this.#choosing.chooseWithin(first, end, room.free)
      if (this.#putChosen(first, end) && this.#worthBetween(first, end) > worthBefore + NOTHING) continue
      for (let contact = first; contact < end; contact++) if (dayOf[contact] !== UNPLANNED) this.#take(contact)
      for (let contact = first; contact < end; contact++) {
        if (before[contact - first] !== UNPLANNED) this.#put(contact, before[contact - first]!)
      }
    }
  }

  #hasSome(first: number, end: number, urgency: number): boolean {
    let [some, none] = [false, false]
    for (let contact = first; contact < end; contact++) {
      if (this.#at.contacts.urgency[contact]! > urgency) return false
      if (this.#at.dayOf[contact] === UNPLANNED) none = true
      else some = true
    }
    return some && none
  }

  #worthBetween(first: number, end: number): number {
    let worth = 0
    for (let contact = first; contact < end; contact++) {
      const day = this.#at.dayOf[contact]!
      if (day !== UNPLANNED) worth += this.#worth(contact, day)
    }
    return worth
  }

  #putChosen(first: number, end: number): boolean {
    const chosen = this.#choosing!.dayOf
    const inTime = Array.from({ length: end - first }, (_, n) => first + n)
      .filter(contact => chosen[contact] !== UNPLANNED)
      .sort((a, b) => chosen[a]! - chosen[b]!)
    for (const contact of inTime) {
      if (!this.#mayBeOn(contact, chosen[contact]!)) return false
      this.#put(contact, chosen[contact]!)
    }
    return true
  }

  /** Gives mails the first days that the other contacts of their customers leave. */
  settleMails(mails: Int32Array): void {
    if (mails.length === 0) return
    do this.placeAll(mails)
    while (this.bringForward(mails, NONE))
  }

  /**
   * Moves contacts to earlier days where there is room left, of teams that leave out nobody whom anybody there could call;
   * answers whether any.
   */
  bringForward(members: Int32Array, leavesOut: ReadonlySet<number> = this.#teamsLeavingOut()): boolean {
    const { contacts, dayOf } = this.#at
    let some = false
    for (const contact of members) {
      const today = dayOf[contact]!
      if (today === UNPLANNED) continue
      if (contacts.byMail[contact] === 0 && leavesOut.has(contacts.team[contact]!)) continue
      const need = contacts.minutes[contact]! - NOTHING
      for (let day = contacts.from[contact]!; day < today; day++) {
        if (this.#free(contact, day) < need || !this.#mayBeOn(contact, day)) continue
        this.#take(contact)
        this.#put(contact, day)
        some = true
        break
      }
    }
    return some
  }

  #teamsLeavingOut(): Set<number> {
    const { contacts, dayOf, room } = this.#at
    const { row, needOf, own } = room.pools
    const teams = new Set<number>()
    for (let contact = 0; contact < contacts.count; contact++) {
      const [from, last] = [contacts.from[contact]!, contacts.last[contact]!]
      if (from > last || dayOf[contact] !== UNPLANNED || contacts.byMail[contact] === 1) continue
      const first = row[contact]! * this.#days
      const byAnybody =
        needOf[row[contact]!] === 0 || own.subarray(first + from, first + last + 1).some(here => here > 0)
      if (byAnybody) teams.add(contacts.team[contact]!)
    }
    return teams
  }

  #free(contact: number, day: number): number {
    const { free, pools } = this.#at.room
    return free[pools.row[contact]! * this.#days + day]!
  }

  #bestDay(contact: number, except = UNPLANNED): number {
    const { contacts, room } = this.#at
    const row = room.pools.row[contact]! * this.#days
    const need = contacts.minutes[contact]! - NOTHING
    let best = UNPLANNED
    let most = Number.NEGATIVE_INFINITY
    for (let day = contacts.from[contact]!; day <= contacts.last[contact]!; day++) {
      if (room.free[row + day]! < need || day === except) continue
      const gain = this.#worth(contact, day) - need * this.#price[row + day]!
      if (gain > most && this.#mayBeOn(contact, day)) {
        most = gain
        best = day
      }
    }
    return best
  }

  #worth(contact: number, day: number): number {
    const { contacts } = this.#at
    return faded(weightedValue(contacts, contact), day - contacts.from[contact]!)
  }

  #put(contact: number, day: number): void {
    const { contacts, dayOf, room } = this.#at
    dayOf[contact] = day
    room.take(room.pools.row[contact]!, day, contacts.minutes[contact]!)
  }

  #take(contact: number): void {
    const { contacts, dayOf, room } = this.#at
    room.take(room.pools.row[contact]!, dayOf[contact]!, -contacts.minutes[contact]!)
    dayOf[contact] = UNPLANNED
  }

  #mayBeOn(contact: number, day: number): boolean {
    return isLeftBy(this.#at, this.#spacing, contact, day)
  }

  #pushOne(contact: number, full: FullDays): boolean {
    const { contacts } = this.#at
    for (let day = contacts.from[contact]!; day <= contacts.last[contact]!; day++) {
      const missing = contacts.minutes[contact]! - this.#free(contact, day) - NOTHING
      if (!this.#mayBeOn(contact, day)) continue
      const asked = (other: number) => {
        if (contacts.customer[other] === contacts.customer[contact]) return 'no'
        if (this.#bestDay(other, day) === UNPLANNED) return 'never'
        return contacts.minutes[other]! >= missing ? 'yes' : 'no'
      }
      const goes = this.#helping(contact, day).reduce(
        (found, cell) => (found < 0 ? full.findMovable(cell, day, asked) : found),
        -1,
      )
      if (goes < 0) continue
      const elsewhere = this.#bestDay(goes, day)
      this.#take(goes)
      this.#put(goes, elsewhere)
      this.#put(contact, day)
      return true
    }
    return false
  }

  /** The cells whose contacts make room for one on a day when they go. */
  #helping(contact: number, day: number): number[] {
    const { contacts, room } = this.#at
    const rows = room.helping(room.pools.row[contact]!, day, contacts.minutes[contact]! - NOTHING)
    return rows.map(row => row * this.#days + day)
  }

  #replaceOne(contact: number, full: FullDays): number {
    const { contacts } = this.#at
    let gives = -1
    let most = 0
    let where = UNPLANNED
    for (let day = contacts.from[contact]!; day <= contacts.last[contact]!; day++) {
      const missing = contacts.minutes[contact]! - this.#free(contact, day) - NOTHING
      if (!this.#mayBeOn(contact, day)) continue
      const worth = this.#worth(contact, day)
      for (const other of this.#helping(contact, day).flatMap(cell => full.least(cell, day))) {
        const gain = worth - this.#worth(other, day)
        if (gain <= most || contacts.minutes[other]! < missing || this.#isNeeded(other, contact)) continue
        most = gain
        gives = other
        where = day
      }
    }
    if (gives < 0) return -1
    this.#take(gives)
    this.#put(contact, where)
    return gives
  }

  /** Whether one may not give way: it belongs to the same customer, or others of its customer may only come after it. */
  #isNeeded(contact: number, by: number): boolean {
    const { contacts, dayOf } = this.#at
    if (contacts.customer[contact] === contacts.customer[by]) return true
    const [first, end] = sameCustomer(contacts, contact)
    for (let other = first; other < end; other++) {
      if (dayOf[other] !== UNPLANNED && mustPrecede(contacts, contact, other)) return true
    }
    return false
  }
}
