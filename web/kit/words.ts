import { words as shell } from '../shell-words.ts'
import { words as signIn } from '../sign-in/words.ts'
import type { areas } from './areas.ts'
import type { Word } from './define-words.ts'
import { words as kit } from './kit-words.ts'
import { type Language, language, useLanguage } from './preferences.ts'
import { WORD_FILES, type WordArea } from './word-files.ts'

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

/** The words that are here by now. What every page says is, in both languages, before anything is loaded. */
const known: Record<Language, Partial<Record<keyof Areas, Record<string, Word>>>> = {
  zh: { kit: kit.zh, shell: shell.zh, signIn: signIn.zh },
  en: { kit: kit.en, shell: shell.en, signIn: signIn.en },
}
const needed = new Set<WordArea>()

const missingIn = (language: Language) => [...needed].filter(area => !known[language][area])

async function bring(language: Language): Promise<void> {
  await Promise.all(
    missingIn(language).map(async area => {
      const { words } = await WORD_FILES[language][area]()
      known[language][area] = (words as Record<Language, Record<string, Word>>)[language]
    }),
  )
}

/** Brings the words of these areas in the language of the page; a page is shown when its words are there. */
export function needWords(areas: readonly WordArea[]): Promise<void> {
  for (const area of areas) needed.add(area)
  return bring(language.get())
}

/** Switches to a language when all that is said on the pages opened so far is there in it; until then, and if it cannot be loaded, the page stays in its own. */
export async function speak(next: Language): Promise<void> {
  // A page opened meanwhile brings words in the old language only.
  while (missingIn(next).length > 0) await bring(next)
  language.set(next)
}

function wordIn(language: Language, key: string): Word | undefined {
  const [area, word] = key.split('.') as [keyof Areas, string]
  return known[language][area]?.[word]
}

function sayIn(language: Language): Say {
  return (key, ...facts) => {
    const word = wordIn(language, key)
    return typeof word === 'function' ? word(facts[0]) : (word ?? key)
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

/** Whether there is such a word: for names the server gives, of which some have none. */
export function isWord(key: string): key is Key {
  return wordIn(language.get(), key) !== undefined
}
