import { type CustomerSplit, keepSplitRows, moveToPart } from '../customers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { mergeReasons } from './merge-reasons.ts'
import { liveContacts } from './merge-store.ts'
import {
  aboutMovedPoints,
  atMovedPoints,
  copyHolds,
  copyWishes,
  dropCopiedHolds,
  dropCopiedWishes,
  ofMovedCases,
  spansOfMovedCases,
} from './split-store.ts'

/**
 * One customer turns out to be two: the ledger stays with the person whose number was called, and wishes not to be
 * contacted and holds are for both. Refuses while he is being contacted.
 */
export async function onCustomerSplit(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  if ((await liveContacts(tx, actor, [split.keptId])) > 0)
    throw new Refusal('conflict', mergeReasons['being-called-now'])
  await moveToPart(tx, actor, split, 'contact', atMovedPoints(split))
  await moveToPart(tx, actor, split, 'suspected_call', aboutMovedPoints(split))
  await keepSplitRows(tx, actor, split.splitId, 'do_not_contact', await copyWishes(tx, actor, split))
  await keepSplitRows(tx, actor, split.splitId, 'contact_hold', await copyHolds(tx, actor, split))
}

/** A split is taken back: a wish or a hold that is for both is one again. */
export async function onCustomersJoined(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  await dropCopiedWishes(tx, actor, split)
  await dropCopiedHolds(tx, actor, split)
}

/** Open problems go with the cases they come from; heard after the cases have gone. */
export async function onCasesSplit(tx: Tx, actor: Actor, split: CustomerSplit): Promise<void> {
  await moveToPart(tx, actor, split, 'open_concern', ofMovedCases(split))
  await moveToPart(tx, actor, split, 'concern_span', spansOfMovedCases(split))
}
