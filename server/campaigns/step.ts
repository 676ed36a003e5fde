import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { campaignsReasons } from './reasons.ts'
import { type CampaignStep, problemOfStep, TRANSITIONS } from './rules.ts'
import { type LockedCampaign, lockCampaign, type SeenCampaign, type Step, seenCampaign, writeStep } from './store.ts'

/**
 * Takes a campaign one step on by the table of transitions; refuses a step its state or the rules do not allow. The row
 * is locked first: of two people at once, the second is judged by what the first left behind.
 * @param more what the step writes besides the new state, the version it is about, and facts for the record
 */
export async function takeStep(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  step: CampaignStep,
  more: {
    write?: (campaign: LockedCampaign) => Omit<Step, 'state'>
    version?: number
    facts?: Record<string, unknown>
  } = {},
): Promise<SeenCampaign> {
  permit(actor, TRANSITIONS[step].permission)
  const campaign = await lockCampaign(tx, actor, campaignId)
  if (!campaign) throw notFound()
  const { timeZone } = await organisation(tx, actor.orgId)
  const today = actor.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const problem = problemOfStep(campaign, step, { staffId: actor.staffId, today, version: more.version })
  if (problem) throw new Refusal('conflict', campaignsReasons[problem.code], problem.facts)
  await writeStep(tx, actor, campaignId, { state: TRANSITIONS[step].to, ...more.write?.(campaign) }).catch(error => {
    if (isViolationOf('campaign_is_approved_by_a_second_person', error)) {
      throw new Refusal('conflict', campaignsReasons['second-person-needed'])
    }
    throw error
  })
  await record(tx, actor, `campaign-${step}`, 'campaign', campaignId, { version: campaign.version, ...more.facts })
  await announce(tx, actor.orgId, 'campaigns')
  return (await seenCampaign(tx, actor, campaignId))!
}
