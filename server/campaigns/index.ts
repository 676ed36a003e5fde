/**
 * Campaigns: who is to be called back after what, for which purposes, by which team and with which words. A campaign is
 * drafted by planners and runs when a second person has approved it. Follow-ups take their work from the running ones.
 * The vocabulary of purposes is in `rules.ts`.
 */

export { approveCampaign } from './approve-campaign.ts'
export { campaignAudience, campaignWindows, type Due } from './audience-store.ts'
export { callerNumber } from './caller-number.ts'
export { createCampaign } from './create-campaign.ts'
export { campaignApproved, campaignPaused, campaignResumed, campaignStopped, campaignSubmitted } from './facts.ts'
export {
  type CountedPlan,
  campaignBrief,
  campaignPlan,
  countablePlan,
  type DraftPlan,
  groundOfDraft,
  isSeenBy,
  type RunningCampaign,
  runningCampaigns,
} from './plan-store.ts'
export { stratumOf } from './sample-store.ts'
export { submitCampaign } from './submit-campaign.ts'
