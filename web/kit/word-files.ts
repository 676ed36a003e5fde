import type { areas } from './areas.ts'
import type { Word } from './define-words.ts'
import type { Language } from './preferences.ts'

/** An area whose words are loaded with its pages; those of kit, shell and sign-in are always there. */
export type WordArea = Exclude<keyof typeof areas, 'kit' | 'shell' | 'signIn'>

type Load<L extends Language> = () => Promise<{ words: Record<L, Record<string, Word>> }>

/** The words of each area in each language, a file by itself. */
export const WORD_FILES: { [L in Language]: Record<WordArea, Load<L>> } = {
  zh: {
    desk: () => import('../desk/words.ts?zh'),
    hotline: () => import('../hotline/words.ts?zh'),
    customers: () => import('../customers/words.ts?zh'),
    planning: () => import('../planning/words.ts?zh'),
    policy: () => import('../planning/policy-words.ts?zh'),
    plan: () => import('../planning/plan-words.ts?zh'),
    supervision: () => import('../supervision/words.ts?zh'),
    insight: () => import('../insight/words.ts?zh'),
    settings: () => import('../settings/words.ts?zh'),
    admin: () => import('../settings/admin-words.ts?zh'),
    calendars: () => import('../settings/calendar-words.ts?zh'),
    audit: () => import('../settings/audit-words.ts?zh'),
    integrations: () => import('../settings/integration-words.ts?zh'),
    signOn: () => import('../settings/sign-on-words.ts?zh'),
  },
  en: {
    desk: () => import('../desk/words.ts?en'),
    hotline: () => import('../hotline/words.ts?en'),
    customers: () => import('../customers/words.ts?en'),
    planning: () => import('../planning/words.ts?en'),
    policy: () => import('../planning/policy-words.ts?en'),
    plan: () => import('../planning/plan-words.ts?en'),
    supervision: () => import('../supervision/words.ts?en'),
    insight: () => import('../insight/words.ts?en'),
    settings: () => import('../settings/words.ts?en'),
    admin: () => import('../settings/admin-words.ts?en'),
    calendars: () => import('../settings/calendar-words.ts?en'),
    audit: () => import('../settings/audit-words.ts?en'),
    integrations: () => import('../settings/integration-words.ts?en'),
    signOn: () => import('../settings/sign-on-words.ts?en'),
  },
}
