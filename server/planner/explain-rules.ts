import type { Plan } from './arbitrate-rules.ts'
import { UNPLANNED } from './choose-rules.ts'
import { OUTCOMES, type Outcome } from './outcome-rules.ts'
import { NEVER, type Spacing } from './rules.ts'
import { distances, isLeftBy, sameCustomer } from './spacing-rules.ts'

/** Why each due purpose is planned as it is. */
export interface Explanations {
  /** Number of the outcome in `OUTCOMES`. */
  outcome: Uint8Array
  /** The due purpose that carries it, that took its day, or that is too near; `NOBODY` where there is none. */
  other: Int32Array
}

export const NOBODY = -1

/** Explains a plan, purpose by purpose. */
export function explain(plan: Plan, spacing: readonly Spacing[]): Explanations {
  const explaining = new Explaining(plan, distances(spacing))
  const { head, carrierOf } = plan.contacts
  const outcome = new Uint8Array(carrierOf.length)
  const other = new Int32Array(carrierOf.length).fill(NOBODY)
  for (let due = 0; due < carrierOf.length; due++) {
    const contact = carrierOf[due]!
    const isHead = head[contact] === due
    const found: Found = isHead ? explaining.of(contact) : { why: 'carried', other: head[contact]! }
    outcome[due] = OUTCOMES.indexOf(found.why)
    other[due] = found.other
  }
  return { outcome, other }
}

interface Found {
  why: Outcome
  other: number
}

class Explaining {
  readonly #plan: Plan
  readonly #spacing: readonly Spacing[]
  /** The contact worth least by the minute on each day of each row. */
  readonly #least: Int32Array

  constructor(plan: Plan, spacing: readonly Spacing[]) {
    this.#plan = plan
    this.#spacing = spacing
    this.#least = leastOn(plan)
  }

  of(contact: number): Found {
    const { from, last } = this.#plan.contacts
    const day = this.#plan.dayOf[contact]!
    if (from[contact] === NEVER) return { why: 'not-allowed', other: NOBODY }
    if (day === UNPLANNED && from[contact]! > last[contact]!) return { why: 'released-too-late', other: NOBODY }
    if (day === from[contact]) return { why: 'first-day', other: NOBODY }
    return day === UNPLANNED ? this.#ofUnplanned(contact) : this.#ofLater(contact, day)
  }

  #ofLater(contact: number, planned: number): Found {
    let found: Found = { why: 'no-work-before', other: NOBODY }
    for (let day = this.#plan.contacts.from[contact]!; day < planned; day++) {
      const here = this.#onDay(contact, day)
      if (here?.why === 'nobody-able') found = { why: 'nobody-able-before', other: NOBODY }
      else if (here) return here
    }
    return found
  }

  #ofUnplanned(contact: number): Found {
    const { from, last } = this.#plan.contacts
    let found: Found = { why: 'no-work', other: NOBODY }
    for (let day = from[contact]!; day <= last[contact]!; day++) {
      const here = this.#onDay(contact, day)
      if (here?.why === 'day-was-full') return { why: 'no-room', other: here.other }
      if (here?.why === 'able-were-full') return { why: 'no-room-with-able', other: here.other }
      if (here?.why === 'nobody-able') found = found.why === 'no-work' ? here : found
      else if (here) found = { why: 'no-day-beside-another', other: here.other }
    }
    return found
  }

  /** Why a contact is not on a day; `undefined` where the team does not work. */
  #onDay(contact: number, day: number): Found | undefined {
    const { contacts, room } = this.#plan
    const { days, row, own, minutes } = room.pools
    const need = contacts.minutes[contact]!
    const [ofTeam, cell] = [contacts.team[contact]! * days + day, row[contact]! * days + day]
    if (minutes[ofTeam]! < need) return undefined
    if (own[cell]! < need) return { why: 'nobody-able', other: NOBODY }
    if (!isLeftBy(this.#plan, this.#spacing, contact, day))
      return { why: 'near-another', other: this.#nearest(contact, day) }
    if (room.free[cell]! >= need) return { why: 'left-to-others', other: NOBODY }
    const other = this.#leastOf(room.helping(row[contact]!, day, need), day)
    return { why: room.left[ofTeam]! < need ? 'day-was-full' : 'able-were-full', other }
  }

  #leastOf(rows: readonly number[], day: number): number {
    const { contacts, room } = this.#plan
    const there = rows.map(row => this.#least[row * room.pools.days + day]!).filter(contact => contact >= 0)
    const least = there.reduce((one, other) => (isLess(contacts, other, one) ? other : one), there[0] ?? -1)
    return least < 0 ? NOBODY : contacts.head[least]!
  }

  #nearest(contact: number, day: number): number {
    const { contacts, dayOf } = this.#plan
    const [first, end] = sameCustomer(contacts, contact)
    let nearest = NOBODY
    let least = Number.POSITIVE_INFINITY
    for (let other = first; other < end; other++) {
      const away = dayOf[other] === UNPLANNED ? this.#plan.room.pools.days : Math.abs(dayOf[other]! - day)
      if (other !== contact && away < least) {
        nearest = contacts.head[other]!
        least = away
      }
    }
    return nearest
  }
}

function leastOn({ contacts, dayOf, room: { free, pools } }: Plan): Int32Array {
  const least = new Int32Array(free.length).fill(-1)
  for (let contact = 0; contact < contacts.count; contact++) {
    if (dayOf[contact] === UNPLANNED) continue
    const cell = pools.row[contact]! * pools.days + dayOf[contact]!
    const other = least[cell]!
    if (other < 0 || isLess(contacts, contact, other)) least[cell] = contact
  }
  return least
}

/** Whether a contact is less urgent than another or, as urgent, worth less by the minute. */
function isLess({ urgency, value, minutes }: Plan['contacts'], one: number, other: number): boolean {
  if (urgency[one] !== urgency[other]) return urgency[one]! > urgency[other]!
  return value[one]! / minutes[one]! < value[other]! / minutes[other]!
}
