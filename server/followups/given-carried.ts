import type { GivenOrganisation } from '../people/given.ts'
import { givenPolicy } from '../policy/given.ts'
import { PolicyContent, type PolicyRule } from '../policy/rule-contract.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'

type Combine = Pick<Extract<PolicyRule, { kind: 'combine' }>, 'most' | 'never' | 'first'>

/** The default policy, a rule by which one call may carry several purposes, three at most and problems first, and more. */
export function givenCombining(org: GivenOrganisation, rule: Partial<Combine> = {}, more: readonly object[] = []) {
  const combine = {
    id: 'together',
    name: '一通电话最多谈三件事',
    kind: 'combine' as const,
    most: 3,
    never: [['problem-solving', 'cross-sell']] as Combine['never'],
    first: ['problem-solving', 'confirm-solution'] as Combine['first'],
    ...rule,
  }
  const { rules } = PolicyContent.parse({ rules: [combine, ...more], exemptions: [] })
  return givenPolicy(org, { rules: [...DEFAULT_CONTENT.rules, ...rules] as never })
}
