import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'

const tag = 'contacts'
const words = z.string().trim().min(1).max(1000)

/** A customer nobody is to contact for a time, whatever the purpose, because of something that concerns him. */
export const ContactHold = z
  .object({
    id,
    customerId: id,
    reason: z.string(),
    until: instant,
    setByName: z.string(),
    setAt: instant,
    liftedAt: instant.nullable(),
    liftedNote: z.string().nullable(),
  })
  .meta({ id: 'ContactHold' })

/** A rule of the policy that an override may pass. */
const PassableRule = z.object({ id: z.string(), name: z.string() })

/** How an override stands: it waits, may be used until it expires, was used, was refused, or has expired unused. */
export const OVERRIDE_STATES = ['waiting', 'in-force', 'used', 'refused', 'withdrawn', 'expired'] as const

/** A leave to pass rules of the policy once for one customer. */
export const ContactOverride = z
  .object({
    id,
    customerId: id,
    customerName: z.string(),
    /** `null`: for every purpose. */
    purpose: z.string().nullable(),
    /** The rules it passes, by id; never a carrier’s ceiling, a wish or a hold. */
    passes: z.array(z.string()),
    /** The same by what the policy in force calls them; by their id where it has them no more. */
    rules: z.array(PassableRule),
    reason: z.string(),
    askedByName: z.string(),
    /** Whether the asker of this list asked for it, and so does not decide it. */
    isMine: z.boolean(),
    askedAt: instant,
    expiresAt: instant,
    state: z.enum(OVERRIDE_STATES),
    /** When the contact it let through was dialled or reserved, and by whom. */
    usedAt: instant.nullable(),
    usedByName: z.string().nullable(),
    decision: z.enum(['approved', 'refused', 'withdrawn']).nullable(),
    decidedByName: z.string().nullable(),
    decidedAt: instant.nullable(),
    decisionNote: z.string(),
  })
  .meta({ id: 'ContactOverride' })

export const listHolds = endpoint({
  method: 'GET',
  path: '/customers/:id/holds',
  summary: 'The times a customer was put on hold, newest first',
  tag,
  permission: 'contacts.ask',
  params: byId,
  response: z.object({ items: z.array(ContactHold) }),
})

export const holdCustomer = endpoint({
  method: 'POST',
  path: '/customers/:id/holds',
  summary: 'Nobody contacts this customer until a time; what waits for him is put off to then',
  tag,
  permission: 'contacts.stop',
  status: 201,
  params: byId,
  body: z.object({ until: instant, reason: words }),
  response: ContactHold,
})

export const liftHold = endpoint({
  method: 'POST',
  path: '/contact-holds/:id/lifting',
  summary: 'End a hold before its time, with the reason why',
  tag,
  permission: 'contacts.stop',
  params: byId,
  body: z.object({ note: words }),
  response: nothing,
})

export const listOverrides = endpoint({
  method: 'GET',
  path: '/contact-overrides',
  summary: 'Overrides asked for, newest first: those that wait for a decision, those in force, or all',
  tag,
  permission: 'contacts.read',
  query: pageQuery.extend({ state: z.enum(['waiting', 'in-force', 'all']).default('waiting') }),
  response: pageOf(ContactOverride),
})

export const listOverridesOfCustomer = endpoint({
  method: 'GET',
  path: '/customers/:id/overrides',
  summary: 'The overrides asked for a customer, newest first, and the rules for which one can be asked',
  tag,
  permission: 'contacts.ask',
  params: byId,
  response: z.object({ items: z.array(ContactOverride), passable: z.array(PassableRule) }),
})

export const askOverride = endpoint({
  method: 'POST',
  path: '/customers/:id/overrides',
  summary: 'Ask for leave to pass rules once for a customer; a second person decides',
  tag,
  permission: 'contacts.stop',
  status: 201,
  params: byId,
  body: z.object({
    purpose: z.enum(PURPOSES).nullable().default(null),
    passes: z.array(z.string().min(1).max(60)).min(1).max(50),
    reason: words,
    expiresAt: instant,
  }),
  response: ContactOverride,
})

export const decideOverride = endpoint({
  method: 'POST',
  path: '/contact-overrides/:id/decision',
  summary: 'Approve or refuse an override; never whoever asked for it',
  tag,
  permission: 'contacts.policy',
  params: byId,
  body: z.object({ decision: z.enum(['approved', 'refused']), note: z.string().trim().max(1000).default('') }),
  response: ContactOverride,
})

export const withdrawOverride = endpoint({
  method: 'POST',
  path: '/contact-overrides/:id/withdrawal',
  summary: 'Take an override back that one asked for oneself, before it is decided',
  tag,
  permission: 'contacts.stop',
  params: byId,
  response: ContactOverride,
})
