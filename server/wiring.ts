import type { FastifyRequest } from 'fastify'
import * as activityMerges from './activity/follow-merges.ts'
import * as activitySplits from './activity/follow-splits.ts'
import { ordersImport, recordImports } from './activity/index.ts'
import { routes as activityRoutes } from './activity/routes.ts'
import { holidaysChanged, hoursChanged } from './calendars/index.ts'
import { routes as calendarRoutes } from './calendars/routes.ts'
import { onContactDialled } from './calls/index.ts'
import { jobs as callJobs } from './calls/jobs.ts'
import { routes as callRoutes } from './calls/routes.ts'
import {
  campaignApproved,
  campaignPaused,
  campaignResumed,
  campaignStopped,
  campaignSubmitted,
} from './campaigns/index.ts'
import { routes as campaignRoutes } from './campaigns/routes.ts'
import * as caseMerges from './cases/follow-merges.ts'
import * as caseSplits from './cases/follow-splits.ts'
import {
  caseClosed,
  caseDue,
  caseOpened,
  confirmationsClosed,
  problemRaised,
  solutionConfirmed,
} from './cases/index.ts'
import { jobs as caseJobs } from './cases/jobs.ts'
import { routes as caseRoutes } from './cases/routes.ts'
import * as contactMerges from './contacts/follow-merges.ts'
import * as contactSplits from './contacts/follow-splits.ts'
import {
  contactDialled,
  contactsImport,
  contactsImported,
  contactsReleased,
  contactsStopped,
  demandMailSender,
  mailEnded,
  onConcern,
  replayExport,
} from './contacts/index.ts'
import { jobs as contactJobs } from './contacts/jobs.ts'
import { leaveRoutes } from './contacts/leave-routes.ts'
import { listCheckSurvey } from './contacts/list-check-survey.ts'
import { routes as contactRoutes } from './contacts/routes.ts'
import {
  consentsImport,
  customerChanged,
  customerSplit,
  customersExport,
  customersImport,
  customersJoined,
  customersMerged,
  customersParted,
  personsImport,
  registerSurvey,
} from './customers/index.ts'
import { jobs as customerJobs } from './customers/jobs.ts'
import { routes as customerRoutes } from './customers/routes.ts'
import * as followupMerges from './followups/follow-merges.ts'
import * as followupSplits from './followups/follow-splits.ts'
import {
  followupMailed,
  followupSettled,
  followupsClosed,
  followupsTimed,
  onCampaignStopped,
  onContactsReleased,
  onContactsStopped,
  onMailEnded,
} from './followups/index.ts'
import { jobs as followupJobs } from './followups/jobs.ts'
import { teachContactFields } from './followups/plan-fields-store.ts'
import { routes as followupRoutes } from './followups/routes.ts'
import { onStaffDeactivated } from './followups/staff-left.ts'
import { routes as yieldRoutes } from './followups/yield-routes.ts'
import { importEnded, registerImportKind } from './imports/index.ts'
import { jobs as importJobs } from './imports/jobs.ts'
import { routes as importRoutes } from './imports/routes.ts'
import {
  actorOfKey,
  passwordOnlyInNeed,
  tellCampaign,
  tellCase,
  tellContactMade,
  tellContactsStopped,
  tellCoverageAlerted,
  tellCustomerChanged,
  tellExportReady,
  tellFollowupMailed,
  tellFollowupSettled,
  tellImportFinished,
} from './integrations/index.ts'
import { jobs as integrationJobs } from './integrations/jobs.ts'
import { integrationRoutes } from './integrations/routes.ts'
import * as machineMerges from './machines/follow-merges.ts'
import * as machineSplits from './machines/follow-splits.ts'
import { machinesImport } from './machines/index.ts'
import { routes as machineRoutes } from './machines/routes.ts'
import type { SignIn } from './people/auth.ts'
import { abilitiesChanged, deedDone, passwordOffered, registerWorkCount, staffDeactivated } from './people/index.ts'
import { jobs as peopleJobs } from './people/jobs.ts'
import { type PeopleRoutesOptions, peopleRoutes } from './people/routes.ts'
import {
  onAbilitiesChanged,
  onCampaignTurned,
  onContactsImported,
  onCustomer,
  onCustomers,
  onFollowupsClosed,
  onHolidaysChanged,
  onHoursChanged,
} from './planner/index.ts'
import { jobs as plannerJobs } from './planner/jobs.ts'
import { routes as plannerRoutes } from './planner/routes.ts'
import type { Actor } from './platform/actor.ts'
import { backupJobs } from './platform/backup/nightly.ts'
import type { Database } from './platform/database.ts'
import type { AnyJob } from './platform/jobs.ts'
import type { LiveChanges } from './platform/live.ts'
import { liveRoute } from './platform/live-route.ts'
import type { Route } from './platform/route.ts'
import { policyChanged } from './policy/index.ts'
import { jobs as policyJobs } from './policy/jobs.ts'
import { routes as policyRoutes } from './policy/routes.ts'
import { exportReady, registerExportKind } from './privacy/index.ts'
import { jobs as privacyJobs } from './privacy/jobs.ts'
import { logDeed } from './privacy/log-deeds.ts'
import { routes as privacyRoutes } from './privacy/routes.ts'
import { workOfBranches } from './reports/branch-work-store.ts'
import { coverageAlerted } from './reports/index.ts'
import { jobs as reportJobs } from './reports/jobs.ts'
import { routes as reportRoutes } from './reports/routes.ts'
import { routes as timelineRoutes } from './reports/timeline-routes.ts'
import { routes as scriptRoutes } from './scripts/routes.ts'
import { routes as segmentRoutes } from './segments/routes.ts'

