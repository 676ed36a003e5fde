import { type CustomerSplit, demandMoved, moveToPart } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { chosenMachines, notOwned } from './store.ts'

/** One customer turns out to be two: the chosen machines go to the new one, with the time he owned them. */
export async function onCustomerSplit(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  demandMoved(await notOwned(tx, actor.orgId, split.keptId, split.machineIds))
  await moveToPart(tx, actor, split, 'machine_owner', chosenMachines(split.machineIds))
}
