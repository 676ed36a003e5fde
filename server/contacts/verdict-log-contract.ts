import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'

/**
 * A verdict as it was logged when a contact was planned, handed out, dialled or asked for by another system. A mail is
 * `hand-out` when it is written and `dial` right before it goes to the mail server.
 */
export const LoggedVerdict = z
  .object({
    id,
    at: instant,
    moment: z.enum(['plan', 'hand-out', 'dial', 'elsewhere']),
    kind: z.enum(['allow', 'defer', 'deny']),
    until: instant.nullable(),
    /** Why, in sentences. */
    reasons: z.array(z.string()),
    policyVersion: z.number().int(),
    /** The name of the customer it was about, when that one was merged into this one. */
    ofMerged: z.string().nullable(),
  })
  .meta({ id: 'LoggedVerdict' })

export const listVerdicts = endpoint({
  method: 'GET',
  path: '/customers/:id/verdicts',
  summary:
    'The verdicts on whether a customer might be contacted, newest first; those on whoever was merged into him included',
  tag: 'contacts',
  permission: 'contacts.ask',
  params: byId,
  query: pageQuery,
  response: pageOf(LoggedVerdict),
})