/** Every route of the product, lowest module first. */
export function allRoutes(options: PeopleRoutesOptions & { live: LiveChanges }): Route[] {
  return [
    ...peopleRoutes(options),
    ...calendarRoutes,
    ...privacyRoutes,
    ...importRoutes,
    ...customerRoutes,
    ...machineRoutes,
    ...activityRoutes,
    ...segmentRoutes,
    ...scriptRoutes,
    ...campaignRoutes,
    ...policyRoutes,
    ...contactRoutes,
    ...leaveRoutes,
    ...yieldRoutes,
    ...followupRoutes,
    ...plannerRoutes,
    ...callRoutes,
    ...caseRoutes,
    ...reportRoutes,
    ...timelineRoutes,
    ...integrationRoutes(options),
    liveRoute(options.live),
  ]
}

/** Every kind of background work. */
export const allJobs: readonly AnyJob[] = [
  ...peopleJobs,
  ...privacyJobs,
  ...importJobs,
  ...customerJobs,
  ...policyJobs,
  ...followupJobs,
  ...plannerJobs,
  ...contactJobs,
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
  staffDeactivated.listen(onStaffDeactivated)
  registerWorkCount(workOfBranches)
  holidaysChanged.listen((tx, actor) => contactsReleased.tell(tx, actor, { customerId: null }))
  policyChanged.listen((tx, actor) => contactsReleased.tell(tx, actor, { customerId: null }))
  registerExportKind(customersExport)
  registerExportKind(replayExport)
  registerImportKind(customersImport)
  registerSurvey(listCheckSurvey)
  registerImportKind(ordersImport)
  registerImportKind(personsImport)
  registerImportKind(machinesImport)
  registerImportKind(consentsImport)
  for (const kind of recordImports) registerImportKind(kind)
  registerImportKind(contactsImport)
  teachContactFields()
  for (const merges of [machineMerges, activityMerges, contactMerges, followupMerges, caseMerges]) {
    customersMerged.listen(merges.onCustomersMerged)
    customersParted.listen(merges.onCustomersParted)
  }
  for (const splits of [machineSplits, activitySplits, contactSplits, followupSplits, caseSplits])
    customerSplit.listen(splits.onCustomerSplit)
  customerSplit.listen(contactSplits.onCasesSplit)
  customersJoined.listen(contactSplits.onCustomersJoined)
  contactsStopped.listen(onContactsStopped)
  contactsReleased.listen(onContactsReleased)
  contactDialled.listen(onContactDialled)
  mailEnded.listen(onMailEnded)
  campaignSubmitted.listen(demandMailSender)
  campaignStopped.listen(onCampaignStopped)
  followupSettled.listen(problemRaised)
  followupSettled.listen(solutionConfirmed)
  followupsClosed.listen(confirmationsClosed)
  letThePlannerHear()
  passwordOffered.listen(passwordOnlyInNeed)
  followupSettled.listen(tellFollowupSettled)
  followupMailed.listen(tellFollowupMailed)
  contactDialled.listen(tellContactMade)
  contactsStopped.listen(tellContactsStopped)
  campaignApproved.listen(tellCampaign('campaign.approved'))
  campaignPaused.listen(tellCampaign('campaign.paused'))
  campaignResumed.listen(tellCampaign('campaign.resumed'))
  campaignStopped.listen(tellCampaign('campaign.stopped'))
  caseDue.listen((tx, actor, { caseId, ...concern }) => onConcern(tx, actor, { id: caseId, ...concern }))
  caseOpened.listen(tellCase('case.opened'))
  caseClosed.listen(tellCase('case.closed'))
  customerChanged.listen(tellCustomerChanged)
  importEnded.listen(tellImportFinished)
  exportReady.listen(tellExportReady)
  coverageAlerted.listen(tellCoverageAlerted)
}

/** Lets the planner hear what changes of a customer, and what changes for everybody. */
function letThePlannerHear(): void {
  for (const changed of [followupSettled, followupMailed, contactsReleased, caseOpened, caseClosed])
    changed.listen(onCustomer)
  for (const changed of [followupsTimed, contactsStopped])
    changed.listen((tx, actor, { customerIds }) => onCustomers(tx, actor, customerIds))
  followupsClosed.listen(onFollowupsClosed)
  for (const joined of [customersMerged, customersParted])
    joined.listen((tx, actor, { survivorId, goneId }) => onCustomers(tx, actor, [survivorId, goneId]))
  for (const parted of [customerSplit, customersJoined])
    parted.listen((tx, actor, { keptId, partId }) => onCustomers(tx, actor, [keptId, partId]))
  contactsImported.listen(onContactsImported)
  holidaysChanged.listen(onHolidaysChanged)
  hoursChanged.listen(onHoursChanged)
  abilitiesChanged.listen(onAbilitiesChanged)
  customerChanged.listen(onCustomer)
  for (const turned of [campaignPaused, campaignResumed, campaignStopped]) turned.listen(onCampaignTurned)
}
