import { type CustomerSplit, demandMoved, moveToPart } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { chosenActivities, notHis } from './split-store.ts'

/** One customer turns out to be two: what was chosen goes to the new one, and what happened with the machines that go. */
export async function onCustomerSplit(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  demandMoved(await notHis(tx, actor.orgId, split))
  await moveToPart(tx, actor, split, 'activity', chosenActivities(split))
}
