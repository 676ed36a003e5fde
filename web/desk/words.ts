import { defineWords } from '../kit/define-words.ts'
import { words as bar } from './bar-words.ts'
import { words as mine } from './mine-words.ts'
import { words as sheet } from './sheet-words.ts'

export const words = defineWords({
  zh: { ...sheet.zh, ...bar.zh, ...mine.zh },
  en: { ...sheet.en, ...bar.en, ...mine.en },
})
