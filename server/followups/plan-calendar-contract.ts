import { z } from 'zod'
import { FESTIVALS } from '../campaigns/festival-reasons.ts'
import { CAMPAIGN_STATES, PURPOSES } from '../campaigns/rules.ts'
import { day, endpoint, id } from '../platform/endpoint.ts'

const tag = 'campaigns'
const count = z.number().int()

/** A quarter of a year with the days around it. */
export const MAX_CALENDAR_DAYS = 100

export const CampaignCalendar = z
  .object({
    campaigns: z.array(
      z.object({
        id,
        name: z.string(),
        state: z.enum(CAMPAIGN_STATES),
        purposes: z.array(z.enum(PURPOSES)),
        branchId: id,
        branchName: z.string(),
        teamId: id.nullable(),
        teamName: z.string().nullable(),
        validFrom: day,
        validUntil: day,
        /** Days on which it has work: follow-ups that fell or fall due then, and those settled then. */
        days: z.array(z.object({ day, due: count, done: count })),
      }),
    ),
    /** Whether there are more campaigns in these days than are listed. */
    more: z.boolean(),
    /** What each team can deal with on each day, and what it has. */
    teams: z.array(
      z.object({
        id,
        name: z.string(),
        /** How many customers it can deal with, by its calendar, the public holidays and the planned shifts. */
        capacity: z.array(z.object({ day, calls: count })),
        days: z.array(z.object({ day, due: count, done: count })),
      }),
    ),
    /** Days that the contact policy or the state takes for no ordinary working days. */
    days: z.array(
      z.object({
        day,
        kind: z.enum(['workday', 'rest-day', 'holiday']),
        /** The holiday it belongs to, as the state names it; of a make-up working day too. */
        name: z.string().nullable(),
        /** Festivals by the lunar and the solar calendar, whether or not the state keeps them. */
        festivals: z.array(z.enum(FESTIVALS)),
        /** Whether the contact policy allows any call. */
        open: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'CampaignCalendar' })

export const readCampaignCalendar = endpoint({
  method: 'GET',
  path: '/campaigns/calendar',
  summary: 'Campaigns that are valid in these days, with their work by day and what their teams can deal with',
  tag,
  permission: 'campaigns.read',
  query: z.object({
    from: day,
    to: day,
    branchId: id.optional(),
    teamId: id.optional(),
    campaignId: id.optional(),
  }),
  response: CampaignCalendar,
})
