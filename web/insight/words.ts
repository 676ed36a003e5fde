import { defineWords } from '../kit/define-words.ts'
import { words as answers } from './answer-words.ts'
import { words as coverage } from './coverage-words.ts'
import { words as day } from './day-words.ts'
import { words as reports } from './report-words.ts'
import { words as schedules } from './schedule-words.ts'
import { words as wallboard } from './wallboard-words.ts'

export const words = defineWords({
  zh: { ...day.zh, ...reports.zh, ...answers.zh, ...{ ...coverage.zh, ...schedules.zh, ...wallboard.zh } },
  en: { ...day.en, ...reports.en, ...answers.en, ...{ ...coverage.en, ...schedules.en, ...wallboard.en } },
})
