import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** When the actor's day ends where his organisation is. */
export async function dayEndOf(tx: Tx, actor: Actor): Promise<Temporal.Instant> {
  const { timeZone } = await organisation(tx, actor.orgId)
  return actor.now.toZonedDateTimeISO(timeZone).add({ days: 1 }).startOfDay().toInstant()
}
