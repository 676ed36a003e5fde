import { recordActivity } from '../activity/index.ts'
import { campaignStopped } from '../campaigns/index.ts'
import { contactsReleased, contactsStopped, mailEnded } from '../contacts/index.ts'
import { as, type GivenOrganisation } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { givenScript } from '../scripts/given.ts'
import { type AddFollowup, addFollowup } from './add-followup.ts'
import { dialFollowup } from './dial-followup.ts'
import { handOut } from './hand-out.ts'
import { onCampaignStopped, onContactsReleased, onContactsStopped, onMailEnded } from './listeners.ts'
import { type SettleFollowup, settleFollowup } from './settle-followup.ts'
import type { FollowupRow } from './store.ts'

let wired = false

/** Lets follow-ups hear what lower modules tell, as in the running program; once. */
export function givenListeners(): void {
  if (wired) return
  wired = true
  contactsStopped.listen(onContactsStopped)
  contactsReleased.listen(onContactsReleased)
  mailEnded.listen(onMailEnded)
  campaignStopped.listen(onCampaignStopped)
}

/** An order of a customer, as it happened at an instant; answers its id. */
export async function givenOrder(org: GivenOrganisation, customerId: string, happenedAt: Temporal.Instant) {
  const lines = [{ product: '挖掘机滤芯', quantity: 2, unitPrice: 180 }]
  const activity = { customerId, kind: 'order' as const, happenedAt, summary: '订单', lines }
  return (await as(org.owner, tx => recordActivity(tx, org.owner, activity))).id
}

/** A follow-up added by hand, due for an hour and good for three days; answers its id. */
export async function givenFollowup(org: GivenOrganisation, customerId: string, given: Partial<AddFollowup> = {}) {
  const { now } = org.owner
  const scriptId = given.scriptId ?? (await givenScript(org.owner)).id
  return as(org.owner, tx =>
    addFollowup(tx, org.owner, {
      customerId,
      teamId: org.teamId,
      scriptId,
      purpose: 'care',
      reason: '了解您购买后的使用情况',
      dueAt: now.subtract({ hours: 1 }),
      expiresAt: now.add({ hours: 72 }),
      priority: 5,
      ...given,
    }),
  )
}

export const take = (agent: Actor) => as(agent, tx => handOut(tx, agent))

/** Takes the best one, which must be there. */
export async function taken(agent: Actor): Promise<FollowupRow> {
  const { followup, queue } = await take(agent)
  if (!followup) throw new Error(`nothing was handed out: ${JSON.stringify(queue)}`)
  return followup
}

export const dial = (agent: Actor, id: string, pointId?: string) =>
  as(agent, tx => dialFollowup(tx, agent, id, pointId))

/** Reports an outcome; what is left out is nothing. */
export const settle = (agent: Actor, id: string, given: Partial<SettleFollowup> & Pick<SettleFollowup, 'outcome'>) =>
  as(agent, tx =>
    settleFollowup(tx, agent, id, {
      note: '',
      answers: {},
      appointmentAt: null,
      sameAgent: false,
      problem: null,
      stop: null,
      ...given,
    }),
  )
