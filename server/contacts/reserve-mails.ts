import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { mailConfig } from '../platform/mail.ts'
import { productAddress } from '../platform/product-address.ts'
import { mailSender } from './mail-sender-store.ts'
import { insertMails, type NewMail } from './mail-store.ts'
import { type Reservation, type ReserveContact, reserveContacts } from './reserve-contact.ts'
import type { Ground } from './verdict-on.ts'
import { MINUTES_TO_SEND } from './write-mail.ts'

/** The sender of an organisation's mails where they can go out at all; `null` without a mail server, a way to stop them, or one. */
export async function mailSenderInUse(tx: Tx, orgId: string): Promise<string | null> {
  if (!mailConfig() || !productAddress()) return null
  return (await mailSender(tx, orgId)).address
}

/** A mail that nobody at the desk writes, and the contact it is to be. */
export interface MailToReserve {
  contact: Omit<ReserveContact, 'channel' | 'callerNumber' | 'agreedAt' | 'heldUntil' | 'numberId' | 'madeElsewhere'>
  mail: Omit<NewMail, 'contactId'>
}

/**
 * Reserves mails as `reserveContacts` does contacts, each with what it says, in one transaction; background work sends them
 * at once. Answered in their order.
 * @param sender the address customers see
 */
export async function reserveMails(
  tx: Tx,
  actor: Actor,
  ground: Ground,
  sender: string,
  mails: readonly MailToReserve[],
): Promise<Reservation[]> {
  if (mails.length === 0) return []
  const heldUntil = actor.now.add({ minutes: MINUTES_TO_SEND })
  const asked = mails.map(({ contact }) => ({
    actor,
    contact: { ...contact, channel: 'email' as const, callerNumber: sender, agreedAt: null, heldUntil },
  }))
  const reservations = await reserveContacts(tx, ground, asked)
  const reserved = reservations.flatMap((one, n) =>
    one.kind === 'reserved' ? [{ ...mails[n]!.mail, contactId: one.contactId }] : [],
  )
  if (reserved.length > 0) await insertMails(tx, actor, reserved)
  return reservations
}
