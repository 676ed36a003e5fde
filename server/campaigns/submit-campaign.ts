import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { freezeScript, scriptOf } from '../scripts/index.ts'
import { demandComplete } from './demand-content.ts'
import { campaignSubmitted } from './facts.ts'
import { takeStep } from './step.ts'
import type { SeenCampaign } from './store.ts'
import { insertVersion } from './version-store.ts'

/**
 * Submits a draft, or the next version of a campaign that runs, for approval: freezes its script and keeps all of it as a
 * version. Who submits counts among the planners. Refuses what is not complete or could not be carried out.
 */
export async function submitCampaign(tx: Tx, actor: Actor, campaignId: string): Promise<SeenCampaign> {
  permit(actor, 'campaigns.plan')
  const campaign = await takeStep(tx, actor, campaignId, 'submit', {
    demand: ({ content }) => demandComplete(tx, actor, content),
    write: ({ plannedBy, submissions }, revision) => {
      const planners = [...new Set([...plannedBy, actor.staffId!])]
      return revision
        ? {
            revision_submitted_at: actor.now,
            revision_note: null,
            revision_planned_by: planners,
            submissions: submissions + 1,
          }
        : { submitted_at: actor.now, returned_note: null, planned_by: planners, submissions: submissions + 1 }
    },
  })
  const { content, plannedBy } = campaign.revision ?? { content: campaign, plannedBy: campaign.plannedBy }
  await campaignSubmitted.tell(tx, actor, { campaignId, channels: content.channels })
  await freezeScript(tx, actor, content.scriptId!)
  const script = await scriptOf(tx, actor.orgId, content.scriptId!)
  await insertVersion(tx, actor, {
    campaignId,
    number: campaign.submissions,
    content: contentOf(content),
    script: script!,
    plannedBy: plannedBy.map(({ id }) => id),
  })
  return campaign
}

type Content = NonNullable<SeenCampaign['revision']>['content']

/** The content alone, of a campaign that holds more. */
function contentOf(from: Content): Content {
  const { name, purposes, reasonForCustomer, expectedEffect, owner, trigger, conditions, sample } = from
  const {
    channels,
    mail,
    teamId,
    teamName,
    scriptId,
    scriptName,
    callerNumber,
    skills,
    priority,
    maxAttempts,
    validFrom,
    validUntil,
  } = from
  return {
    ...{
      name,
      purposes,
      reasonForCustomer,
      expectedEffect,
      owner,
      trigger,
      conditions,
      sample,
      channels,
      mail,
      teamId,
    },
    ...{ teamName, scriptId, scriptName, callerNumber, skills, priority, maxAttempts, validFrom, validUntil },
  }
}
