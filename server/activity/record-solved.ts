import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { insertActivity } from './store.ts'

/**
 * Writes down that a complaint of a customer was solved at the actor's instant, so that it can be followed up. What it
 * was about stays in the case, which fewer may read.
 */
export async function recordSolved(tx: Tx, actor: Actor, customerId: string): Promise<void> {
  await insertActivity(tx, actor, { id: newId(), customerId, kind: 'solved', happenedAt: actor.now })
}
