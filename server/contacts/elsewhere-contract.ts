import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { RegisteredContact, Verdict } from './contract.ts'
import { type OutcomeCode, outcomeWords } from './reasons.ts'

const tag = 'contacts'
const outcomes = Object.keys(outcomeWords) as OutcomeCode[]

/** Whom an outside caller wants to reach: one of these, and the number when the customer has several. */
const whom = {
  customerId: id.optional(),
  /** The customer number in the organisation's own systems. */
  customerNumber: z.string().trim().min(1).max(100).optional(),
  number: z.string().trim().min(5).max(40).optional(),
}

export const askElsewhere = endpoint({
  method: 'POST',
  path: '/outside-contacts',
  summary:
    'May a dial outside the product be made: a desk phone, a partner’s dialler, another system; allowed, it counts at once',
  tag,
  permission: 'followups.work',
  perMinute: 1200,
  body: z.object({
    ...whom,
    purpose: z.enum(PURPOSES),
    /** What a customer who asks why he was called can be told. */
    reason: z.string().trim().min(1).max(300),
    campaignId: id.nullable().default(null),
    /** The number the customer is to see: the service number of the organisation or a registered line. */
    callerNumber: z.string().trim().min(3).max(30),
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
    /** The number that may be dialled, masked: whoever dials outside has it. */
    masked: z.string().nullable(),
    /** Unreported by then, it stands on the list of dials whose outcome nobody knows. */
    reportUntil: instant.nullable(),
  }),
})

export const reportElsewhere = endpoint({
  method: 'POST',
  path: '/outside-contacts/:id/outcome',
  summary: 'Report what became of a dial outside the product; late reports are taken for thirty days',
  tag,
  permission: 'followups.work',
  params: byId,
  body: z.object({
    /** `not-dialled` takes it back, as if it had not been asked for. */
    outcome: z.enum([...outcomes, 'not-dialled']).exclude(['unreported']),
    /** Whether the customer himself was spoken to. */
    conversed: z.boolean(),
    note: z.string().trim().max(1000).default(''),
  }),
  response: z.object({ state: z.enum(['made', 'cancelled']) }),
})

export const listElsewhere = endpoint({
  method: 'GET',
  path: '/outside-contacts',
  summary: 'Dials made outside the product, newest first',
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
