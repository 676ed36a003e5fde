import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { bucketsOf, spanOfDays } from './period-rules.ts'
import { insertPlan, markFrozen } from './plan-store.ts'

/** From this local hour on the plan of a day is frozen: before anybody may be rung, after the night has planned. */
export const FROZEN_FROM_HOUR = 6

/**
 * Freezes the plan of today where the organisation is, once; before six in the morning it does nothing.
 * @returns whether it was frozen now
 */
export async function freezePlan(tx: Tx, actor: Actor, timeZone: string): Promise<boolean> {
  const local = actor.now.toZonedDateTimeISO(timeZone)
  if (local.hour < FROZEN_FROM_HOUR) return false
  const day = local.toPlainDate()
  if (!(await markFrozen(tx, actor, day))) return false
  const days = { from: day, to: day }
  const starts = bucketsOf(days, 'hour', timeZone).map(hour => hour.startsAt)
  await insertPlan(tx, actor, day, spanOfDays(days, timeZone), starts)
  return true
}
