import type { Purpose } from '../campaigns/rules.ts'
import { CLASS_OF_PURPOSE, type PolicyRule } from './rule-contract.ts'

/** Which purposes share a contact, as the rules for everybody say. */
export interface Combined {
  /** At most so many in one contact; 1 where no rule lets any live together. */
  most: number
  /** These come before all others whose nature is no more urgent, in this order. */
  first: readonly Purpose[]
}

/** What rules say about sharing a contact: the strictest of those for everybody. What holds for some is left to the verdict. */
export function combinedBy(rules: readonly PolicyRule[]): Combined {
  const combine = rules.filter(rule => rule.kind === 'combine').filter(rule => Object.keys(rule.scope).length === 0)
  return {
    most: combine.length === 0 ? 1 : Math.min(...combine.map(rule => rule.most)),
    first: [...new Set(combine.flatMap(rule => rule.first))],
  }
}

/** Purposes about a problem of the customer, which he was promised an answer to. */
const PROMISED: readonly Purpose[] = ['problem-solving', 'confirm-solution']

/** The class of a purpose by nature: what was promised, service and research, offers. An appointment is promised too. */
export function natureOf(purpose: Purpose, isAppointment: boolean): number {
  if (isAppointment || PROMISED.includes(purpose)) return 0
  return CLASS_OF_PURPOSE[purpose] === 'marketing' ? 2 : 1
}
