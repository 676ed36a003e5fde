import type { PageRoute } from '../page-route.ts'

/** The pages of supervision, each loaded when it is first opened. */
export const pages: readonly PageRoute[] = [
  {
    path: '/followups',
    needs: 'followups.read',
    word: 'supervision.followups',
    borrows: ['plan'],
    load: () => import('./FollowupsPage.tsx').then(file => file.FollowupsPage),
  },
  {
    path: '/escalations',
    needs: 'followups.plan',
    word: 'supervision.escalations',
    load: () => import('./EscalationsPage.tsx').then(file => file.EscalationsPage),
  },
  {
    path: '/appointments',
    needs: 'followups.read',
    word: 'supervision.appointments',
    load: () => import('./AppointmentsPage.tsx').then(file => file.AppointmentsPage),
  },
  {
    path: '/data-repairs',
    needs: 'customers.write',
    word: 'supervision.repairs',
    load: () => import('./RepairsPage.tsx').then(file => file.RepairsPage),
  },
  {
    path: '/outside-contacts',
    needs: 'contacts.read',
    word: 'supervision.outside',
    load: () => import('./OutsideContactsPage.tsx').then(file => file.OutsideContactsPage),
  },
  {
    path: '/cases',
    needs: 'cases.read',
    word: 'supervision.cases',
    load: () => import('./CasesPage.tsx').then(file => file.CasesPage),
  },
  {
    path: '/cases/:id',
    needs: 'cases.read',
    borrows: ['customers'],
    load: () => import('./CasePage.tsx').then(file => file.CasePage),
  },
]
