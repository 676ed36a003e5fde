import type { Language } from '../platform/reason.ts'
import type { PolicyContent } from '../policy/rule-contract.ts'
import { ruleName } from './rule-name-rules.ts'

/** The first of some rules that nothing passes: it is not of the policy, or a ceiling of a carrier. */
export function notPassable({ rules }: PolicyContent, passes: readonly string[]): string | undefined {
  return passes.find(id => !rules.some(rule => rule.id === id && rule.layer === 'own'))
}

/** The rules for which an override can be asked, with what the policy calls them. */
export function passableRules({ rules }: PolicyContent, language: Language): { id: string; name: string }[] {
  return rules.flatMap(rule => (rule.layer === 'own' ? [{ id: rule.id, name: ruleName(rule, language) }] : []))
}

/** Rules by what the policy calls them; by their id where it has them no more. */
export function namedRules(
  { rules }: PolicyContent,
  ids: readonly string[],
  language: Language,
): { id: string; name: string }[] {
  return ids.map(id => {
    const rule = rules.find(one => one.id === id)
    return { id, name: rule ? ruleName(rule, language) : id }
  })
}
