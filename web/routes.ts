import { pages as customers } from './customers/pages.ts'
import { pages as desk } from './desk/pages.ts'
import { pages as hotline } from './hotline/pages.ts'
import { pages as insight } from './insight/pages.ts'
import type { WordArea } from './kit/word-files.ts'
import type { Key } from './kit/words.ts'
import type { PageRoute } from './page-route.ts'
import { pages as planning } from './planning/pages.ts'
import { pages as settings } from './settings/pages.ts'
import { pages as supervision } from './supervision/pages.ts'

export type AreaName = 'desk' | 'hotline' | 'customers' | 'planning' | 'supervision' | 'insight' | 'settings'

interface Area {
  name: AreaName
  word: Key
  /** The words its pages and its navigation say, loaded with any of them. */
  words: readonly WordArea[]
  pages: readonly PageRoute[]
}

/** Every page of the product by area, in the order of the rail; the pages of each stand in its own `pages.ts`. */
export const AREAS: readonly Area[] = [
  { name: 'desk', word: 'shell.area-desk', words: ['desk'], pages: desk },
  { name: 'hotline', word: 'shell.area-hotline', words: ['hotline'], pages: hotline },
  { name: 'customers', word: 'shell.area-customers', words: ['customers'], pages: customers },
  { name: 'planning', word: 'shell.area-planning', words: ['planning'], pages: planning },
  { name: 'supervision', word: 'shell.area-supervision', words: ['supervision'], pages: supervision },
  { name: 'insight', word: 'shell.area-insight', words: ['insight'], pages: insight },
  {
    name: 'settings',
    word: 'shell.area-settings',
    words: ['settings', 'admin', 'calendars', 'integrations', 'signOn'],
    pages: settings,
  },
]

/** The pages before the sign-in. */
export const DOORSTEP = [
  { path: '/sign-in', load: () => import('./sign-in/SignInPage.tsx').then(file => file.SignInPage) },
  { path: '/welcome', load: () => import('./sign-in/WelcomePage.tsx').then(file => file.WelcomePage) },
  { path: '/forgot', load: () => import('./sign-in/ForgotPage.tsx').then(file => file.ForgotPage) },
  { path: '/stop-mails/:token', load: () => import('./sign-in/StopMailsPage.tsx').then(file => file.StopMailsPage) },
  { path: '/set-up', load: () => import('./sign-in/SetUpPage.tsx').then(file => file.SetUpPage) },
] as const
