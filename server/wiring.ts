import { ordersImport } from './activity/index.ts'
import { routes as activityRoutes } from './activity/routes.ts'
import { onContactDialled } from './calls/index.ts'
import { jobs as callJobs } from './calls/jobs.ts'
import { routes as callRoutes } from './calls/routes.ts'
import { campaignStopped } from './campaigns/index.ts'
import { routes as campaignRoutes } from './campaigns/routes.ts'
import { confirmationsClosed, problemRaised, solutionConfirmed } from './cases/index.ts'
import { jobs as caseJobs } from './cases/jobs.ts'
import { routes as caseRoutes } from './cases/routes.ts'
import { contactDialled, contactsReleased, contactsStopped } from './contacts/index.ts'
import { routes as contactRoutes } from './contacts/routes.ts'
import { customersImport, registerImportKind } from './customers/index.ts'
import { jobs as customerJobs } from './customers/jobs.ts'
import { routes as customerRoutes } from './customers/routes.ts'
import {
  followupSettled,
  followupsClosed,
  onCampaignStopped,
  onContactsReleased,
  onContactsStopped,
} from './followups/index.ts'
import { jobs as followupJobs } from './followups/jobs.ts'
import { routes as followupRoutes } from './followups/routes.ts'
import { type PeopleRoutesOptions, peopleRoutes } from './people/routes.ts'
import type { AnyJob } from './platform/jobs.ts'
import type { LiveChanges } from './platform/live.ts'
import { liveRoute } from './platform/live-route.ts'
import type { Route } from './platform/route.ts'
import { routes as privacyRoutes } from './privacy/routes.ts'
import { routes as reportRoutes } from './reports/routes.ts'
import { routes as scriptRoutes } from './scripts/routes.ts'
import { routes as segmentRoutes } from './segments/routes.ts'

/** Every route of the product, lowest module first. */
export function allRoutes(options: PeopleRoutesOptions & { live: LiveChanges }): Route[] {
  return [
    ...peopleRoutes(options),
    ...privacyRoutes,
    ...customerRoutes,
    ...activityRoutes,
    ...segmentRoutes,
    ...scriptRoutes,
    ...campaignRoutes,
    ...contactRoutes,
    ...followupRoutes,
    ...callRoutes,
    ...caseRoutes,
    ...reportRoutes,
    liveRoute(options.live),
  ]
}

/** Every kind of background work. */
export const allJobs: readonly AnyJob[] = [...customerJobs, ...followupJobs, ...callJobs, ...caseJobs]

/** Tells lower modules what higher ones add, and lets these hear the facts that lower ones tell. Called once at start. */
export function wireModules(): void {
  registerImportKind(customersImport)
  registerImportKind(ordersImport)
  contactsStopped.listen(onContactsStopped)
  contactsReleased.listen(onContactsReleased)
  contactDialled.listen(onContactDialled)
  campaignStopped.listen(onCampaignStopped)
  followupSettled.listen(problemRaised)
  followupSettled.listen(solutionConfirmed)
  followupsClosed.listen(confirmationsClosed)
}
