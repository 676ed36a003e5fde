import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { nextOpening } from './rules.ts'
import { standingOf } from './store.ts'
import { calendarOf, groundFor } from './verdict-on.ts'

/** Answers the first instant from a given one on within the hours the policy permits where the customer is. */
export async function permittedHours(
  tx: Tx,
  actor: Actor,
  customerId: string,
): Promise<(at: Temporal.Instant) => Temporal.Instant | null> {
  const ground = await groundFor(tx, actor.orgId)
  const standing = await standingOf(tx, actor.orgId, customerId, actor.now)
  if (!standing) throw notFound()
  const calendar = calendarOf(ground, standing)
  return at => nextOpening(ground.policy, calendar, at)
}
