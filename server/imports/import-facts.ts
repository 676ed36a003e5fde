import { factKind } from '../platform/facts.ts'

/** An import has ended: all rows are read, or it failed on the way. */
export interface ImportEnded {
  importId: string
  branchId: string
  kind: string
  state: 'finished' | 'failed'
  rowsNew: number
  rowsChanged: number
  rowsUnchanged: number
  rowsRejected: number
}

/** Told in the transaction that ends it. */
export const importEnded = factKind<ImportEnded>()
