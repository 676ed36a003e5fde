import type { FastifyRequest } from 'fastify'
import { ordersImport } from './activity/index.ts'
import { routes as activityRoutes } from './activity/routes.ts'
import { onContactDialled } from './calls/index.ts'
import { jobs as callJobs } from './calls/jobs.ts'
import { routes as callRoutes } from './calls/routes.ts'
import { campaignApproved, campaignPaused, campaignResumed, campaignStopped } from './campaigns/index.ts'
import { routes as campaignRoutes } from './campaigns/routes.ts'
import { caseClosed, caseOpened, confirmationsClosed, problemRaised, solutionConfirmed } from './cases/index.ts'
import { jobs as caseJobs } from './cases/jobs.ts'
import { routes as caseRoutes } from './cases/routes.ts'
import { contactDialled, contactsReleased, contactsStopped } from './contacts/index.ts'
import { routes as contactRoutes } from './contacts/routes.ts'
import { customersImport } from './customers/index.ts'
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
import { teachContactFields } from './followups/plan-fields-store.ts'
import { routes as followupRoutes } from './followups/routes.ts'
import { routes as yieldRoutes } from './followups/yield-routes.ts'
import { registerImportKind } from './imports/index.ts'
import { jobs as importJobs } from './imports/jobs.ts'
import { routes as importRoutes } from './imports/routes.ts'
import {
  actorOfKey,
  tellCampaign,
  tellCase,
  tellContactMade,
  tellContactsStopped,
  tellFollowupSettled,
} from './integrations/index.ts'
import { jobs as integrationJobs } from './integrations/jobs.ts'
import { routes as integrationRoutes } from './integrations/routes.ts'
import { routes as machineRoutes } from './machines/routes.ts'
import type { SignIn } from './people/auth.ts'
import { deedDone, registerWorkCount } from './people/index.ts'
import { type PeopleRoutesOptions, peopleRoutes } from './people/routes.ts'
import type { Actor } from './platform/actor.ts'
import { backupJobs } from './platform/backup/nightly.ts'
import type { Database } from './platform/database.ts'
import type { AnyJob } from './platform/jobs.ts'
import type { LiveChanges } from './platform/live.ts'
import { liveRoute } from './platform/live-route.ts'
import type { Route } from './platform/route.ts'
import { logDeed } from './privacy/log-deeds.ts'
import { routes as privacyRoutes } from './privacy/routes.ts'
import { workOfBranches } from './reports/branch-work-store.ts'
import { jobs as reportJobs } from './reports/jobs.ts'
import { routes as reportRoutes } from './reports/routes.ts'
import { routes as scriptRoutes } from './scripts/routes.ts'
import { routes as segmentRoutes } from './segments/routes.ts'

/** Every route of the product, lowest module first. */
export function allRoutes(options: PeopleRoutesOptions & { live: LiveChanges }): Route[] {
  return [
    ...peopleRoutes(options),
    ...privacyRoutes,
    ...importRoutes,
    ...customerRoutes,
    ...machineRoutes,
    ...activityRoutes,
    ...segmentRoutes,
    ...scriptRoutes,
    ...campaignRoutes,
    ...contactRoutes,
    ...yieldRoutes,
    ...followupRoutes,
    ...callRoutes,
    ...caseRoutes,
    ...reportRoutes,
    ...integrationRoutes,
    liveRoute(options.live),
  ]
}

/** Every kind of background work. */
export const allJobs: readonly AnyJob[] = [
  ...importJobs,
  ...customerJobs,
  ...followupJobs,
  ...callJobs,
  ...caseJobs,
  ...integrationJobs,
  ...reportJobs,
  ...backupJobs,
]

/** Who asks: whoever the API key of a request lets in, else whose session it carries. A key that is wrong is no session. */
export function authenticateBy(db: Database, signIn: SignIn): (request: FastifyRequest) => Promise<Actor | null> {
  return request => {
    const { authorization } = request.headers
    return authorization ? actorOfKey(db, authorization, request.id) : signIn.authenticate(request)
  }
}

/** Tells lower modules what higher ones add, and lets these hear the facts that lower ones tell. Called once at start. */
export function wireModules(): void {
  deedDone.listen(logDeed)
  registerWorkCount(workOfBranches)
  registerImportKind(customersImport)
  registerImportKind(ordersImport)
  teachContactFields()
  contactsStopped.listen(onContactsStopped)
  contactsReleased.listen(onContactsReleased)
  contactDialled.listen(onContactDialled)
  campaignStopped.listen(onCampaignStopped)
  followupSettled.listen(problemRaised)
  followupSettled.listen(solutionConfirmed)
  followupsClosed.listen(confirmationsClosed)
  followupSettled.listen(tellFollowupSettled)
  contactDialled.listen(tellContactMade)
  contactsStopped.listen(tellContactsStopped)
  campaignApproved.listen(tellCampaign('campaign.approved'))
  campaignPaused.listen(tellCampaign('campaign.paused'))
  campaignResumed.listen(tellCampaign('campaign.resumed'))
  campaignStopped.listen(tellCampaign('campaign.stopped'))
  caseOpened.listen(tellCase('case.opened'))
  caseClosed.listen(tellCase('case.closed'))
}
