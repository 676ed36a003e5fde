import { type CustomerSplit, moveToPart } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { ofMovedFollowup } from './split-store.ts'

/** One customer turns out to be two: the cases go that a follow-up raised or confirms which goes. */
export async function onCustomerSplit(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  await moveToPart(tx, actor, split, 'case_file', ofMovedFollowup(split))
}
