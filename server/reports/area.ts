import { campaignBrief } from '../campaigns/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/refusal.ts'
import { type Area, branchesBelow } from './store.ts'

/** What part of the actor's branches a report is about; refuses a branch or a campaign outside his scope. */
export async function areaOf(
  tx: Tx,
  actor: Actor,
  asked: { branchId?: string | undefined; campaignId?: string | undefined },
): Promise<Area> {
  if (asked.branchId && !actor.branchIds.includes(asked.branchId)) throw notFound()
  if (asked.campaignId && !(await campaignBrief(tx, actor.orgId, asked.campaignId))) throw notFound()
  const branchIds = asked.branchId ? await branchesBelow(tx, actor.orgId, asked.branchId) : actor.branchIds
  return { orgId: actor.orgId, branchIds, campaignId: asked.campaignId }
}
