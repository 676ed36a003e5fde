import type { PageRoute } from '../page-route.ts'

/** The pages of the customers, each loaded when it is first opened. */
export const pages: readonly PageRoute[] = [
  {
    path: '/customers',
    needs: 'customers.read',
    word: 'customers.customers',
    load: () => import('./CustomersPage.tsx').then(file => file.CustomersPage),
  },
  {
    path: '/customers/duplicates',
    needs: 'customers.merge',
    word: 'customers.duplicates',
    load: () => import('./DuplicatesPage.tsx').then(file => file.DuplicatesPage),
  },
  {
    path: '/customers/check',
    needs: 'customers.write',
    word: 'customers.list-check',
    load: () => import('./ListCheckPage.tsx').then(file => file.ListCheckPage),
  },
  {
    path: '/customers/merge',
    needs: 'customers.merge',
    load: () => import('./MergePage.tsx').then(file => file.MergePage),
  },
  {
    path: '/customers/split',
    needs: 'customers.merge',
    load: () => import('./SplitPage.tsx').then(file => file.SplitPage),
  },
  {
    path: '/customers/tags',
    needs: 'customers.write',
    word: 'customers.tags',
    load: () => import('./TagsPage.tsx').then(file => file.TagsPage),
  },
  {
    path: '/customers/exports',
    needs: 'exports.request',
    word: 'customers.exports',
    load: () => import('./ExportsPage.tsx').then(file => file.ExportsPage),
  },
  {
    path: '/customers/approvals',
    needs: 'exports.approve',
    word: 'customers.approvals',
    load: () => import('./ApprovalsPage.tsx').then(file => file.ApprovalsPage),
  },
  {
    path: '/customers/overrides',
    needs: 'contacts.read',
    word: 'customers.overrides',
    load: () => import('./OverridesPage.tsx').then(file => file.OverridesPage),
  },
  {
    path: '/customers/import',
    needs: 'customers.import',
    word: 'customers.import',
    load: () => import('./ImportsPage.tsx').then(file => file.ImportsPage),
  },
  {
    path: '/customers/import/:id',
    needs: 'customers.import',
    load: () => import('./ImportPage.tsx').then(file => file.ImportPage),
  },
  {
    path: '/customers/:id',
    needs: 'customers.read',
    borrows: ['supervision', 'plan'],
    load: () => import('./CustomerPage.tsx').then(file => file.CustomerPage),
  },
]
