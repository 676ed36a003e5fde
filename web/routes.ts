import type { ComponentType } from 'react'
import type { WordArea } from './kit/word-files.ts'
import type { Key } from './kit/words.ts'

export type AreaName = 'desk' | 'hotline' | 'customers' | 'planning' | 'supervision' | 'insight' | 'settings'

interface PageRoute {
  path: string
  /** The permission without which the page does not open; `null` for everyone who is signed in. */
  needs: string | null
  /** Its name in the navigation of its area; pages without one are reached by links. */
  word?: Key
  /** Other areas some of whose words it says. */
  borrows?: readonly WordArea[]
  load: () => Promise<ComponentType>
}

interface Area {
  name: AreaName
  word: Key
  /** The words its pages and its navigation say, loaded with any of them. */
  words: readonly WordArea[]
  pages: readonly PageRoute[]
}

/** Every page of the product by area, in the order of the rail. Each is loaded when it is first opened. */
export const AREAS: readonly Area[] = [
  {
    name: 'desk',
    word: 'shell.area-desk',
    words: ['desk'],
    pages: [
      {
        path: '/desk',
        needs: 'followups.work',
        word: 'desk.title',
        load: () => import('./desk/DeskPage.tsx').then(file => file.DeskPage),
      },
      {
        path: '/desk/mine',
        needs: 'followups.work',
        word: 'desk.mine',
        borrows: ['supervision'],
        load: () => import('./desk/MyListPage.tsx').then(file => file.MyListPage),
      },
    ],
  },
  {
    name: 'hotline',
    word: 'shell.area-hotline',
    words: ['hotline'],
    pages: [
      {
        path: '/hotline',
        needs: 'contacts.ask',
        word: 'hotline.title',
        borrows: ['customers', 'supervision'],
        load: () => import('./hotline/HotlinePage.tsx').then(file => file.HotlinePage),
      },
      {
        path: '/hotline/suspected',
        needs: 'audit.read',
        word: 'hotline.suspected',
        borrows: ['supervision'],
        load: () => import('./hotline/SuspectedCallsPage.tsx').then(file => file.SuspectedCallsPage),
      },
    ],
  },
  {
    name: 'customers',
    word: 'shell.area-customers',
    words: ['customers'],
    pages: [
      {
        path: '/customers',
        needs: 'customers.read',
        word: 'customers.customers',
        load: () => import('./customers/CustomersPage.tsx').then(file => file.CustomersPage),
      },
      {
        path: '/customers/duplicates',
        needs: 'customers.merge',
        word: 'customers.duplicates',
        load: () => import('./customers/DuplicatesPage.tsx').then(file => file.DuplicatesPage),
      },
      {
        path: '/customers/check',
        needs: 'customers.write',
        word: 'customers.list-check',
        load: () => import('./customers/ListCheckPage.tsx').then(file => file.ListCheckPage),
      },
      {
        path: '/customers/merge',
        needs: 'customers.merge',
        load: () => import('./customers/MergePage.tsx').then(file => file.MergePage),
      },
      {
        path: '/customers/split',
        needs: 'customers.merge',
        load: () => import('./customers/SplitPage.tsx').then(file => file.SplitPage),
      },
      {
        path: '/customers/tags',
        needs: 'customers.write',
        word: 'customers.tags',
        load: () => import('./customers/TagsPage.tsx').then(file => file.TagsPage),
      },
      {
        path: '/customers/exports',
        needs: 'exports.request',
        word: 'customers.exports',
        load: () => import('./customers/ExportsPage.tsx').then(file => file.ExportsPage),
      },
      {
        path: '/customers/approvals',
        needs: 'exports.approve',
        word: 'customers.approvals',
        load: () => import('./customers/ApprovalsPage.tsx').then(file => file.ApprovalsPage),
      },
      {
        path: '/customers/overrides',
        needs: 'contacts.read',
        word: 'customers.overrides',
        load: () => import('./customers/OverridesPage.tsx').then(file => file.OverridesPage),
      },
      {
        path: '/customers/import',
        needs: 'customers.import',
        word: 'customers.import',
        load: () => import('./customers/ImportsPage.tsx').then(file => file.ImportsPage),
      },
      {
        path: '/customers/import/:id',
        needs: 'customers.import',
        load: () => import('./customers/ImportPage.tsx').then(file => file.ImportPage),
      },
      {
        path: '/customers/:id',
        needs: 'customers.read',
        borrows: ['supervision', 'plan'],
        load: () => import('./customers/CustomerPage.tsx').then(file => file.CustomerPage),
      },
    ],
  },
  {
    name: 'planning',
    word: 'shell.area-planning',
    words: ['planning'],
    pages: [
      {
        path: '/campaigns',
        needs: 'campaigns.read',
        word: 'planning.campaigns',
        load: () => import('./planning/CampaignsPage.tsx').then(file => file.CampaignsPage),
      },
      {
        path: '/campaigns/new',
        needs: 'campaigns.plan',
        load: () => import('./planning/NewCampaignPage.tsx').then(file => file.NewCampaignPage),
      },
      {
        path: '/campaigns/calendar',
        needs: 'campaigns.read',
        word: 'planning.calendar',
        load: () => import('./planning/CalendarPage.tsx').then(file => file.CalendarPage),
      },
      {
        path: '/campaigns/:id/versions/:number',
        needs: 'campaigns.read',
        load: () => import('./planning/VersionPage.tsx').then(file => file.VersionPage),
      },
      {
        path: '/campaigns/:id',
        needs: 'campaigns.read',
        borrows: ['insight'],
        load: () => import('./planning/CampaignPage.tsx').then(file => file.CampaignPage),
      },
      {
        path: '/campaigns/:id/edit',
        needs: 'campaigns.plan',
        load: () => import('./planning/CampaignEditPage.tsx').then(file => file.CampaignEditPage),
      },
      {
        path: '/plan',
        needs: 'followups.plan',
        word: 'planning.day-plan',
        borrows: ['plan'],
        load: () => import('./planning/PlanPage.tsx').then(file => file.PlanPage),
      },
      {
        path: '/policy',
        needs: 'contacts.ask',
        word: 'planning.policy',
        borrows: ['policy'],
        load: () => import('./planning/PolicyPage.tsx').then(file => file.PolicyPage),
      },
      {
        path: '/policy/packs',
        needs: 'contacts.ask',
        borrows: ['policy'],
        load: () => import('./planning/PolicyPacksPage.tsx').then(file => file.PolicyPacksPage),
      },
      {
        path: '/policy/versions/:number',
        needs: 'contacts.ask',
        borrows: ['policy'],
        load: () => import('./planning/PolicyVersionPage.tsx').then(file => file.PolicyVersionPage),
      },
      {
        path: '/scripts',
        needs: 'campaigns.read',
        word: 'planning.scripts',
        load: () => import('./planning/ScriptsPage.tsx').then(file => file.ScriptsPage),
      },
      {
        path: '/scripts/new',
        needs: 'campaigns.plan',
        load: () => import('./planning/ScriptPage.tsx').then(file => file.ScriptPage),
      },
      {
        path: '/scripts/:id',
        needs: 'campaigns.read',
        load: () => import('./planning/ScriptPage.tsx').then(file => file.ScriptPage),
      },
    ],
  },
  {
    name: 'supervision',
    word: 'shell.area-supervision',
    words: ['supervision'],
    pages: [
      {
        path: '/followups',
        needs: 'followups.read',
        word: 'supervision.followups',
        borrows: ['plan'],
        load: () => import('./supervision/FollowupsPage.tsx').then(file => file.FollowupsPage),
      },
      {
        path: '/escalations',
        needs: 'followups.plan',
        word: 'supervision.escalations',
        load: () => import('./supervision/EscalationsPage.tsx').then(file => file.EscalationsPage),
      },
      {
        path: '/appointments',
        needs: 'followups.read',
        word: 'supervision.appointments',
        load: () => import('./supervision/AppointmentsPage.tsx').then(file => file.AppointmentsPage),
      },
      {
        path: '/data-repairs',
        needs: 'customers.write',
        word: 'supervision.repairs',
        load: () => import('./supervision/RepairsPage.tsx').then(file => file.RepairsPage),
      },
      {
        path: '/outside-contacts',
        needs: 'contacts.read',
        word: 'supervision.outside',
        load: () => import('./supervision/OutsideContactsPage.tsx').then(file => file.OutsideContactsPage),
      },
      {
        path: '/cases',
        needs: 'cases.read',
        word: 'supervision.cases',
        load: () => import('./supervision/CasesPage.tsx').then(file => file.CasesPage),
      },
      {
        path: '/cases/:id',
        needs: 'cases.read',
        borrows: ['customers'],
        load: () => import('./supervision/CasePage.tsx').then(file => file.CasePage),
      },
    ],
  },
  {
    name: 'insight',
    word: 'shell.area-insight',
    words: ['insight'],
    pages: [
      {
        path: '/today',
        needs: 'reports.read',
        word: 'insight.today',
        load: () => import('./insight/TodayPage.tsx').then(file => file.TodayPage),
      },
      {
        path: '/reports/plan',
        needs: 'reports.read',
        word: 'insight.plan',
        load: () => import('./insight/PlanPage.tsx').then(file => file.PlanPage),
      },
      {
        path: '/reports/funnel',
        needs: 'reports.read',
        word: 'insight.funnel-title',
        load: () => import('./insight/FunnelPage.tsx').then(file => file.FunnelPage),
      },
      {
        path: '/reports/campaigns',
        needs: 'reports.read',
        word: 'insight.campaigns',
        borrows: ['planning'],
        load: () => import('./insight/CampaignFunnelsPage.tsx').then(file => file.CampaignFunnelsPage),
      },
      {
        path: '/reports/outcomes',
        needs: 'reports.read',
        word: 'insight.outcomes-title',
        load: () => import('./insight/OutcomesPage.tsx').then(file => file.OutcomesPage),
      },
      {
        path: '/reports/answers',
        needs: 'reports.read',
        word: 'insight.answers-title',
        load: () => import('./insight/AnswersPage.tsx').then(file => file.AnswersPage),
      },
      {
        path: '/reports/coverage',
        needs: 'reports.read',
        word: 'insight.coverage',
        borrows: ['supervision'],
        load: () => import('./insight/CoveragePage.tsx').then(file => file.CoveragePage),
      },
      {
        path: '/reports/schedules',
        needs: 'reports.schedule',
        word: 'insight.schedules',
        load: () => import('./insight/SchedulesPage.tsx').then(file => file.SchedulesPage),
      },
      {
        path: '/wallboard',
        needs: 'reports.read',
        word: 'insight.wallboard',
        load: () => import('./insight/WallboardPage.tsx').then(file => file.WallboardPage),
      },
    ],
  },
  {
    name: 'settings',
    word: 'shell.area-settings',
    words: ['settings', 'admin', 'calendars', 'integrations', 'signOn'],
    pages: [
      {
        path: '/settings/staff',
        needs: 'people.manage',
        word: 'settings.staff',
        load: () => import('./settings/StaffPage.tsx').then(file => file.StaffPage),
      },
      {
        path: '/settings/branches',
        needs: 'people.manage',
        word: 'settings.branches',
        load: () => import('./settings/BranchesPage.tsx').then(file => file.BranchesPage),
      },
      {
        path: '/settings/teams',
        needs: 'people.manage',
        word: 'settings.teams',
        load: () => import('./settings/TeamsPage.tsx').then(file => file.TeamsPage),
      },
      {
        path: '/settings/roles',
        needs: 'people.manage',
        word: 'admin.roles',
        load: () => import('./settings/RolesPage.tsx').then(file => file.RolesPage),
      },
      {
        path: '/settings/shifts',
        needs: 'calendars.manage',
        word: 'calendars.shifts',
        load: () => import('./settings/ShiftsPage.tsx').then(file => file.ShiftsPage),
      },
      {
        path: '/settings/calendars',
        needs: 'calendars.manage',
        word: 'calendars.calendars',
        load: () => import('./settings/CalendarsPage.tsx').then(file => file.CalendarsPage),
      },
      {
        path: '/settings/holidays',
        needs: 'calendars.manage',
        word: 'calendars.holidays',
        load: () => import('./settings/HolidaysPage.tsx').then(file => file.HolidaysPage),
      },
      {
        path: '/settings/organisation',
        needs: 'people.manage',
        word: 'settings.organisation',
        load: () => import('./settings/OrganisationPage.tsx').then(file => file.OrganisationPage),
      },
      {
        path: '/settings/api-keys',
        needs: 'integrations.manage',
        word: 'integrations.keys',
        load: () => import('./settings/ApiKeysPage.tsx').then(file => file.ApiKeysPage),
      },
      {
        path: '/settings/webhooks',
        needs: 'integrations.manage',
        word: 'integrations.webhooks',
        load: () => import('./settings/WebhooksPage.tsx').then(file => file.WebhooksPage),
      },
      {
        path: '/settings/webhooks/:id',
        needs: 'integrations.manage',
        load: () => import('./settings/WebhookPage.tsx').then(file => file.WebhookPage),
      },
      {
        path: '/settings/sign-on',
        needs: 'integrations.manage',
        word: 'signOn.title',
        load: () => import('./settings/SignOnPage.tsx').then(file => file.SignOnPage),
      },
      {
        path: '/settings/audit',
        needs: 'audit.read',
        word: 'settings.audit',
        borrows: ['audit'],
        load: () => import('./settings/AuditPage.tsx').then(file => file.AuditPage),
      },
      {
        path: '/settings/profile',
        needs: null,
        load: () => import('./settings/ProfilePage.tsx').then(file => file.ProfilePage),
      },
      {
        path: '/settings/sessions',
        needs: null,
        load: () => import('./settings/SessionsPage.tsx').then(file => file.SessionsPage),
      },
    ],
  },
]

/** The pages before the sign-in. */
export const DOORSTEP = [
  { path: '/sign-in', load: () => import('./sign-in/SignInPage.tsx').then(file => file.SignInPage) },
  { path: '/welcome', load: () => import('./sign-in/WelcomePage.tsx').then(file => file.WelcomePage) },
  { path: '/forgot', load: () => import('./sign-in/ForgotPage.tsx').then(file => file.ForgotPage) },
  { path: '/set-up', load: () => import('./sign-in/SetUpPage.tsx').then(file => file.SetUpPage) },
] as const
