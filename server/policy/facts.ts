import { factKind } from '../platform/facts.ts'

/** Another version of the policy came into force; what was held back is looked at again. */
export const policyChanged = factKind<{ version: number }>()
