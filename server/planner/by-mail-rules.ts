import { UNPLANNED } from './choose-rules.ts'
import { type Explanations, NOBODY } from './explain-rules.ts'
import { OUTCOMES, type Outcome } from './outcome-rules.ts'
import type { Dues, Spacing } from './rules.ts'
import { distances, keeps } from './spacing-rules.ts'

/** What it means that a purpose has no day for a call: there may not be one in its time, or there is no room. */
const MAY_NOT_CALL: ReadonlySet<Outcome> = new Set(['not-allowed', 'released-too-late'])

/** A plan by due purpose. */
interface Made extends Explanations {
  days: Int16Array
  /** Which go by mail. */
  byMail: Uint8Array
}

/**
 * Gives those that have no day for a call, and may go by mail, the first day on which the contact policy and the other
 * contacts of the customer leave one: the urgent and those worth more before the others. A mail takes nobody's time, so no
 * call gives way to one, and the plan is only worth more. Writes into the plan which go by mail, and their days.
 * @param mailFrom the first day on which each may go by mail; after its last day where it never may
 * @param made by due purpose, as the calls were planned
 */
export function planMails(
  dues: Pick<Dues, 'count' | 'customer' | 'last' | 'urgency' | 'value'>,
  mailFrom: Int16Array,
  made: Made,
  spacing: readonly Spacing[],
): void {
  const kept = distances(spacing)
  for (let first = 0, end = 0; first < dues.count; first = end) {
    end = first + 1
    let some = isLeft(dues, mailFrom, made, first)
    for (; end < dues.count && dues.customer[end] === dues.customer[first]; end++)
      some = isLeft(dues, mailFrom, made, end) || some
    if (some) writeTo(dues, mailFrom, made, kept, [first, end])
  }
}

const isLeft = ({ last }: Pick<Dues, 'last'>, mailFrom: Int16Array, { days }: Made, due: number) =>
  days[due] === UNPLANNED && mailFrom[due]! <= last[due]!

function writeTo(
  dues: Parameters<typeof planMails>[0],
  mailFrom: Int16Array,
  made: Made,
  spacing: readonly Spacing[],
  [first, end]: readonly [number, number],
): void {
  const all = Array.from({ length: end - first }, (_, n) => first + n)
  const why = all.map(due => whyNoCall(made, due))
  const left = all
    .filter(due => isLeft(dues, mailFrom, made, due))
    .sort((a, b) => dues.urgency[a]! - dues.urgency[b]! || dues.value[b]! - dues.value[a]! || a - b)
  const mailed = new Set<number>()
  for (const due of left) {
    const day = firstDay(mailFrom[due]!, dues.last[due]!, contactsOf(made, all), spacing)
    if (day === UNPLANNED) continue
    mailed.add(due)
    made.byMail[due] = 1
    made.days[due] = day
  }
  for (const due of all) {
    // One that was to be carried stands by itself where it goes by mail, or the one that was to carry it does.
    const alone = mailed.has(due) || (isCarried(made, due) && mailed.has(made.other[due]!))
    if (!alone) continue
    const reason = why[due - first]!
    const byMail: Outcome = MAY_NOT_CALL.has(reason) ? 'mail-for-leave' : 'mail-for-room'
    made.outcome[due] = OUTCOMES.indexOf(mailed.has(due) ? byMail : reason)
    made.other[due] = NOBODY
  }
}

const isCarried = ({ outcome, other }: Made, due: number) =>
  OUTCOMES[outcome[due]!] === 'carried' && other[due] !== NOBODY

function whyNoCall(made: Made, due: number): Outcome {
  return OUTCOMES[made.outcome[isCarried(made, due) ? made.other[due]! : due]!]!
}

/** The contacts of a customer that have a day, by day: there is one a day at most. */
function contactsOf({ days, byMail }: Made, dues: readonly number[]): Map<number, number> {
  const planned = dues.filter(due => days[due] !== UNPLANNED)
  return new Map(planned.map(due => [days[due]!, byMail[due]!]))
}

/** The first day that contacts leave to a mail. */
function firstDay(
  from: number,
  last: number,
  contacts: ReadonlyMap<number, number>,
  spacing: readonly Spacing[],
): number {
  const dayOf = Int16Array.of(...contacts.keys(), UNPLANNED)
  const byMail = Uint8Array.of(...contacts.values(), 1)
  const mail = contacts.size
  for (let day = from; day <= last; day++)
    if (spacing.every(rule => keeps(rule, { dayOf, byMail }, [0, mail + 1], mail, day))) return day
  return UNPLANNED
}
