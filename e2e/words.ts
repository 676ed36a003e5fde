import { areas } from '../web/kit/areas.ts'
import type { Say } from '../web/kit/words.ts'

export type Language = 'zh' | 'en'

/** The words of the pages, so that a journey goes on to read well when a word is changed. */
export function wordsIn(language: Language): Say {
  return (key, ...facts) => {
    const [area, word] = key.split('.') as [keyof typeof areas, string]
    const text = (areas[area][language] as Record<string, string | ((facts: unknown) => string)>)[word]
    if (text === undefined) throw new Error(`there is no word ${key}`)
    return typeof text === 'function' ? text(facts[0]) : text
  }
}

export const t = wordsIn('zh')
