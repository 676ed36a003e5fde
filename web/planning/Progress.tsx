import { CampaignFunnel } from './CampaignFunnel.tsx'
import { CampaignWork } from './CampaignWork.tsx'
import type { Campaign } from './say-campaign.ts'

/** How far a campaign has come: its funnel with reasons, and plan against actual by hour, day and month. */
export function Progress({ campaign }: { campaign: Campaign }) {
  return (
    <>
      <CampaignFunnel campaign={campaign} />
      <CampaignWork campaign={campaign} />
    </>
  )
}
