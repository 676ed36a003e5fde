import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { isViolationOf, type Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { record } from '../privacy/index.ts'
import { campaignsReasons } from './reasons.ts'
import { type CampaignStep, isAboutRevision, problemOfStep, REVISION_STEPS, TRANSITIONS } from './rules.ts'
import { type LockedCampaign, lockCampaign, type SeenCampaign, type Step, seenCampaign, writeStep } from './store.ts'

/**
 * Takes a campaign, or its next version, one step on by the tables of transitions; refuses a step that does not lead on
 * from where it stands or that the rules do not allow. The row is locked first: of two people at once, the second is
 * judged by what the first left behind.
 * @param more what must hold besides, what the step writes besides the new state (`revision` tells whether it is about
 * the next version), the version it is about, and facts for the record
 */
export async function takeStep(
  tx: Tx,
  actor: Actor,
  campaignId: string,
  step: CampaignStep,
  more: {
    demand?: (campaign: LockedCampaign) => Promise<void>
    write?: (campaign: LockedCampaign, revision: boolean) => Step
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
  await more.demand?.(campaign)
  const revision = isAboutRevision(campaign, step)
  const next = revision ? { revision_state: REVISION_STEPS[step]!.to } : { state: TRANSITIONS[step].to }
  await writeStep(tx, actor, campaignId, { ...next, ...more.write?.(campaign, revision) }).catch(asSecondPersonNeeded)
  const number = step === 'submit' ? campaign.submissions + 1 : campaign.submissions
  await record(tx, actor, `campaign-${step}`, 'campaign', campaignId, {
    version: campaign.version,
    number,
    ...more.facts,
  })
  await announce(tx, actor.orgId, 'campaigns')
  return (await seenCampaign(tx, actor, campaignId))!
}

function asSecondPersonNeeded(error: unknown): never {
  if (isViolationOf('campaign_is_approved_by_a_second_person', error)) {
    throw new Refusal('conflict', campaignsReasons['second-person-needed'])
  }
  throw error
}
