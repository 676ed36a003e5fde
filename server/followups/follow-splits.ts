import { type CustomerSplit, moveToPart } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { splitReasons } from './split-reasons.ts'
import { inHandOf, ofMovedActivity } from './split-store.ts'

/**
 * One customer turns out to be two: follow-ups of what happened with the new one go to him, with every later one of the
 * same matter, their answers and attempts. Refuses while a follow-up of the customer is in an agent's hand.
 */
export async function onCustomerSplit(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  if (await inHandOf(tx, actor.orgId, split.keptId)) throw new Refusal('conflict', splitReasons['in-hand-now'])
  await moveToPart(tx, actor, split, 'followup', ofMovedActivity(split))
}
