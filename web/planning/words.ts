import { defineWords } from '../kit/define-words.ts'
import { words as campaignForm } from './campaign-form-words.ts'
import { words as campaigns } from './campaign-words.ts'
import { words as conditions } from './condition-words.ts'
import { words as scripts } from './script-words.ts'

export const words = defineWords({
  zh: { ...campaigns.zh, ...campaignForm.zh, ...conditions.zh, ...scripts.zh },
  en: { ...campaigns.en, ...campaignForm.en, ...conditions.en, ...scripts.en },
})
