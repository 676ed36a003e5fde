import { as, type GivenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenScript } from '../scripts/given.ts'
import { approveCampaign } from './approve-campaign.ts'
import { createCampaign } from './create-campaign.ts'
import type { GivenContent } from './demand-content.ts'
import { EVERYBODY } from './sample-rules.ts'
import type { SeenCampaign } from './store.ts'
import { submitCampaign } from './submit-campaign.ts'

/** A care call three to ten days after an order, valid from ten days before the planner's clock to 200 days after. */
export async function contentFor(
  org: GivenOrganisation,
  planner: Actor,
  content: Partial<GivenContent> = {},
): Promise<GivenContent> {
  const today = planner.now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  return {
    name: '购后关怀回访',
    purposes: ['care', 'satisfaction'],
    reasonForCustomer: '了解您购买后的使用情况',
    trigger: { kind: 'order', fromDay: 3, toDay: 10 },
    conditions: [],
    sample: EVERYBODY,
    channels: ['phone'],
    mail: null,
    teamId: org.teamId,
    scriptId: content.scriptId ?? (await givenScript(planner)).id,
    callerNumber: '4008001234',
    priority: 5,
    maxAttempts: 5,
    validFrom: today.subtract({ days: 10 }),
    validUntil: today.add({ days: 200 }),
    ...content,
  }
}

export interface GivenCampaign {
  campaign: SeenCampaign
  planner: Actor
  approver: Actor
}

/** A draft by a new planner, with an approver who had no part in it. */
export async function givenDraft(
  org: GivenOrganisation,
  content: Partial<GivenContent> & { branchId?: string } = {},
): Promise<GivenCampaign> {
  const [planner, approver] = [await org.staff('planner'), await org.staff('approver')]
  const given = { ...(await contentFor(org, planner, content)), branchId: content.branchId }
  return { campaign: await as(planner, tx => createCampaign(tx, planner, given)), planner, approver }
}

/** A campaign that was submitted and waits for the approver. */
export async function givenSubmitted(org: GivenOrganisation, content: Parameters<typeof givenDraft>[1] = {}) {
  const given = await givenDraft(org, content)
  const { planner, campaign } = given
  return { ...given, campaign: await as(planner, tx => submitCampaign(tx, planner, campaign.id)) }
}

/** A campaign that was approved by a second person and runs. */
export async function givenRunning(org: GivenOrganisation, content: Parameters<typeof givenDraft>[1] = {}) {
  const given = await givenSubmitted(org, content)
  const { approver, campaign } = given
  const { id, version } = campaign
  return { ...given, campaign: await as(approver, tx => approveCampaign(tx, approver, id, { version })) }
}
