import { z } from 'zod'
import { byId, endpoint } from '../platform/endpoint.ts'
import { CALL_STATES } from './rules.ts'

const tag = 'calls'

/** How the call of a contact stands; `none` when no telephone system was asked. */
export const Call = z
  .object({
    state: z.enum(CALL_STATES),
    /** Whether dialling again asks the telephone system once more. */
    mayAskAgain: z.boolean(),
    sentence: z.string(),
  })
  .meta({ id: 'Call' })

export const readTelephone = endpoint({
  method: 'GET',
  path: '/telephone',
  summary: 'Whether a telephone system is connected that rings for the agents',
  tag,
  permission: 'signed-in',
  response: z.object({ connected: z.boolean() }),
})

export const readCall = endpoint({
  method: 'GET',
  path: '/contacts/:id/call',
  summary: 'How the call of a contact stands',
  tag,
  permission: 'followups.work',
  params: byId,
  response: Call,
})
