/**
 * The planner: on which day each customer is contacted, and with which purposes together. A plan of everything that waits is
 * made each night and on demand; what changes since is planned again customer by customer; people move contacts, and the
 * next plan keeps it. It is a forecast: the verdict at hand-out and at dialling stays the law.
 */
export {
  onAbilitiesChanged,
  onCampaignTurned,
  onContactsImported,
  onCustomer,
  onCustomers,
  onFollowupsClosed,
  onHolidaysChanged,
  onHoursChanged,
} from './listeners.ts'
export { type ReadRun, readRun } from './read-plan.ts'
export { cancelPlan, type Progress as PlanProgress, runPlan, startPlan } from './run-plan.ts'
