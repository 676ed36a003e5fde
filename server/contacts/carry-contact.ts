import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type CarriedMatter, dropCarriedBut, insertCarried } from './carried-store.ts'
import type { Verdict } from './rules.ts'
import { insertVerdict } from './store.ts'

/**
 * Lets a contact that was just reserved be about further matters of the same customer; the verdict that allows all of
 * them together is written down. Until it is settled, and after a conversation, it counts for each of them.
 * @param purposes all of the contact, in the order in which they are spoken about
 */
export async function carryInContact(
  tx: Tx,
  actor: Actor,
  contact: { id: string; customerId: string; matterId: string },
  carried: { matters: readonly CarriedMatter[]; purposes: readonly string[]; verdict: Verdict },
): Promise<void> {
  permit(actor, 'followups.work')
  const { matters, purposes, verdict } = carried
  const { customerId, matterId } = contact
  await Promise.all([
    insertCarried(tx, actor, contact.id, matters),
    insertVerdict(tx, actor, { customerId, matterId, moment: 'hand-out', purposes, verdict }),
  ])
}

/** Lets a contact count for no other matters than those of the follow-ups that were brought up, besides its own. */
export async function broughtUpInContact(
  tx: Tx,
  actor: Actor,
  contactId: string,
  followupIds: readonly string[],
): Promise<void> {
  permit(actor, 'followups.work')
  await dropCarriedBut(tx, actor, contactId, followupIds)
}
