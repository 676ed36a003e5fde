import type { BuiltInDuty } from '../customers/facts-rules.ts'
import type { Purpose } from './rules.ts'

/**
 * Who at a customer is asked for with a purpose: whoever is in charge of one of these matters, the first found. Where nobody
 * is known to be, it is the customer himself.
 */
export const DUTIES_OF_PURPOSE: Record<Purpose, readonly BuiltInDuty[]> = {
  care: ['operator', 'site', 'maintenance'],
  'verify-data': [],
  satisfaction: ['operator', 'site', 'maintenance'],
  'problem-solving': ['maintenance', 'operator', 'site'],
  'confirm-solution': ['maintenance', 'operator', 'site'],
  research: ['management', 'owner'],
  renewal: ['purchasing', 'management', 'owner'],
  replenishment: ['warehouse', 'purchasing'],
  'cross-sell': ['purchasing', 'management', 'owner'],
  'win-back': ['purchasing', 'management', 'owner'],
  festival: ['owner', 'management'],
  referral: ['owner', 'management'],
}

/** Whom of the persons in charge a purpose asks for, by their place in the list; −1 is the customer himself. */
export function personFor(purpose: Purpose, persons: readonly { duties: readonly string[] }[]): number {
  for (const duty of DUTIES_OF_PURPOSE[purpose]) {
    const found = persons.findIndex(({ duties }) => duties.includes(duty))
    if (found >= 0) return found
  }
  return -1
}
