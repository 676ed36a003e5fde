import { Choosing, UNPLANNED, weightedValue } from './choose-rules.ts'
import type { Placed } from './full-day-rules.ts'
import { type Contacts, mergedContacts } from './merge-rules.ts'
import { Placing } from './place-rules.ts'
import { poolsOf, pricesByRow, Room } from './pool-rules.ts'
import { type Progress, pricesOf } from './price-rules.ts'
import { type Capacity, type Dues, faded, type Terms, URGENCY } from './rules.ts'
import { sameCustomer } from './spacing-rules.ts'

/** On which day each contact is made. */
export interface Plan extends Placed {
  /** What a minute costs by `row * days + day`, the first rows being the teams: where it is high, much had to go elsewhere. */
  price: Float64Array
  /** What the plan is worth by class. */
  worth: number[]
  /** Its worth weighted by class, and what no plan of these contacts exceeds. */
  weighted: number
  bound: number
}

/**
 * Plans the due purposes: merges those of each customer, then gives each contact its day, the urgent before all others, so
 * that the value is greatest within what the teams can work. The same input gives the same plan.
 */
export function plan(dues: Dues, capacity: Capacity, terms: Terms, progress?: Progress): Plan {
  return arbitrate(mergedContacts(dues, terms, capacity), capacity, terms, progress)
}

/** Gives each contact its day. */
export function arbitrate(contacts: Contacts, capacity: Capacity, terms: Terms, progress?: Progress): Plan {
  const pools = poolsOf(contacts, capacity)
  const { each, bound, chosen } = pricesOf(contacts, pools, terms.spacing, progress)
  const price = pricesByRow(pools, each, new Float64Array(pools.drawn.length * pools.days))
  return { price, bound, ...place(contacts, new Room(pools), terms, price, chosen) }
}

/**
 * Gives contacts their days at prices that are known, in the room that others leave, as one customer's are planned again
 * within a plan that stands.
 * @param price by the rows of the pools
 */
export function arbitrateAt(contacts: Contacts, room: Room, terms: Terms, price: Float64Array) {
  const choosing = new Choosing(contacts, room.pools, terms.spacing)
  for (let first = 0; first < contacts.count; first = sameCustomer(contacts, first)[1])
    choosing.choose(first, sameCustomer(contacts, first)[1], price)
  return place(contacts, room, terms, price, choosing.dayOf)
}

function place(contacts: Contacts, room: Room, terms: Terms, price: Float64Array, chosen: Int16Array) {
  const placed: Placed = { contacts, dayOf: new Int16Array(contacts.count).fill(UNPLANNED), room }
  const density = densities(contacts)
  const classes = byClass(contacts, density)
  const placing = new Placing(placed, terms, { price, density })
  for (const [urgency, members] of classes.entries()) {
    placing.placeAsChosen(members, chosen)
    placing.placeAll(members)
    placing.makeRoom(members)
    placing.rearrange(urgency)
    for (const upTo of classes.slice(0, urgency + 1)) placing.placeAll(upTo)
  }
  const mails = classes.map(members => members.filter(contact => contacts.byMail[contact] === 1))
  for (const members of mails) placing.settleMails(members)
  for (const members of classes) placing.bringForward(members)
  placing.settleMails(joined(mails))
  return { ...placed, ...worthOf(placed) }
}

function joined(parts: readonly Int32Array[]): Int32Array {
  return Int32Array.from(parts.flatMap(part => [...part]))
}

function densities({ count, value, minutes }: Contacts): Float64Array {
  return Float64Array.from({ length: count }, (_, contact) => value[contact]! / minutes[contact]!)
}

/** The contacts of each class that could have a day, the most valuable by the minute first. */
function byClass({ count, urgency, from, last }: Contacts, density: Float64Array): Int32Array[] {
  const all = Int32Array.from({ length: count }, (_, contact) => contact).filter(
    contact => from[contact]! <= last[contact]!,
  )
  all.sort((a, b) => density[b]! - density[a]! || a - b)
  return URGENCY.map((_, number) => all.filter(contact => urgency[contact] === number))
}

function worthOf({ contacts, dayOf }: Placed): Pick<Plan, 'worth' | 'weighted'> {
  const worth = URGENCY.map(() => 0)
  let weighted = 0
  for (let contact = 0; contact < contacts.count; contact++) {
    const day = dayOf[contact]!
    if (day === UNPLANNED) continue
    const later = day - contacts.from[contact]!
    worth[contacts.urgency[contact]!]! += faded(contacts.value[contact]!, later)
    weighted += faded(weightedValue(contacts, contact), later)
  }
  return { worth, weighted }
}
