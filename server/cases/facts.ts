import { factKind } from '../platform/facts.ts'
import type { Severity } from './rules.ts'

export interface CaseFact {
  caseId: string
  customerId: string
  branchId: string
  severity: Severity
}

/** Told in the transaction that opens a case. */
export const caseOpened = factKind<CaseFact>()
/** Told in the transaction in which the customer's word closes it. */
export const caseClosed = factKind<CaseFact>()

/** When a case is to be solved; `dueAt` `null`: it is over, with or without the customer's word. */
export interface CaseDue {
  caseId: string
  customerId: string
  dueAt: Temporal.Instant | null
}

/** Told in the transaction that opens, reopens or ends a case. */
export const caseDue = factKind<CaseDue>()
