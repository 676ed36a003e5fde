import type { PageRoute } from '../page-route.ts'

/** The pages of the hotline, each loaded when it is first opened. */
export const pages: readonly PageRoute[] = [
  {
    path: '/hotline',
    needs: 'contacts.ask',
    word: 'hotline.title',
    borrows: ['customers', 'supervision'],
    load: () => import('./HotlinePage.tsx').then(file => file.HotlinePage),
  },
  {
    path: '/hotline/suspected',
    needs: 'audit.read',
    word: 'hotline.suspected',
    borrows: ['supervision'],
    load: () => import('./SuspectedCallsPage.tsx').then(file => file.SuspectedCallsPage),
  },
]
