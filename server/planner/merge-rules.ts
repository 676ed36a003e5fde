import { canDo } from './need-rules.ts'
import type { Capacity, Dues, Terms } from './rules.ts'

/** Contacts to be made, those of one customer side by side, each carrying one or several due purposes. */
export interface Contacts {
  count: number
  customer: Int32Array
  team: Uint16Array
  from: Int16Array
  last: Int16Array
  nature: Uint8Array
  urgency: Uint8Array
  value: Float64Array
  minutes: Float64Array
  /** The purpose whose follow-up is the contact's: the one it was opened for. */
  head: Int32Array
  /** Its place among the purposes that come first; `UNORDERED` when it has none. */
  rank: Uint8Array
  purposes: Uint8Array
  /** 1 for a mail, which takes no minutes. */
  byMail: Uint8Array
  /** What whoever calls must have, as in `Dues`. */
  need: Uint16Array
  needs: readonly (readonly string[])[]
  /** The contact that carries each due purpose. */
  carrierOf: Int32Array
}

export const UNORDERED = 255
const MOST_PURPOSES = 256
/** A less urgent purpose does not shorten the time of a more urgent contact below this. */
const DAYS_LEFT_TO_THE_URGENT = 3

/**
 * Joins the due purposes of each customer into as few contacts as the policy lets them share: for the same person, on a day
 * that suits all, at most so many, none that may never go together. The urgent and those that come first are asked before
 * the others; each joins the first contact it fits into, never makes a more urgent one wait, and asks no more of whoever
 * calls than that one does. A mail stands by itself.
 */
export function mergedContacts(dues: Dues, terms: Terms, capacity: Pick<Capacity, 'groups'> = {}): Contacts {
  const merging = new Merging(dues, terms, capacity.groups ?? [])
  for (let start = 0, end = 0; start < dues.count; start = end) {
    end = start + 1
    while (end < dues.count && dues.customer[end] === dues.customer[start]) end++
    merging.addCustomer(start, end)
  }
  return merging.contacts
}

/** Whether one contact must be made before another of the same customer; one that has no day at all holds up nothing. */
export function mustPrecede({ from, last, nature, rank }: Contacts, one: number, other: number): boolean {
  return rank[one]! < rank[other]! && nature[one]! <= nature[other]! && from[one]! <= last[one]!
}

class Merging {
  readonly contacts: Contacts
  readonly #dues: Dues
  readonly #terms: Terms
  readonly #ranks: Uint8Array
  readonly #never: ReadonlySet<number>
  readonly #order: (a: number, b: number) => number
  readonly #groups: NonNullable<Capacity['groups']>
  #firstOfCustomer = 0

