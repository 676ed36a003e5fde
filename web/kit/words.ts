import { areas } from './areas.ts'
import { type Language, language, useLanguage } from './preferences.ts'

type Areas = typeof areas
/** Every key there is, as `area.key`. */
export type Key = { [A in keyof Areas]: `${A}.${keyof Areas[A]['zh'] & string}` }[keyof Areas]
type WordOf<K extends Key> = K extends `${infer A extends keyof Areas}.${infer W}`
  ? W extends keyof Areas[A]['zh']
    ? Areas[A]['zh'][W]
    : never
  : never
type FactsOf<K extends Key> = WordOf<K> extends (facts: infer F) => string ? [facts: F] : []

/** Says a key in the language of the page, from the facts its text needs. */
export type Say = <K extends Key>(key: K, ...facts: FactsOf<K>) => string

function sayIn(language: Language): Say {
  return (key, ...facts) => {
    const [area, word] = key.split('.') as [keyof Areas, string]
    const text = (areas[area][language] as Record<string, string | ((facts: unknown) => string)>)[word]
    return typeof text === 'function' ? text(facts[0]) : (text ?? key)
  }
}

const SAY: Record<Language, Say> = { zh: sayIn('zh'), en: sayIn('en') }

/** `const t = useT()`: the words of the page; the component follows when the language is switched. */
export function useT(): Say {
  return SAY[useLanguage()]
}

/** The words at this moment, outside of components. */
export function t<K extends Key>(key: K, ...facts: FactsOf<K>): string {
  return SAY[language.get()](key, ...facts)
}
