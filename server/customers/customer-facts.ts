import { factKind } from '../platform/facts.ts'

/** A customer was added or corrected by somebody. What imports and changes of many do is not told one by one. */
export interface CustomerChanged {
  customerId: string
  branchId: string
  what: 'added' | 'changed'
}

/** Told in the transaction of the change. */
export const customerChanged = factKind<CustomerChanged>()
