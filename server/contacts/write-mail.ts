import type { z } from 'zod'
import { customerBrief } from '../customers/index.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { announce } from '../platform/live.ts'
import { mailConfig } from '../platform/mail.ts'
import { productAddress } from '../platform/product-address.ts'
import type { Language } from '../platform/reason.ts'
import { platformReasons, Refusal } from '../platform/refusal.ts'
import { verdictInWords } from './in-words.ts'
import { type writeMail as contract, MOST_MAILS } from './mail-contract.ts'
import { mailReasons, mailSentence } from './mail-reasons.ts'
import { mailSender } from './mail-sender-store.ts'
import { insertMails, mailsOf } from './mail-store.ts'
import { contactsReasons } from './reasons.ts'
import { reserveContact } from './reserve-contact.ts'
import { groundFor } from './verdict-on.ts'

type Given = z.output<(typeof contract)['body']> & { customerId: string }

/** So long a mail under way keeps others from contacting the customer, unless it ends sooner. */
export const MINUTES_TO_SEND = 15

/**
 * Writes a mail to a customer: judged now by the contact policy for e-mail, and registered in the ledger where it is allowed;
 * background work sends it at once. Refuses an API key, for a mail is what a person writes; where no mail can be sent at all;
 * and a customer outside the actor's branches.
 */
export async function writeMail(tx: Tx, actor: Actor, given: Given, language: Language) {
  permit(actor, 'followups.work')
  permit(actor, 'contacts.ask')
  if (actor.key) throw new Refusal('forbidden', platformReasons['not-for-keys'])
  const { customerId, purpose, reason, subject, text } = given
  const customer = await customerBrief(tx, actor, customerId)
  const house = await organisation(tx, actor.orgId)
  const { address } = await mailSender(tx, actor.orgId)
  if (!mailConfig()) throw new Refusal('conflict', mailReasons['no-mail-server'])
  if (!productAddress()) throw new Refusal('conflict', mailReasons['no-product-address'])
  if (!address) throw new Refusal('conflict', mailReasons['no-sender'])
  const reservation = await reserveContact(tx, actor, await groundFor(tx, actor.orgId), {
    channel: 'email',
    ...{
      customerId,
      branchId: customer.branchId,
      matterId: newId(),
      campaignId: null,
      purpose,
      reason,
      agreedAt: null,
    },
    ...{ teamId: null, callerNumber: address, heldUntil: actor.now.add({ minutes: MINUTES_TO_SEND }) },
  })
  if (reservation.kind === 'busy') throw new Refusal('conflict', contactsReasons['customer-busy'])
  const verdict = verdictInWords(reservation.verdict, house.timeZone, language, actor.now)
  if (reservation.kind === 'refused') return { allowed: false, verdict, contactId: null, masked: null }
  const { contactId, point } = reservation
  await insertMails(tx, actor, [{ contactId, writtenBy: actor.staffId!, language, subject, text }])
  await announce(tx, actor.orgId, 'contacts')
  return { allowed: true, verdict, contactId, masked: point.masked }
}

/** What mails to a customer say and how they stand, newest first; refuses a customer outside the actor's branches. */
export async function listMails(
  tx: Tx,
  actor: Actor,
  of: { customerId: string; contactId?: string | undefined },
  language: Language,
) {
  permit(actor, 'contacts.ask')
  await customerBrief(tx, actor, of.customerId)
  const rows = await mailsOf(tx, actor.orgId, { ...of, limit: MOST_MAILS })
  return rows.map(({ failure, words, ...mail }) => ({
    ...mail,
    sentence: mailSentence({ state: mail.state, failure, words }, language),
  }))
}
