import { factKind } from '../platform/facts.ts'

export interface CustomersMerged {
  mergeId: string
  survivorId: string
  goneId: string
}

/**
 * Two rows turn out to be one customer: every module moves what it keeps of him who goes to him who stays, with
 * `moveToSurvivor`, or refuses. Runs in a scope of all branches, while nobody else can reserve a contact with either.
 */
export const customersMerged = factKind<CustomersMerged>()

/** A merge is taken back: every module gives back what it moved, with `moveBack`. */
export const customersParted = factKind<CustomersMerged>()
