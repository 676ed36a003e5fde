import { UNPLANNED } from './choose-rules.ts'
import type { Placed } from './full-day-rules.ts'
import { type Contacts, mustPrecede } from './merge-rules.ts'
import type { Spacing } from './rules.ts'

/** The stated distances, and that there is one contact a day at most. */
export function distances(spacing: readonly Spacing[]): Spacing[] {
  return [...spacing, { most: 1, days: 1 }]
}

/** Whether the customer's other contacts leave a day to one of them: enough days between, in their order. */
export function isLeftBy(
  { contacts, dayOf }: Placed,
  spacing: readonly Spacing[],
  contact: number,
  day: number,
): boolean {
  const [first, end] = sameCustomer(contacts, contact)
  if (end - first === 1) return true
  for (let other = first; other < end; other++) {
    if (other !== contact && !isInOrder(contacts, dayOf, contact, day, other)) return false
  }
  return spacing.every(rule => keeps(rule, dayOf, [first, end], contact, day))
}

/** The contacts of the same customer, from the first to before the end. */
export function sameCustomer({ count, customer }: Contacts, contact: number): [first: number, end: number] {
  let first = contact
  while (first > 0 && customer[first - 1] === customer[contact]) first--
  let end = contact + 1
  while (end < count && customer[end] === customer[contact]) end++
  return [first, end]
}

/** One that must precede and has no day yet keeps its whole time free of those that follow. */
function isInOrder(contacts: Contacts, dayOf: Int16Array, contact: number, day: number, other: number): boolean {
  const on = dayOf[other]!
  if (mustPrecede(contacts, other, contact)) return day > (on === UNPLANNED ? contacts.last[other]! : on)
  return on === UNPLANNED || !mustPrecede(contacts, contact, other) || day < on
}

/** Whether a contact on a day keeps a rule of spacing with the others from `first` to before `end` that have a day. */
export function keeps(
  { most, days }: Spacing,
  dayOf: Int16Array,
  [first, end]: readonly [number, number],
  contact: number,
  day: number,
): boolean {
  for (let begin = day - days + 1; begin <= day; begin++) {
    let count = 1
    for (let other = first; other < end; other++) {
      const on = dayOf[other]!
      if (other !== contact && on !== UNPLANNED && on >= begin && on < begin + days) count++
    }
    if (count > most) return false
  }
  return true
}
