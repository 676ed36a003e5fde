export type Language = 'zh' | 'en'

/** A sentence for people, in each language, built from facts. */
// biome-ignore lint/suspicious/noExplicitAny: each sentence states the facts it needs; the dictionary holds all of them.
export type Sentence = Record<Language, (facts: any) => string>

/** Why something was refused, deferred or denied: a code for programs and a sentence for people. */
export interface Reason<Facts = unknown> {
  code: string
  zh: (facts: Facts) => string
  en: (facts: Facts) => string
}

/** Gives each sentence of a dictionary its key as code, so that a reason without a sentence cannot be written. */
export function reasons<const D extends Record<string, Sentence>>(
  dictionary: D,
): { [K in keyof D]: D[K] & { code: K } } {
  return Object.fromEntries(
    Object.entries(dictionary).map(([code, sentence]) => [code, { code, ...sentence }]),
  ) as unknown as { [K in keyof D]: D[K] & { code: K } }
}

/** Reads the language of an Accept-Language header; Chinese unless English comes first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh'
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How a date is written in a language. Made once for each way: making one takes longer than all it is used for in a sentence. */
export function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', options)
  formats.set(key, format)
  return format
}
