import { skillsFrom } from '../people/ability-rules.ts'
import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { demandConditions, demandUnfinished } from '../segments/index.ts'
import type { GivenCondition, GivenGroup } from '../segments/rules.ts'
import { callerNumber } from './caller-number.ts'
import type { CampaignContent } from './content.ts'
import { problemsOf } from './content-rules.ts'
import type { Festival } from './festival-reasons.ts'
import type { CampaignMail } from './mail-text-rules.ts'
import { campaignsReasons } from './reasons.ts'
import type { CampaignChannel } from './rules.ts'
import { EVERYBODY, type Sample } from './sample-rules.ts'
import { areKnown } from './store.ts'

/** What a planner sends. A list of conditions means that all must hold; who writes it answers for it unless he says who. */
export interface GivenContent
  extends Omit<
    CampaignContent,
    'conditions' | 'sample' | 'skills' | 'channels' | 'mail' | 'trigger' | 'expectedEffect' | 'ownerId'
  > {
  conditions: GivenGroup | readonly GivenCondition[]
  trigger: Omit<CampaignContent['trigger'], 'festivals'> & { festivals?: Festival[] | undefined }
  sample?: Sample | undefined
  skills?: string[] | undefined
  channels?: CampaignChannel[] | undefined
  mail?: CampaignMail | null | undefined
  expectedEffect?: string | undefined
  ownerId?: string | undefined
}

/**
 * Takes what a planner wrote as the content of a draft: anything may be left open, but what it points to must exist. A
 * caller number that can be shown is written as it will be dialled.
 */
export async function demandContent(tx: Tx, actor: Actor, given: GivenContent): Promise<CampaignContent> {
  const channels = given.channels ?? ['phone']
  const content: CampaignContent = {
    name: given.name,
    purposes: given.purposes,
    reasonForCustomer: given.reasonForCustomer,
    expectedEffect: given.expectedEffect ?? '',
    ownerId: given.ownerId ?? actor.staffId!,
    trigger: { ...given.trigger, festivals: given.trigger.festivals ?? [] },
    conditions: demandUnfinished(given.conditions),
    sample: given.sample ?? EVERYBODY,
    channels,
    mail: channels.includes('email') ? (given.mail ?? null) : null,
    teamId: given.teamId,
    scriptId: given.scriptId,
    callerNumber: given.callerNumber,
    skills: skillsFrom(given.skills ?? []),
    priority: given.priority,
    maxAttempts: given.maxAttempts,
    validFrom: given.validFrom,
    validUntil: given.validUntil,
  }
  const known = await areKnown(tx, actor, content)
  for (const part of ['team', 'script', 'owner'] as const) {
    if (!known[part]) throw new Refusal('invalid', campaignsReasons[`${part}-unknown`])
  }
  const caller = callerNumber(content.callerNumber, await organisation(tx, actor.orgId))
  return 'problem' in caller ? content : { ...content, callerNumber: caller.number }
}

/** Refuses to submit content that is not complete or could not be carried out, with everything that is missing. */
export async function demandComplete(tx: Tx, actor: Actor, content: CampaignContent): Promise<void> {
  const problems = problemsOf(content).map(({ code }) => code)
  if (problems.length > 0) throw new Refusal('invalid', campaignsReasons['campaign-incomplete'], { problems })
  demandConditions(content.conditions)
  const caller = callerNumber(content.callerNumber, await organisation(tx, actor.orgId))
  if ('problem' in caller) {
    throw new Refusal('invalid', campaignsReasons[caller.problem], { number: content.callerNumber })
  }
}
