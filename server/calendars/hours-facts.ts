import { factKind } from '../platform/facts.ts'

/** Who works when has changed: a calendar, for whom one holds, or shifts. */
export const hoursChanged = factKind<Record<string, never>>()
