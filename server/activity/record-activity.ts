import { customerBrief } from '../customers/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { Refusal } from '../platform/refusal.ts'
import { activityReasons } from './reasons.ts'
import type { ActivityKind } from './rules.ts'
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
  lines?: readonly { productCode?: string; product: string; quantity: number; unitPrice: number }[]
}

/**
 * Writes down something that happened with a customer. Refuses a number that another activity of the kind has and a
 * customer outside the actor's branches.
 */
export async function recordActivity(tx: Tx, actor: Actor, given: NewActivity): Promise<ActivityRow> {
  permit(actor, 'customers.write')
  await customerBrief(tx, actor, given.customerId)
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
