/**
 * Follow-ups: the work. Each is one matter with one customer, planned from what happened or added by hand, due at a
 * time, handed out best first to exactly one agent, attempted, and ended by an outcome or by a rule; its state survives
 * any stop.
 */
export { type AddFollowup, addFollowup } from './add-followup.ts'
export { addFollowups } from './add-followups.ts'
export { dialFollowup } from './dial-followup.ts'
export {
  type FollowupMailed,
  type FollowupSettled,
  type FollowupsClosed,
  followupMailed,
  followupSettled,
  followupsClosed,
  followupsTimed,
} from './followup-facts.ts'
export { giveBack } from './give-back.ts'
export { handOut } from './hand-out.ts'
export { followupsOverTime } from './list-followups.ts'
export { onCampaignStopped, onContactsReleased, onContactsStopped, onMailEnded } from './listeners.ts'
export { planFollowups } from './plan-followups.ts'
export { currentRunId } from './plan-in-force-store.ts'
export { settleFollowup } from './settle-followup.ts'
export { isHeld, isNobodys, stateIn } from './situation-store.ts'
