import type { CampaignChannel } from '../campaigns/rules.ts'
import type { ContactsReleased, ContactsStopped, MailEnded } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { announce } from '../platform/live.ts'
import { byNextChannel } from './after-refusal.ts'
import { type ByMailEnd, followupOfMail, leaveMail } from './by-mail-store.ts'
import { tellClosed } from './close-followups.ts'
import { closeOfCustomers, closeOfStoppedCampaigns, wakeHeld } from './close-store.ts'
import { followupMailed } from './followup-facts.ts'

/**
 * Closes what waits for customers who do not want to be contacted any more. A wish for a time alone closes nothing:
 * hand-out puts off. What an agent has in hand is refused when he dials.
 */
export async function onContactsStopped(tx: Tx, actor: Actor, fact: ContactsStopped): Promise<void> {
  if (fact.expiresAt) return
  await tellClosed(tx, actor, await closeOfCustomers(tx, actor, fact.customerIds, fact.purpose), 'do-not-contact')
}

/** Lets what was held back be looked at again, now that the reason may be gone. */
export async function onContactsReleased(tx: Tx, actor: Actor, fact: ContactsReleased): Promise<void> {
  await wakeHeld(tx, actor, fact.customerId)
}

/**
 * Closes what waits for a campaign that was stopped for good; of a great many the first at once, the rest within
 * minutes. A paused campaign needs no listener: nothing of it is handed out while it is not running.
 */
export async function onCampaignStopped(tx: Tx, actor: Actor): Promise<void> {
  await tellClosed(tx, actor, await closeOfStoppedCampaigns(tx, actor), 'campaign-stopped')
}

/**
 * Ends the follow-up whose mail went out. Where it may not have arrived, it goes on by the next channel, or is closed; where
 * the policy kept it back at the last moment, it waits once more, and is judged anew.
 */
export async function onMailEnded(tx: Tx, actor: Actor, { contactId, state }: MailEnded): Promise<void> {
  const followup = await followupOfMail(tx, actor.orgId, contactId)
  if (!followup) return
  const { id: followupId, channels, ...whose } = followup
  const becomes = afterMail(channels, state, actor.now)
  await leaveMail(tx, actor, 'mailing', [{ id: followupId, becomes }])
  if (becomes.state === 'mailed') await followupMailed.tell(tx, actor, { followupId, contactId, ...whose })
  await announce(tx, actor.orgId, 'followups')
}

function afterMail(channels: readonly CampaignChannel[], state: MailEnded['state'], now: Temporal.Instant): ByMailEnd {
  if (state === 'sent') return { state: 'mailed' }
  if (state === 'stopped') return { state: 'to-mail', dueAt: now }
  return byNextChannel(channels, 'email', now) ?? { state: 'closed', reason: 'mail-failed' }
}
