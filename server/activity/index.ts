/**
 * Activity: what happened with a customer — orders with their lines, deliveries, services, complaints — and when. A
 * follow-up is about one of these.
 */

export { ordersImport } from './orders-import.ts'
export { type NewActivity, recordActivity } from './record-activity.ts'
export { recordSolved } from './record-solved.ts'
export { recordImports } from './records-import.ts'
export { ACTIVITY_KINDS, type ActivityKind } from './rules.ts'
export { activitiesOf, activityBrief, recentActivities } from './store.ts'
