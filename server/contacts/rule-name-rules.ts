import type { Language } from '../platform/reason.ts'
import { DEFAULT_CONTENT } from '../policy/rules.ts'

const DEFAULT_NAMES = new Map(DEFAULT_CONTENT.rules.map(({ id, name }) => [id, name]))

/** The product’s own rules in English, as the policy’s screen calls them; other rules are called what their authors call them. */
const IN_ENGLISH: Readonly<Record<string, string>> = {
  hours: 'Contact hours',
  'conversation-cap': 'Limit of conversations',
  'attempt-cap': 'Limit of attempts',
  'quiet-period': 'Quiet between matters',
  'attempt-gap': 'Between two attempts',
}

/** What a rule of the policy is called; the product’s own rules that nobody renamed, in the language asked for. */
export function ruleName({ id, name }: { id: string; name: string }, language: Language): string {
  const isOurs = DEFAULT_NAMES.get(id) === name
  return (isOurs && language === 'en' && IN_ENGLISH[id]) || name
}
