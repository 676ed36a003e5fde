import type { Language } from '../platform/reason.ts'
import { nameIn } from '../policy/name-rules.ts'

/** What a rule of the policy is called in a language. */
export { nameIn as ruleName } from '../policy/name-rules.ts'

/** What holds without a rule. */
const BUILT_IN: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'do-not-contact': { zh: '客户要求不再联系', en: 'Wish not to be contacted' },
  'dialable-number': { zh: '可拨打的号码', en: 'A number that can be dialled' },
  'usable-address': { zh: '可用的邮箱', en: 'An address that can be written to' },
  hold: { zh: '暂停联系', en: 'Hold' },
  'live-contact': { zh: '正在联系', en: 'Being contacted' },
}
const OVERRIDE = { zh: '例外', en: 'Override' }

type Names = Parameters<typeof nameIn>[0]

/** What is called by an id in reasons of verdicts: a rule or an exemption of a content, what is built in, or an override. */
export function calledById(
  id: string,
  { rules, exemptions }: { rules: readonly Names[]; exemptions: readonly Names[] },
  language: Language,
): string {
  const named = rules.find(rule => rule.id === id) ?? exemptions.find(one => one.id === id)
  return named ? nameIn(named, language) : (BUILT_IN[id] ?? OVERRIDE)[language]
}
