import type { PolicyContent } from '../policy/rule-contract.ts'

/** The first of some rules that nothing passes: it is not of the policy, or a ceiling of a carrier. */
export function notPassable({ rules }: PolicyContent, passes: readonly string[]): string | undefined {
  return passes.find(id => !rules.some(rule => rule.id === id && rule.layer === 'own'))
}
