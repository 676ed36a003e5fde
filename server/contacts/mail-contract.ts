import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { byId, endpoint, id, instant, nothing } from '../platform/endpoint.ts'
import { Verdict } from './contract.ts'

const tag = 'contacts'

export const MAIL_STATES = ['waiting', 'sending', 'sent', 'bounced', 'unconfirmed', 'failed', 'stopped'] as const
export type MailState = (typeof MAIL_STATES)[number]

/** A mail that a member of staff wrote to a customer. */
export const CustomerMail = z
  .object({
    id,
    contactId: id,
    subject: z.string(),
    text: z.string(),
    writtenByName: z.string(),
    writtenAt: instant,
    state: z.enum(MAIL_STATES),
    endedAt: instant.nullable(),
    /** How it stands, in words: what happened, and what to do. */
    sentence: z.string(),
  })
  .meta({ id: 'CustomerMail' })

export const writeMail = endpoint({
  method: 'POST',
  path: '/customers/:id/mails',
  summary: 'Write to a customer by e-mail, if the contact policy allows it now; it is registered before it is sent',
  tag,
  permission: 'followups.work',
  alsoNeeds: 'contacts.ask',
  perMinute: 60,
  status: 201,
  params: byId,
  body: z.object({
    purpose: z.enum(PURPOSES),
    /** Why it is written; the customer reads it at the end of the mail. */
    reason: z.string().trim().min(1).max(300),
    subject: z
      .string()
      .trim()
      .min(1)
      .max(150)
      .regex(/^[^\r\n]*$/),
    text: z.string().trim().min(1).max(10_000),
  }),
  response: z.object({
    allowed: z.boolean(),
    verdict: Verdict,
    contactId: id.nullable(),
    /** Where it goes, masked. */
    masked: z.string().nullable(),
  }),
})

/** The most mails that are listed at once. */
export const MOST_MAILS = 50

export const listMails = endpoint({
  method: 'GET',
  path: '/customers/:id/mails',
  summary: `What mails to a customer say, and whether they went out, newest first; the last ${MOST_MAILS}, or that of one contact`,
  tag,
  permission: 'contacts.ask',
  params: byId,
  query: z.object({ contactId: id.optional() }),
  response: z.object({ items: z.array(CustomerMail) }),
})

const token = z.object({ token: z.string().regex(/^[\w-]{20,100}$/) })

export const readMailStop = endpoint({
  method: 'GET',
  path: '/mail-stops/:token',
  summary: 'Whose mails the link in a mail stops; changes nothing',
  tag,
  permission: 'public',
  perMinute: 60,
  params: token,
  response: z.object({ organisation: z.string(), masked: z.string(), stopped: z.boolean() }),
})

/** The one click of RFC 8058: it asks for no sign-in, and said again it stands. */
export const stopMails = endpoint({
  method: 'POST',
  path: '/mail-stops/:token',
  summary: 'Stop all mails to the address that got the mail with this link, at once',
  tag,
  permission: 'public',
  perMinute: 60,
  params: token,
  response: nothing,
})
