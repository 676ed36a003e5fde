import type { Language } from '../platform/reason.ts'
import { DEFAULT_CONTENT } from './rules.ts'

/** A rule or an exemption, as far as it is called something. */
export interface Named {
  id: string
  name: string
  nameEn?: string | undefined
}

const DEFAULTS = new Map(DEFAULT_CONTENT.rules.map(rule => [rule.id, rule]))

/**
 * What a rule or an exemption is called in a language: in English by its English name, where it has one; else by its name. The
 * product's own rules have theirs also in versions from before names were kept in two languages, unless somebody renamed them.
 */
export function nameIn({ id, name, nameEn }: Named, language: Language): string {
  if (language !== 'en') return name
  const ours = DEFAULTS.get(id)
  return nameEn || (ours?.name === name && ours.nameEn) || name
}
