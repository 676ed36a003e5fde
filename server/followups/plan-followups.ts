import { type RunningCampaign, runningCampaigns } from '../campaigns/index.ts'
import { groundFor } from '../contacts/index.ts'
import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { holdPlanning, logDenied, type PlanCounts, planCampaign } from './plan-store.ts'

export interface PlannedCampaign {
  campaignId: string
  campaignName: string
  activities: number
  planned: number
  fallenOut: Omit<PlanCounts, 'activities' | 'planned'>
}

/**
 * Plans the follow-ups of all running campaigns, of the customers in the actor's branches: once for each campaign and
 * activity, however many planners are at it. Answers for each campaign what became of the activities in its window.
 */
export async function planFollowups(tx: Tx, actor: Actor): Promise<PlannedCampaign[]> {
  permit(actor, 'followups.plan')
  const planned: PlannedCampaign[] = []
  for (const campaign of await runningCampaigns(tx, actor.orgId, actor.now)) {
    planned.push(await planOf(tx, actor, campaign))
  }
  return planned
}

/** As `planFollowups`, of one running campaign. */
export async function planOf(tx: Tx, actor: Actor, campaign: RunningCampaign): Promise<PlannedCampaign> {
  permit(actor, 'followups.plan')
  await holdPlanning(tx, campaign.id)
  const { activities, planned, ...fallenOut } = await planCampaign(tx, actor, campaign)
  if (fallenOut.noNumber + fallenOut.noAddress + fallenOut.doNotContact > 0) {
    const { policy } = await groundFor(tx, actor.orgId)
    await logDenied(tx, actor, campaign.id, policy.version)
  }
  if (planned > 0) await announce(tx, actor.orgId, 'followups')
  return { campaignId: campaign.id, campaignName: campaign.name, activities, planned, fallenOut }
}
