import { factKind } from '../platform/facts.ts'
import type { CampaignChannel } from './rules.ts'

interface OfCampaign {
  campaignId: string
}

/** A campaign, or its next version, is to be submitted; who hears it may refuse. */
export const campaignSubmitted = factKind<OfCampaign & { channels: readonly CampaignChannel[] }>()
/** A second person approved a campaign: it runs. */
export const campaignApproved = factKind<OfCampaign>()
/** A running campaign rests; its follow-ups wait. */
export const campaignPaused = factKind<OfCampaign>()
/** A paused campaign runs again. */
export const campaignResumed = factKind<OfCampaign>()
/** A campaign ended for good; what is left of its follow-ups is not made. */
export const campaignStopped = factKind<OfCampaign>()
