import type { PageRoute } from '../page-route.ts'

/** The pages of planning, each loaded when it is first opened. */
export const pages: readonly PageRoute[] = [
  {
    path: '/campaigns',
    needs: 'campaigns.read',
    word: 'planning.campaigns',
    load: () => import('./CampaignsPage.tsx').then(file => file.CampaignsPage),
  },
  {
    path: '/campaigns/new',
    needs: 'campaigns.plan',
    load: () => import('./NewCampaignPage.tsx').then(file => file.NewCampaignPage),
  },
  {
    path: '/campaigns/calendar',
    needs: 'campaigns.read',
    word: 'planning.calendar',
    load: () => import('./CalendarPage.tsx').then(file => file.CalendarPage),
  },
  {
    path: '/campaigns/:id/versions/:number',
    needs: 'campaigns.read',
    load: () => import('./VersionPage.tsx').then(file => file.VersionPage),
  },
  {
    path: '/campaigns/:id',
    needs: 'campaigns.read',
    borrows: ['insight'],
    load: () => import('./CampaignPage.tsx').then(file => file.CampaignPage),
  },
  {
    path: '/campaigns/:id/edit',
    needs: 'campaigns.plan',
    load: () => import('./CampaignEditPage.tsx').then(file => file.CampaignEditPage),
  },
  {
    path: '/plan',
    needs: 'followups.plan',
    word: 'planning.day-plan',
    borrows: ['plan'],
    load: () => import('./PlanPage.tsx').then(file => file.PlanPage),
  },
  {
    path: '/policy',
    needs: 'contacts.ask',
    word: 'planning.policy',
    borrows: ['policy'],
    load: () => import('./PolicyPage.tsx').then(file => file.PolicyPage),
  },
  {
    path: '/policy/packs',
    needs: 'contacts.ask',
    borrows: ['policy'],
    load: () => import('./PolicyPacksPage.tsx').then(file => file.PolicyPacksPage),
  },
  {
    path: '/policy/versions/:number',
    needs: 'contacts.ask',
    borrows: ['policy'],
    load: () => import('./PolicyVersionPage.tsx').then(file => file.PolicyVersionPage),
  },
  {
    path: '/scripts',
    needs: 'campaigns.read',
    word: 'planning.scripts',
    load: () => import('./ScriptsPage.tsx').then(file => file.ScriptsPage),
  },
  {
    path: '/scripts/new',
    needs: 'campaigns.plan',
    load: () => import('./ScriptPage.tsx').then(file => file.ScriptPage),
  },
  {
    path: '/scripts/:id',
    needs: 'campaigns.read',
    load: () => import('./ScriptPage.tsx').then(file => file.ScriptPage),
  },
]
