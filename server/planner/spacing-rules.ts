import type { ContactChannel } from '../contacts/channel-rules.ts'
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
  const made = { dayOf, byMail: contacts.byMail }
  return spacing.every(rule => keeps(rule, made, [first, end], contact, day))
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

/** Contacts with the days they have, and which of them are mails. */
interface Made {
  dayOf: Int16Array
  byMail: Uint8Array
}

/** Whether a contact on a day keeps a rule of spacing with the others from `first` to before `end` that have a day. */
export function keeps(
  { most, days, holds, counts }: Spacing,
  { dayOf, byMail }: Made,
  [first, end]: readonly [number, number],
  contact: number,
  day: number,
): boolean {
  for (let one = first; one < end; one++) {
    const on = one === contact ? day : dayOf[one]!
    if (on < day || on >= day + days || !isBy(holds, byMail[one]!)) continue
    let count = 1
    for (let other = first; other < end; other++) {
      const then = other === contact ? day : dayOf[other]!
      if (other === one || then === UNPLANNED || then > on || then <= on - days) continue
      if (isBy(counts, byMail[other]!)) count++
    }
    if (count > most) return false
  }
  return true
}

const isBy = (channel: ContactChannel | undefined, byMail: number) =>
  channel === undefined || (channel === 'email') === (byMail === 1)
