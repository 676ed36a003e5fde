import type { ContactsReleased, ContactsStopped } from '../contacts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { tellClosed } from './close-followups.ts'
import { closeOfCustomers, closeOfStoppedCampaigns, wakeHeld } from './close-store.ts'

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
