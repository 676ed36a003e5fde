import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { CONTACT_CHANNELS } from './channel-rules.ts'
import { RegisteredContact, Verdict } from './contract.ts'
import { type LedgerOutcome, ledgerOutcomeWords } from './reasons.ts'

const tag = 'contacts'
const outcomes = Object.keys(ledgerOutcomeWords) as LedgerOutcome[]

/** Whom an outside caller wants to reach: one of these, and the number or address when the customer has several. */
const whom = {
  customerId: id.optional(),
  /** The customer number in the organisation's own systems. */
  customerNumber: z.string().trim().min(1).max(100).optional(),
  number: z.string().trim().min(5).max(40).optional(),
  /** By e-mail, instead of the number. */
  address: z.string().trim().min(5).max(200).optional(),
}

export const askElsewhere = endpoint({
  method: 'POST',
  path: '/outside-contacts',
  summary:
    'May a dial or a mail outside the product be made: a desk phone, a partner’s dialler, another system; allowed, it counts at once',
  tag,
  permission: 'followups.work',
  perMinute: 1200,
  body: z.object({
    ...whom,
    /** By phone when left out. */
    channel: z.enum(CONTACT_CHANNELS).optional(),
    purpose: z.enum(PURPOSES),
    /** What a customer who asks why he was called can be told. */
    reason: z.string().trim().min(1).max(300),
    campaignId: id.nullable().default(null),
    /**
     * The number the customer is to see: the service number of the organisation or a registered line. By e-mail the sender:
     * an address of the organisation's own domain.
     */
    callerNumber: z.string().trim().min(3).max(200),
    /** The system that dials, and who: “合作商外呼系统 · 工号 8012”. */
    by: z.string().trim().min(1).max(120),
    /** The time the customer himself asked for, if he did. */
    agreedAt: instant.nullable().default(null),
  }),
  response: z.object({
    allowed: z.boolean(),
    /** Names this decision in the log, whatever it was. */
    evidenceId: id,
    verdict: Verdict,
    /** Where the outcome is reported; `null` when it is not allowed. */
    contactId: id.nullable(),
    customerId: id,
    /** The number that may be dialled, or the address that may be written to, masked: whoever contacts outside has it. */
    masked: z.string().nullable(),
    /** Unreported by then, it stands on the list of dials whose outcome nobody knows. */
    reportUntil: instant.nullable(),
  }),
})

export const reportElsewhere = endpoint({
  method: 'POST',
  path: '/outside-contacts/:id/outcome',
  summary: 'Report what became of a dial or a mail outside the product; late reports are taken for thirty days',
  tag,
  permission: 'followups.work',
  params: byId,
  body: z.object({
    /** `not-dialled` takes it back, as if it had not been asked for; of a mail, it was not sent. */
    outcome: z.enum([...outcomes, 'not-dialled']).exclude(['unreported']),
    /** Whether the customer himself was spoken to; never by mail. */
    conversed: z.boolean(),
    note: z.string().trim().max(1000).default(''),
  }),
  response: z.object({ state: z.enum(['made', 'cancelled']) }),
})

export const listElsewhere = endpoint({
  method: 'GET',
  path: '/outside-contacts',
  summary: 'Dials and mails made outside the product, newest first',
  tag,
  permission: 'contacts.read',
  query: pageQuery.extend({ state: z.enum(['all', 'open', 'unreported']).default('all') }),
  response: pageOf(
    RegisteredContact.extend({
      /** Until when it can still be reported; `null` when it was. */
      reportUntil: instant.nullable(),
    }).meta({ id: 'OutsideContact' }),
  ),
})
