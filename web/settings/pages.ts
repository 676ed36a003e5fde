import type { PageRoute } from '../page-route.ts'

/** The pages of the settings, each loaded when it is first opened. */
export const pages: readonly PageRoute[] = [
  {
    path: '/settings/staff',
    needs: 'people.manage',
    word: 'settings.staff',
    load: () => import('./StaffPage.tsx').then(file => file.StaffPage),
  },
  {
    path: '/settings/branches',
    needs: 'people.manage',
    word: 'settings.branches',
    load: () => import('./BranchesPage.tsx').then(file => file.BranchesPage),
  },
  {
    path: '/settings/teams',
    needs: 'people.manage',
    word: 'settings.teams',
    load: () => import('./TeamsPage.tsx').then(file => file.TeamsPage),
  },
  {
    path: '/settings/roles',
    needs: 'people.manage',
    word: 'admin.roles',
    load: () => import('./RolesPage.tsx').then(file => file.RolesPage),
  },
  {
    path: '/settings/shifts',
    needs: 'calendars.manage',
    word: 'calendars.shifts',
    load: () => import('./ShiftsPage.tsx').then(file => file.ShiftsPage),
  },
  {
    path: '/settings/calendars',
    needs: 'calendars.manage',
    word: 'calendars.calendars',
    load: () => import('./CalendarsPage.tsx').then(file => file.CalendarsPage),
  },
  {
    path: '/settings/holidays',
    needs: 'calendars.manage',
    word: 'calendars.holidays',
    load: () => import('./HolidaysPage.tsx').then(file => file.HolidaysPage),
  },
  {
    path: '/settings/organisation',
    needs: 'people.manage',
    word: 'settings.organisation',
    load: () => import('./OrganisationPage.tsx').then(file => file.OrganisationPage),
  },
  {
    path: '/settings/api-keys',
    needs: 'integrations.manage',
    word: 'integrations.keys',
    load: () => import('./ApiKeysPage.tsx').then(file => file.ApiKeysPage),
  },
  {
    path: '/settings/webhooks',
    needs: 'integrations.manage',
    word: 'integrations.webhooks',
    load: () => import('./WebhooksPage.tsx').then(file => file.WebhooksPage),
  },
  {
    path: '/settings/webhooks/:id',
    needs: 'integrations.manage',
    load: () => import('./WebhookPage.tsx').then(file => file.WebhookPage),
  },
  {
    path: '/settings/sign-on',
    needs: 'integrations.manage',
    word: 'signOn.title',
    load: () => import('./SignOnPage.tsx').then(file => file.SignOnPage),
  },
  {
    path: '/settings/audit',
    needs: 'audit.read',
    word: 'settings.audit',
    borrows: ['audit'],
    load: () => import('./AuditPage.tsx').then(file => file.AuditPage),
  },
  {
    path: '/settings/profile',
    needs: null,
    load: () => import('./ProfilePage.tsx').then(file => file.ProfilePage),
  },
  {
    path: '/settings/sessions',
    needs: null,
    load: () => import('./SessionsPage.tsx').then(file => file.SessionsPage),
  },
]
