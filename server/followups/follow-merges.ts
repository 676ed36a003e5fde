import { type CustomersMerged, keepRows, moveBack, moveToSurvivor, rowsKept } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { freeAbandoned } from './carry-store.ts'
import { closeTwice, freeOccasions, giveOccasions, reopen } from './merge-store.ts'

const CLOSED = 'followup-closed'
const OCCASION = 'followup-occasion'

/** Two customers turn out to be one: the work moves; where both waited for one campaign, one is closed. */
export async function onCustomersMerged(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  await freeAbandoned(tx, actor)
  const closed = await closeTwice(tx, actor, merge.goneId, merge.survivorId)
  await keepRows(
    tx,
    actor,
    merge.mergeId,
    CLOSED,
    closed.map(id => ({ id, was: {} })),
  )
  await keepRows(tx, actor, merge.mergeId, OCCASION, await freeOccasions(tx, actor, merge.goneId, merge.survivorId))
  await moveToSurvivor(tx, actor, merge, 'followup')
}

/**
 * A merge is taken back: the work goes back, and what was closed for it waits again; so does what the call with the other
 * one carried.
 */
export async function onCustomersParted(tx: Tx, actor: Actor, merge: CustomersMerged): Promise<void> {
  await moveBack(tx, actor, merge, 'followup')
  await freeAbandoned(tx, actor)
  await giveOccasions(tx, actor, await rowsKept<{ on: string }>(tx, actor, merge.mergeId, OCCASION))
  const closed = await rowsKept(tx, actor, merge.mergeId, CLOSED)
  await reopen(
    tx,
    actor,
    closed.map(row => row.id),
  )
}
