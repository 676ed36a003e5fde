import { z } from 'zod'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'

const tag = 'followups'
export const POINT_STATES_TO_MEND = ['wrong', 'doubtful', 'never-registered'] as const

/** A contact point that is not right, and what to do about it. */
export const Repair = z
  .object({
    pointId: id,
    customerId: id,
    customerName: z.string(),
    branchName: z.string(),
    kind: z.enum(['phone', 'email']),
    state: z.enum(POINT_STATES_TO_MEND),
    masked: z.string(),
    source: z.string(),
    registeredAt: instant,
    lastOutcomeText: z.string().nullable(),
    lastCallAt: instant.nullable(),
    lastAgentName: z.string().nullable(),
    /** Other numbers of the customer that can be dialled and are valid. */
    otherNumbers: z.number().int(),
    /** Follow-ups that wait for the customer, or ended lately for want of a number. */
    concerned: z.number().int(),
    /** What to do, in words. */
    advice: z.string(),
  })
  .meta({ id: 'Repair' })

export const listRepairs = endpoint({
  method: 'GET',
  path: '/data-repairs',
  summary: 'The contact points that are wrong, doubtful or never registered, newest first, with what to do',
  tag,
  permission: 'customers.read',
  query: pageQuery.extend({ state: z.enum(POINT_STATES_TO_MEND).optional(), branchId: id.optional() }),
  response: pageOf(Repair),
})

export const mendPoint = endpoint({
  method: 'POST',
  path: '/contact-points/:id/mending',
  summary: 'Take a contact point off the list: another was added instead, or nothing better can be found',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({ how: z.enum(['replaced', 'given-up']), note: z.string().trim().max(500).default('') }),
  response: nothing,
})

export const unmendPoint = endpoint({
  method: 'DELETE',
  path: '/contact-points/:id/mending',
  summary: 'Put a contact point on the list again that was taken off by mistake',
  tag,
  permission: 'customers.write',
  params: byId,
  response: nothing,
})
