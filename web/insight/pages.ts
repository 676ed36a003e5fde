import type { PageRoute } from '../page-route.ts'

/** The pages of insight, each loaded when it is first opened. */
export const pages: readonly PageRoute[] = [
  {
    path: '/today',
    needs: 'reports.read',
    word: 'insight.today',
    load: () => import('./TodayPage.tsx').then(file => file.TodayPage),
  },
  {
    path: '/reports/plan',
    needs: 'reports.read',
    word: 'insight.plan',
    load: () => import('./PlanPage.tsx').then(file => file.PlanPage),
  },
  {
    path: '/reports/funnel',
    needs: 'reports.read',
    word: 'insight.funnel-title',
    load: () => import('./FunnelPage.tsx').then(file => file.FunnelPage),
  },
  {
    path: '/reports/campaigns',
    needs: 'reports.read',
    word: 'insight.campaigns',
    borrows: ['planning'],
    load: () => import('./CampaignFunnelsPage.tsx').then(file => file.CampaignFunnelsPage),
  },
  {
    path: '/reports/outcomes',
    needs: 'reports.read',
    word: 'insight.outcomes-title',
    load: () => import('./OutcomesPage.tsx').then(file => file.OutcomesPage),
  },
  {
    path: '/reports/answers',
    needs: 'reports.read',
    word: 'insight.answers-title',
    load: () => import('./AnswersPage.tsx').then(file => file.AnswersPage),
  },
  {
    path: '/reports/coverage',
    needs: 'reports.read',
    word: 'insight.coverage',
    borrows: ['supervision'],
    load: () => import('./CoveragePage.tsx').then(file => file.CoveragePage),
  },
  {
    path: '/reports/schedules',
    needs: 'reports.schedule',
    word: 'insight.schedules',
    load: () => import('./SchedulesPage.tsx').then(file => file.SchedulesPage),
  },
  {
    path: '/wallboard',
    needs: 'reports.read',
    word: 'insight.wallboard',
    load: () => import('./WallboardPage.tsx').then(file => file.WallboardPage),
  },
]
