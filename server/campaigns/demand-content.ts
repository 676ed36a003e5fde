import { organisation } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { demandConditions } from '../segments/index.ts'
import { callerNumber } from './caller-number.ts'
import { campaignsReasons } from './reasons.ts'
import { type CampaignContent, teamAndScriptAreKnown } from './store.ts'

export type GivenContent = Omit<CampaignContent, 'conditions'> & { conditions: Parameters<typeof demandConditions>[0] }

/** Takes what a planner wrote as a campaign's content; refuses what could not be carried out, with its reason. */
export async function demandContent(tx: Tx, actor: Actor, given: GivenContent): Promise<CampaignContent> {
  const refuse = (reason: keyof typeof campaignsReasons, facts = {}) =>
    new Refusal('invalid', campaignsReasons[reason], facts)
  if (new Set(given.purposes).size < given.purposes.length) throw refuse('purposes-repeat')
  const { trigger, validFrom, validUntil } = given
  if (trigger.fromDay > trigger.toDay || Temporal.PlainDate.compare(validFrom, validUntil) > 0) {
    throw refuse('days-out-of-order')
  }
  const conditions = demandConditions(given.conditions)
  const caller = callerNumber(given.callerNumber, await organisation(tx, actor.orgId))
  if ('problem' in caller) throw refuse(caller.problem, { number: given.callerNumber })
  const known = await teamAndScriptAreKnown(tx, actor, given.teamId, given.scriptId)
  if (!known.team) throw refuse('team-unknown')
  if (!known.script) throw refuse('script-unknown')
  return { ...given, conditions, callerNumber: caller.number }
}
