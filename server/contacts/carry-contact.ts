import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { type CarriedMatter, dropCarriedBut, insertCarried } from './carried-store.ts'
import type { Verdict } from './rules.ts'
import { insertVerdicts } from './store.ts'

/** A contact that was just reserved, and the further matters of the same customer that it is to be about. */
export interface CarryingContact {
  contactId: string
  customerId: string
  matterId: string
  /** Who reserved it. */
  staffId: string | null
  matters: readonly CarriedMatter[]
  /** All of the contact, in the order in which they are spoken about. */
  purposes: readonly string[]
  /** That allows all of them together. */
  verdict: Verdict
}

/**
 * Lets contacts with different customers, just reserved, be about further matters; the verdicts that allow it are written
 * down. Until it is settled, and after a conversation, a contact counts for each of them.
 */
export async function carryInContacts(tx: Tx, actor: Actor, carrying: readonly CarryingContact[]): Promise<void> {
  permit(actor, 'followups.work')
  const matters = carrying.flatMap(({ contactId, matters }) => matters.map(matter => ({ contactId, ...matter })))
  const verdicts = carrying.map(({ customerId, matterId, staffId, purposes, verdict }) => {
    return { customerId, matterId, staffId, moment: 'hand-out' as const, purposes, verdict }
  })
  await Promise.all([insertCarried(tx, actor, matters), insertVerdicts(tx, actor, verdicts)])
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
