import { UNPLANNED } from './choose-rules.ts'
import type { Placed } from './full-day-rules.ts'
import { type Capacity, URGENCY } from './rules.ts'

/** How many calls each team has on each day, by class: `[urgency][team * days + day]`. */
export function contactsByDay(
  { contacts, dayOf }: Pick<Placed, 'contacts' | 'dayOf'>,
  { minutes, days }: Capacity,
): Int32Array[] {
  const counts = URGENCY.map(() => new Int32Array(minutes.length))
  for (let contact = 0; contact < contacts.count; contact++) {
    const day = dayOf[contact]!
    if (day !== UNPLANNED && contacts.byMail[contact] === 0)
      counts[contacts.urgency[contact]!]![contacts.team[contact]! * days + day]!++
  }
  return counts
}
