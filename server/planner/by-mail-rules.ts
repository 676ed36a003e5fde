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
  const { byMail } = made
  // There is one contact a day at most, so each day stands for one.
  const taken = [...new Set(all.map(due => made.days[due]!).filter(day => day !== UNPLANNED))]
  const why = all.map(due => whyNoCall(made, due))
  const left = all
    .filter(due => isLeft(dues, mailFrom, made, due))
    .sort((a, b) => dues.urgency[a]! - dues.urgency[b]! || dues.value[b]! - dues.value[a]! || a - b)
  for (const due of left) {
    const day = firstDay(mailFrom[due]!, dues.last[due]!, taken, spacing)
    if (day === UNPLANNED) continue
    taken.push(day)
    byMail[due] = 1
    made.days[due] = day
  }
  for (const due of all) {
    // One that was to be carried stands by itself where it goes by mail, or the one that was to carry it does.
    const alone = byMail[due] === 1 || (isCarried(made, due) && byMail[made.other[due]!] === 1)
    if (!alone) continue
    const reason = why[due - first]!
    const mailed: Outcome = MAY_NOT_CALL.has(reason) ? 'mail-for-leave' : 'mail-for-room'
    made.outcome[due] = OUTCOMES.indexOf(byMail[due] === 1 ? mailed : reason)
    made.other[due] = NOBODY
  }
}

const isCarried = ({ outcome, other }: Made, due: number) =>
  OUTCOMES[outcome[due]!] === 'carried' && other[due] !== NOBODY

function whyNoCall(made: Made, due: number): Outcome {
  return OUTCOMES[made.outcome[isCarried(made, due) ? made.other[due]! : due]!]!
}

function firstDay(from: number, last: number, taken: readonly number[], spacing: readonly Spacing[]): number {
  const days = Int16Array.of(...taken, UNPLANNED)
  const one = taken.length
  for (let day = from; day <= last; day++)
    if (spacing.every(rule => keeps(rule, days, [0, days.length], one, day))) return day
  return UNPLANNED
}
