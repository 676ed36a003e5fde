import { factKind } from '../platform/facts.ts'

export interface CustomerSplit {
  splitId: string
  keptId: string
  partId: string
  machineIds: readonly string[]
  activityIds: readonly string[]
}

/**
 * One row turns out to be two customers: every module moves what hangs on the chosen things to the new one with
 * `moveToPart`, or refuses. What the customers module itself moved is journalled before; listeners run in the order of
 * modules, so each finds what those below it moved by `movedBySplit`. Runs in a scope of all branches.
 */
export const customerSplit = factKind<CustomerSplit>()

/** A split is about to be taken back by a merge: what was written twice for it is taken away again. */
export const customersJoined = factKind<CustomerSplit>()
