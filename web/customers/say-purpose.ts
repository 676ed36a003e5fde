import { PURPOSE_WORDS, type Purpose } from '../../server/campaigns/rules.ts'
import type { Language } from '../kit/preferences.ts'

/** A purpose in words; what is no purpose of the list is shown as it is. */
export function sayPurpose(purpose: string, language: Language): string {
  return PURPOSE_WORDS[purpose as Purpose]?.[language] ?? purpose
}
