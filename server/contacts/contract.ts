import { z } from 'zod'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'
import { CHANNELS } from '../policy/rule-contract.ts'
import { CONTACT_CHANNELS } from './channel-rules.ts'

const tag = 'contacts'

/** Why a contact is not allowed now, or a warning: rule and code for programs, facts, and the sentence for people. */
export const VerdictReason = z
  .object({
    rule: z.string(),
    code: z.string(),
    facts: z.record(z.string(), z.unknown()),
    sentence: z.string(),
  })
  .meta({ id: 'VerdictReason' })

/** Whether a customer may be contacted. `until` is set when deferred: the instant at which all rules release. */
export const Verdict = z
  .object({
    kind: z.enum(['allow', 'defer', 'deny']),
    until: instant.nullable(),
    reasons: z.array(VerdictReason),
    warnings: z.array(VerdictReason),
    policyVersion: z.number().int(),
    /** The exemption of the policy, or the approved override by its id, by which rules are passed. */
    exemption: z.string().nullable(),
    override: id.nullable(),
    /** Whether others of the staff may do what this one may not. */
    staffOnly: z.boolean(),
    /** The whole verdict in words. */
    sentence: z.string(),
  })
  .meta({ id: 'Verdict' })

export const ContactState = z.enum(['reserved', 'dialled', 'made', 'cancelled'])

/** One row of the ledger, told so that a customer can be given it. The number is masked. */
export const RegisteredContact = z
  .object({
    id,
    state: ContactState,
    channel: z.enum(CONTACT_CHANNELS),
    /** When it was dialled; when it was reserved if it was not dialled. */
    at: instant,
    customerId: id,
    customerName: z.string(),
    masked: z.string(),
    staffName: z.string(),
    teamName: z.string(),
    branchName: z.string(),
    campaignId: id.nullable(),
    campaignName: z.string().nullable(),
    reason: z.string(),
    purposes: z.array(z.string()),
    approvedByName: z.string().nullable(),
    approvedByRoles: z.array(z.string()),
    approvedAt: instant.nullable(),
    /** The number the customer saw; of a mail its sender. */
    callerNumber: z.string(),
    outcome: z.string().nullable(),
    outcomeText: z.string().nullable(),
    conversed: z.boolean(),
    /** The system that dialled, and who, where it was not the product’s own desk. */
    madeElsewhere: z.string().nullable(),
    /** Whether a file brought it, after it was made. */
    imported: z.boolean(),
    /** What the file says beside it. */
    note: z.string(),
    /** What can be told to the customer, in the language asked for. */
    sentence: z.string(),
  })
  .meta({ id: 'RegisteredContact' })

export const DoNotContact = z
  .object({
    id,
    customerId: id,
    /** `null`: for every purpose. */
    purpose: z.string().nullable(),
    source: z.string(),
    note: z.string(),
    createdByName: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant.nullable(),
    liftedAt: instant.nullable(),
  })
  .meta({ id: 'DoNotContact' })

export const STOP_SOURCES = ['hotline', 'agent', 'letter', 'regulator', 'import'] as const

/** A POST, so that the number stays out of addresses and logs. */
export const lookUpContacts = endpoint({
  method: 'POST',
  path: '/contacts/lookup',
  summary:
    '“Was that you?”: the registered contacts with a number, pieces of one, an e-mail address, a name or a customer number',
  tag,
  permission: 'contacts.ask',
  perMinute: 120,
  body: z.union([
    /** As the caller gave it and it was typed: “138 4412”, “…4412”, “wang@example.com”, “王芳 4412”. */
    z.object({ text: z.string().trim().min(1).max(140) }),
    z.object({ number: z.string().trim().min(5).max(40) }),
    z.object({ lastFour: z.string().regex(/^\d{4}$/), name: z.string().trim().min(1).max(100) }),
  ]),
  response: z.object({
    /** `elsewhere`: registered by a branch outside the asker's scope. */
    found: z.enum(['registered', 'elsewhere', 'none']),
    /** What was looked up by; of pieces and names a “no” is not certain. */
    by: z.enum(['number', 'parts', 'address', 'name']),
    contacts: z.array(RegisteredContact),
    /** Who the caller may be, of the asker's branches; also when nobody has rung him. */
    customers: z.array(
      z.object({
        id,
        name: z.string(),
        branchName: z.string(),
        externalId: z.string().nullable(),
        masked: z.array(z.string()),
      }),
    ),
    /** Whether this very number is never to be called, or this address never to be written to, whoever holds it. */
    numberStopped: z.boolean(),
    /** What to tell the customer. */
    sentence: z.string(),
    /** What the agent should do next. */
    advice: z.string(),
  }),
})

export const listContactsOfCustomer = endpoint({
  method: 'GET',
  path: '/customers/:id/contacts',
  summary: 'The registered contacts with a customer, newest first',
  tag,
  permission: 'contacts.ask',
  params: byId,
  query: pageQuery,
  response: pageOf(RegisteredContact),
})

export const readVerdict = endpoint({
  method: 'GET',
  path: '/customers/:id/verdict',
  summary:
    'May we contact this customer now, or at another time, for a purpose, by a channel; if not, why, and when next',
  tag,
  permission: 'contacts.ask',
  params: byId,
  query: z.object({
    purpose: z.string().max(60).optional(),
    channel: z.enum(CHANNELS).optional(),
    /** Now when left out. What happens until then is not known: it is as if nothing did. */
    at: instant.optional(),
  }),
  response: Verdict,
})

export const listStops = endpoint({
  method: 'GET',
  path: '/customers/:id/do-not-contact',
  summary: 'The wishes of a customer not to be contacted, newest first',
  tag,
  permission: 'contacts.ask',
  params: byId,
  response: z.object({ items: z.array(DoNotContact) }),
})

export const stopContacts = endpoint({
  method: 'POST',
  path: '/customers/:id/do-not-contact',
  summary: 'The customer does not want to be contacted; every queue honours it at once',
  tag,
  permission: 'contacts.stop',
  status: 201,
  params: byId,
  body: z.object({
    purpose: z.string().max(60).nullable().default(null),
    source: z.enum(STOP_SOURCES),
    note: z.string().trim().max(1000).default(''),
    expiresAt: instant.nullable().default(null),
  }),
  response: DoNotContact,
})

export const liftStop = endpoint({
  method: 'POST',
  path: '/do-not-contact/:id/lifting',
  summary: 'Lift a wish not to be contacted, because the customer asked for it',
  tag,
  permission: 'contacts.policy',
  params: byId,
  body: z.object({ note: z.string().trim().min(1).max(1000) }),
  response: nothing,
})
