import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { byId, endpoint, instant } from '../platform/endpoint.ts'
import { CountWindow } from '../policy/rule-contract.ts'

/** How much of one cap of the policy is taken. */
export const Saturation = z
  .object({
    /** The rule by its id, and what the policy calls it. */
    rule: z.string(),
    name: z.string(),
    layer: z.enum(['own', 'carrier']),
    counting: z.enum(['attempts', 'conversations']),
    per: z.enum(['person', 'number', 'matter']),
    window: CountWindow,
    /** The purposes it is about; `null` for all. */
    purposes: z.array(z.enum(PURPOSES)).nullable(),
    /** The number it is counted at, masked. */
    masked: z.string().nullable(),
    /** What the matter it is counted for is about, and when it was last contacted about. */
    matter: z.object({ purpose: z.string(), lastAt: instant }).nullable(),
    count: z.number().int(),
    limit: z.number().int(),
    /** A contact it is about is held back by it now. */
    full: z.boolean(),
    /** When the next contact has a place; `null` while there is one, and where waiting does not help. */
    nextAt: instant.nullable(),
    sentence: z.string(),
  })
  .meta({ id: 'Saturation' })

export const readSaturation = endpoint({
  method: 'GET',
  path: '/customers/:id/saturation',
  summary: 'The contacts with a customer in the window of each cap of the policy, against that cap; the fullest first',
  tag: 'contacts',
  permission: 'contacts.ask',
  params: byId,
  response: z.object({ items: z.array(Saturation), policyVersion: z.number().int() }),
})
