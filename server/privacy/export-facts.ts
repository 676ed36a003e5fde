import { factKind } from '../platform/facts.ts'

/** A list that was asked for and approved lies ready to be fetched. */
export interface ExportReady {
  exportId: string
  branchId: string
  rows: number
}

/** Told in the transaction that makes it ready, in the name of whoever asked for it. */
export const exportReady = factKind<ExportReady>()
