import type { Plan } from './arbitrate-rules.ts'
import { UNPLANNED } from './choose-rules.ts'
import { OUTCOMES, type Outcome } from './outcome-rules.ts'
import { distances, isLeftBy, sameCustomer } from './place-rules.ts'
import { type Capacity, NEVER, type Spacing } from './rules.ts'

/** Why each due purpose is planned as it is. */
export interface Explanations {
  /** Number of the outcome in `OUTCOMES`. */
  outcome: Uint8Array
  /** The due purpose that carries it, that took its day, or that is too near; `NOBODY` where there is none. */
  other: Int32Array
}

export const NOBODY = -1

/** Explains a plan, purpose by purpose. */
export function explain(plan: Plan, capacity: Capacity, spacing: readonly Spacing[]): Explanations {
  const explaining = new Explaining(plan, capacity, distances(spacing))
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
  readonly #capacity: Capacity
  readonly #spacing: readonly Spacing[]
  /** The contact worth least by the minute on each day of each team. */
  readonly #least: Int32Array

  constructor(plan: Plan, capacity: Capacity, spacing: readonly Spacing[]) {
    this.#plan = plan
    this.#capacity = capacity
    this.#spacing = spacing
    this.#least = leastOn(plan, capacity)
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
    for (let day = this.#plan.contacts.from[contact]!; day < planned; day++) {
      const found = this.#onDay(contact, day)
      if (found) return found
    }
    return { why: 'no-work-before', other: NOBODY }
  }

  #ofUnplanned(contact: number): Found {
    const { from, last } = this.#plan.contacts
    let found: Found = { why: 'no-work', other: NOBODY }
    for (let day = from[contact]!; day <= last[contact]!; day++) {
      const here = this.#onDay(contact, day)
      if (here?.why === 'day-was-full') return { why: 'no-room', other: here.other }
      if (here) found = { why: 'no-day-beside-another', other: here.other }
    }
    return found
  }

  /** Why a contact is not on a day; `undefined` where the team does not work. */
  #onDay(contact: number, day: number): Found | undefined {
    const { contacts, room } = this.#plan
    const cell = contacts.team[contact]! * this.#capacity.days + day
    if (this.#capacity.minutes[cell]! < contacts.minutes[contact]!) return undefined
    if (!isLeftBy(this.#plan, this.#spacing, contact, day))
      return { why: 'near-another', other: this.#nearest(contact, day) }
    if (room[cell]! >= contacts.minutes[contact]!) return { why: 'left-to-others', other: NOBODY }
    const least = this.#least[cell]!
    return { why: 'day-was-full', other: least < 0 ? NOBODY : contacts.head[least]! }
  }

  #nearest(contact: number, day: number): number {
    const { contacts, dayOf } = this.#plan
    const [first, end] = sameCustomer(contacts, contact)
    let nearest = NOBODY
    let least = Number.POSITIVE_INFINITY
    for (let other = first; other < end; other++) {
      const away = dayOf[other] === UNPLANNED ? this.#capacity.days : Math.abs(dayOf[other]! - day)
      if (other !== contact && away < least) {
        nearest = contacts.head[other]!
        least = away
      }
    }
    return nearest
  }
}

function leastOn({ contacts, dayOf }: Plan, { minutes, days }: Capacity): Int32Array {
  const least = new Int32Array(minutes.length).fill(-1)
  const density = (contact: number) => contacts.value[contact]! / contacts.minutes[contact]!
  for (let contact = 0; contact < contacts.count; contact++) {
    if (dayOf[contact] === UNPLANNED) continue
    const cell = contacts.team[contact]! * days + dayOf[contact]!
    const other = least[cell]!
    const less = other < 0 || contacts.urgency[contact]! > contacts.urgency[other]!
    const alike = other >= 0 && contacts.urgency[contact] === contacts.urgency[other]
    if (less || (alike && density(contact) < density(other))) least[cell] = contact
  }
  return least
}
