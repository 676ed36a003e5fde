import { customerBrief } from '../customers/index.ts'
import { machineById } from '../machines/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { activityReasons } from './reasons.ts'
import { type ActivityKind, MAX_AMOUNT } from './rules.ts'
import { type ActivityRow, activityById, insertActivity, insertLines } from './store.ts'

export interface NewActivity {
  customerId: string
  kind: ActivityKind
  happenedAt: Temporal.Instant
  externalId?: string
  summary?: string
  /** The worth of the lines when it is left out. */
  amount?: number
  /** ISO 4217. */
  currency?: string
  /** Of contracts and rentals: the last day, in the calendar of the organisation. */
  endsOn?: Temporal.PlainDate | null | undefined
  machineId?: string | null | undefined
  lines?: readonly { productCode?: string; product: string; quantity: number; unitPrice: number }[]
}

/**
 * Writes down something that happened with a customer. Refuses a number that another activity of the kind has, an amount
 * that no record holds, an end before the beginning, and a customer or machine outside the actor's branches.
 */
export async function recordActivity(tx: Tx, actor: Actor, given: NewActivity): Promise<ActivityRow> {
  permit(actor, 'customers.write')
  await customerBrief(tx, actor, given.customerId)
  if (given.endsOn) await refuseEarlyEnd(tx, actor, given.happenedAt, given.endsOn)
  if (given.machineId && !(await machineById(tx, actor, given.machineId))) throw notFound()
  if (worthOf(given) > MAX_AMOUNT) throw new Refusal('invalid', activityReasons['amount-too-large'])
  const id = newId()
  try {
    await insertActivity(tx, actor, { ...given, id })
  } catch (error) {
    if (!isViolationOf('activity_external_id_is_unique', error)) throw error
    throw new Refusal('conflict', activityReasons['activity-known'], { externalId: given.externalId })
  }
  await insertLines(tx, actor.orgId, id, given.lines ?? [])
  return (await activityById(tx, actor.orgId, id))!
}

async function refuseEarlyEnd(
  tx: Tx,
  actor: Actor,
  begin: Temporal.Instant,
  endsOn: Temporal.PlainDate,
): Promise<void> {
  const { timeZone } = await organisation(tx, actor.orgId)
  const begins = begin.toZonedDateTimeISO(timeZone).toPlainDate()
  if (Temporal.PlainDate.compare(endsOn, begins) < 0) {
    throw new Refusal('invalid', activityReasons['ends-before-it-begins'])
  }
}

/** What a record is worth: what is said, and what its lines come to, whichever is more. */
function worthOf({ amount = 0, lines = [] }: NewActivity): number {
  return Math.max(
    amount,
    lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0),
  )
}
