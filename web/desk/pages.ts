import type { PageRoute } from '../page-route.ts'

/** The pages of the desk, each loaded when it is first opened. */
export const pages: readonly PageRoute[] = [
  {
    path: '/desk',
    needs: 'followups.work',
    word: 'desk.title',
    load: () => import('./DeskPage.tsx').then(file => file.DeskPage),
  },
  {
    path: '/desk/mine',
    needs: 'followups.work',
    word: 'desk.mine',
    borrows: ['supervision'],
    load: () => import('./MyListPage.tsx').then(file => file.MyListPage),
  },
]