  constructor(dues: Dues, terms: Terms, groups: NonNullable<Capacity['groups']>) {
    this.#dues = dues
    this.#groups = groups
    this.#terms = terms
    this.#ranks = ranksOf(terms.combining.first)
    this.#never = new Set(terms.combining.never.flatMap(([a, b]) => [pair(a, b), pair(b, a)]))
    const ofSpeech = orderOfSpeech(dues, this.#ranks)
    this.#order = (a, b) => dues.urgency[a]! - dues.urgency[b]! || ofSpeech(a, b)
    this.contacts = { ...emptyContacts(dues.count), needs: dues.needs }
  }

  addCustomer(start: number, end: number): void {
    this.#firstOfCustomer = this.contacts.count
    const inOrder = Array.from({ length: end - start }, (_, n) => start + n)
    if (inOrder.length > 1) inOrder.sort(this.#order)
    for (const due of inOrder) this.#place(due, start, end)
  }

  #place(due: number, start: number, end: number): void {
    for (let contact = this.#firstOfCustomer; contact < this.contacts.count; contact++) {
      if (!this.#fits(due, contact, start, end)) continue
      this.#join(due, contact)
      return
    }
    this.#open(due)
  }

  #fits(due: number, contact: number, start: number, end: number): boolean {
    const { contacts } = this
    const dues = this.#dues
    if (dues.byMail[due] === 1 || contacts.byMail[contact] === 1) return false
    if (contacts.purposes[contact]! >= this.#terms.combining.most) return false
    if (dues.person[contacts.head[contact]!] !== dues.person[due]) return false
    const [from, last] = [contacts.from[contact]!, contacts.last[contact]!]
    if (Math.max(dues.from[due]!, from) > Math.min(dues.last[due]!, last)) return false
    if (contacts.urgency[contact]! < dues.urgency[due]!) {
      if (dues.from[due]! > from || dues.last[due]! < Math.min(last, from + DAYS_LEFT_TO_THE_URGENT)) return false
    }
    if (!this.#asksNoMore(due, contact)) return false
    for (let other = start; other < end; other++) {
      if (contacts.carrierOf[other] !== contact) continue
      if (this.#never.has(pair(dues.purpose[due]!, dues.purpose[other]!))) return false
    }
    return true
  }

  /** One that others could make does not wait with one that nobody of the team can. */
  #asksNoMore(due: number, contact: number): boolean {
    const { contacts } = this
    const [need, asked] = [this.#dues.need[due]!, contacts.need[contact]!]
    if (need === asked) return true
    const whole = this.#dues.needs[asked]!
    if (!canDo(whole, this.#dues.needs[need]!)) return false
    const [from, last] = [
      Math.max(contacts.from[contact]!, this.#dues.from[due]!),
      Math.min(contacts.last[contact]!, this.#dues.last[due]!),
    ]
    return this.#groups.some(
      ({ team, has, minutes }) =>
        team === contacts.team[contact] &&
        canDo(has, whole) &&
        minutes.some((here, day) => day >= from && day <= last && here > 0),
    )
  }

  #open(due: number): void {
    const { contacts } = this
    const dues = this.#dues
    const contact = contacts.count++
    contacts.customer[contact] = dues.customer[due]!
    contacts.team[contact] = dues.team[due]!
    contacts.from[contact] = dues.from[due]!
    contacts.last[contact] = dues.last[due]!
    contacts.nature[contact] = dues.nature[due]!
    contacts.urgency[contact] = dues.urgency[due]!
    contacts.value[contact] = dues.value[due]!
    contacts.byMail[contact] = dues.byMail[due]!
    contacts.minutes[contact] = dues.byMail[due] === 1 ? 0 : this.#terms.minutesPerContact + dues.minutes[due]!
    contacts.head[contact] = due
    contacts.rank[contact] = this.#ranks[dues.purpose[due]!]!
    contacts.purposes[contact] = 1
    contacts.need[contact] = dues.need[due]!
    contacts.carrierOf[due] = contact
  }

  #join(due: number, contact: number): void {
    const { contacts } = this
    const dues = this.#dues
    contacts.from[contact] = Math.max(contacts.from[contact]!, dues.from[due]!)
    contacts.last[contact] = Math.min(contacts.last[contact]!, dues.last[due]!)
    contacts.nature[contact] = Math.min(contacts.nature[contact]!, dues.nature[due]!)
    contacts.urgency[contact] = Math.min(contacts.urgency[contact]!, dues.urgency[due]!)
    contacts.rank[contact] = Math.min(contacts.rank[contact]!, this.#ranks[dues.purpose[due]!]!)
    contacts.value[contact]! += dues.value[due]!
    contacts.minutes[contact]! += dues.minutes[due]!
    contacts.purposes[contact]!++
    contacts.carrierOf[due] = contact
  }
}

const pair = (a: number, b: number) => a * MOST_PURPOSES + b

function orderOfSpeech(dues: Dues, ranks: Uint8Array) {
  return (a: number, b: number) =>
    dues.nature[a]! - dues.nature[b]! ||
    ranks[dues.purpose[a]!]! - ranks[dues.purpose[b]!]! ||
    dues.value[b]! - dues.value[a]! ||
    a - b
}

function ranksOf(first: readonly number[]): Uint8Array {
  const ranks = new Uint8Array(MOST_PURPOSES).fill(UNORDERED)
  first.forEach((purpose, rank) => {
    ranks[purpose] = Math.min(rank, ranks[purpose]!)
  })
  return ranks
}

function emptyContacts(atMost: number): Contacts {
  return {
    count: 0,
    customer: new Int32Array(atMost),
    team: new Uint16Array(atMost),
    from: new Int16Array(atMost),
    last: new Int16Array(atMost),
    nature: new Uint8Array(atMost),
    urgency: new Uint8Array(atMost),
    value: new Float64Array(atMost),
    minutes: new Float64Array(atMost),
    head: new Int32Array(atMost),
    rank: new Uint8Array(atMost),
    purposes: new Uint8Array(atMost),
    byMail: new Uint8Array(atMost),
    need: new Uint16Array(atMost),
    needs: [[]],
    carrierOf: new Int32Array(atMost).fill(-1),
  }
}
