import { z } from 'zod'
import { endpoint, id, instant } from '../platform/endpoint.ts'

const count = z.number().int()

export const replayDraft = endpoint({
  method: 'POST',
  path: '/policy-replay',
  summary: 'The contacts of the last thirty days under the draft of the policy: which of them it would have held back',
  tag: 'policy',
  permission: 'contacts.read',
  perMinute: 20,
  body: z.object({}),
  response: z.object({
    from: instant,
    /** Contacts looked at, the newest first; older ones are left out beyond `most`. */
    contacts: count,
    most: count,
    /** How many the draft would have put off or denied, and how many of them the policy in force as well. */
    stopped: count,
    stoppedAnyway: count,
    /** By rule of the draft; a contact that several would have held back counts in each. */
    byRule: z.array(z.object({ rule: z.string(), name: z.string(), contacts: count })),
    /** The newest of those that the draft alone would have held back. */
    examples: z.array(
      z.object({
        contactId: id,
        customerId: id,
        customerName: z.string(),
        staffName: z.string(),
        at: instant,
        /** Until when it would have waited; `null` when it would not have been made. */
        until: instant.nullable(),
        reasons: z.array(z.string()),
      }),
    ),
  }),
})
