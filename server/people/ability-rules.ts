/** Languages by what people write for them (BCP 47). */
const LANGUAGES: Record<string, string> = {
  中文: 'zh',
  普通话: 'zh',
  国语: 'zh',
  汉语: 'zh',
  粤语: 'yue',
  广东话: 'yue',
  英语: 'en',
  英文: 'en',
  日语: 'ja',
  韩语: 'ko',
  俄语: 'ru',
  维吾尔语: 'ug',
  藏语: 'bo',
  蒙古语: 'mn',
  chinese: 'zh',
  mandarin: 'zh',
  cantonese: 'yue',
  english: 'en',
  japanese: 'ja',
  korean: 'ko',
  russian: 'ru',
}

/** A language with or without script and region (BCP 47): `yue`, `en-US`, `zh-Hant-HK`. */
export const LANGUAGE_CODE = /^[a-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$/

export const isLanguageCode = (text: string): boolean => LANGUAGE_CODE.test(text)

/** The language by a word of a file or its code (BCP 47); `null` for a blank, `undefined` for what is none. */
export function readLanguage(text: string): string | null | undefined {
  const word = text.trim().toLowerCase()
  if (!word) return null
  return LANGUAGES[word] ?? (isLanguageCode(word) ? word : undefined)
}

/** What everybody in a house of a country speaks, until somebody says otherwise. */
const LANGUAGE_OF_COUNTRY: Record<string, string> = {
  CN: 'zh',
  TW: 'zh',
  HK: 'yue',
  MO: 'yue',
  JP: 'ja',
  KR: 'ko',
  DE: 'de',
  AT: 'de',
  FR: 'fr',
}

/** @param country ISO 3166 */
export const languageOfCountry = (country: string): string => LANGUAGE_OF_COUNTRY[country] ?? 'en'

/** Languages of one person: codes where there is one, each once, in order. */
export const languagesFrom = (given: readonly string[]): string[] =>
  [...new Set(given.map(word => readLanguage(word) ?? word.trim()))].sort()

/** Skills of one person or matter: each once, in order. */
export const skillsFrom = (given: readonly string[]): string[] => [...new Set(given.map(word => word.trim()))].sort()

/** What somebody has, or what somebody must have: a language by its code, or a skill in the organisation's words. */
export type Ability = `language:${string}` | `skill:${string}`

/** What a member of staff has; the language of the house he has anyway. */
export function abilitiesOf({ languages, skills }: { languages: readonly string[]; skills: readonly string[] }) {
  return [...languages.map((one): Ability => `language:${one}`), ...skills.map((one): Ability => `skill:${one}`)].sort()
}

/**
 * What whoever calls must have: the customer's language unless everybody speaks it, and the skills asked for. In order,
 * each once; nothing where anybody will do.
 */
export function needsOf(
  given: { language: string | null; skills: readonly string[] },
  languageOfHouse: string,
): Ability[] {
  const spoken = given.language && given.language !== languageOfHouse ? [given.language] : []
  return abilitiesOf({ languages: spoken, skills: skillsFrom(given.skills) })
}

/** The languages that are offered to choose from; any other may be written. */
export const LANGUAGE_CODES = ['zh', 'yue', 'en', 'ja', 'ko', 'ru', 'ug', 'bo', 'mn'] as const

/** A language by its code in words; one without a code as it was written. */
export function languageInWords(code: string, language: 'zh' | 'en'): string {
  if (code === 'zh') return language === 'zh' ? '普通话' : 'Mandarin'
  if (!isLanguageCode(code)) return code
  return new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'language' }).of(code) ?? code
}

/** What is needed, as people say it. */
export function needsInWords(needs: readonly string[], language: 'zh' | 'en'): string {
  const said = needs.map(one => {
    const { kind, name } = partsOf(one)
    return kind === 'language' ? languageInWords(name, language) : name
  })
  return said.join(language === 'zh' ? '、' : ', ')
}

/** The kind and the name of an ability. */
export function partsOf(ability: string): { kind: 'language' | 'skill'; name: string } {
  const at = ability.indexOf(':')
  return { kind: ability.slice(0, at) === 'language' ? 'language' : 'skill', name: ability.slice(at + 1) }
}
