import { type CustomersMerged, moveBack, moveToSurvivor } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'

/** Two customers turn out to be one: what is kept here of the one who goes moves to the one who stays. */
export async function onCustomersMerged(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  await moveToSurvivor(tx, actor, merge, 'machine_owner')
}

/** A merge is taken back: what moved goes back. */
export async function onCustomersParted(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  await moveBack(tx, actor, merge, 'machine_owner')
}
