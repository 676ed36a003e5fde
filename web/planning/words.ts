import { defineWords } from '../kit/define-words.ts'
import { words as calendar } from './calendar-words.ts'
import { words as campaignForm } from './campaign-form-words.ts'
import { words as campaigns } from './campaign-words.ts'
import { words as channels } from './channel-words.ts'
import { words as conditions } from './condition-words.ts'
import { words as samples } from './sample-words.ts'
import { words as scripts } from './script-words.ts'
import { words as versions } from './version-words.ts'
import { words as wizard } from './wizard-words.ts'
import { words as yields } from './yield-words.ts'

export const words = defineWords({
  zh: {
    ...{ ...campaigns.zh, ...campaignForm.zh, ...conditions.zh, ...samples.zh, ...scripts.zh },
    ...{ ...calendar.zh, ...channels.zh, ...versions.zh, ...wizard.zh, ...yields.zh },
  },
  en: {
    ...{ ...campaigns.en, ...campaignForm.en, ...conditions.en, ...samples.en, ...scripts.en },
    ...{ ...calendar.en, ...channels.en, ...versions.en, ...wizard.en, ...yields.en },
  },
})
