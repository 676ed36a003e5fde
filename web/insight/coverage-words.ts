import { defineWords } from '../kit/define-words.ts'

export const words = defineWords({ zh: {}, en: {} })
