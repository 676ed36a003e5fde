import { z } from 'zod'
import { endpoint, id } from '../platform/endpoint.ts'
import { FALLEN_OUT } from './rules.ts'

const tag = 'followups'

export const planFollowups = endpoint({
  method: 'POST',
  path: '/followups/plan',
  summary: 'Plan the follow-ups of all running campaigns now instead of at the next round',
  tag,
  permission: 'followups.plan',
  response: z.object({
    items: z.array(
      z.object({
        campaignId: id,
        campaignName: z.string(),
        /** Activities of the trigger's kind whose window includes or approaches now, in the campaign's branches. */
        activities: z.number().int(),
        planned: z.number().int(),
        /** Of the activities, those that were not planned, by reason. */
        fallenOut: z.record(z.enum(FALLEN_OUT), z.number().int()),
      }),
    ),
  }),
})
