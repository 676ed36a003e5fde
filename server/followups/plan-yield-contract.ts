import { z } from 'zod'
import { CampaignContent } from '../campaigns/contract.ts'
import { byId, day, endpoint, id, instant } from '../platform/endpoint.ts'
import { YIELD_REASONS } from './plan-yield-rules.ts'

const tag = 'campaigns'
const count = z.number().int()
const range = z.object({ low: z.number(), high: z.number() })

export const CampaignYield = z
  .object({
    asOf: instant,
    /** `false` while trigger or days are not chosen; then all counts are 0. */
    counted: z.boolean(),
    /** Conditions that are not finished and were left out. */
    unfinished: count,
    /** Customers who had such a thing within a year, or all for a festival; then those at the right moment, and so on. */
    customers: z.object({
      eligible: count,
      inMoment: count,
      fitting: count,
      called: count,
      /** Written to by mail, which takes nobody's time. */
      written: count,
    }),
    /** Each customer counts once, by the first reason that holds; with a few of them. */
    fallenOut: z.array(
      z.object({
        reason: z.enum(YIELD_REASONS),
        customers: count,
        /** When the first of them is free again, for those who are held. */
        until: instant.nullable(),
        examples: z.array(z.object({ id, name: z.string(), branchName: z.string() })),
      }),
    ),
    /** Of those who are called, how many are only called later, because policy or another campaign holds them. */
    later: z.object({ held: count, otherCampaign: count }),
    /** Today and the next fourteen days where the organisation is. */
    days: z.array(
      z.object({
        day,
        /** Customers whose time for a call begins. */
        beginning: count,
        /** Customers called, within the team's capacity. */
        called: count,
        /** Customers written to. */
        written: count,
        /** How many the team can deal with; `null` when no team is chosen. */
        capacity: count.nullable(),
      }),
    ),
    team: z
      .object({
        agents: count,
        /** On the day of these when it has most hands. */
        callsPerDay: count,
        waiting: count,
        /** False: holidays of a year in these days are not known yet, and its weekdays were taken as worked. */
        yearsLoaded: z.boolean(),
      })
      .nullable(),
    forecast: z.object({
      basis: z.enum(['experience', 'assumed']),
      sample: count,
      reached: range,
      completed: range,
      /** Customers who will ask not to be called any more, or complain within seven days of the call. */
      complaints: range,
      agentHours: range,
    }),
  })
  .meta({ id: 'CampaignYield' })

export const estimateCampaign = endpoint({
  method: 'GET',
  path: '/campaigns/:id/estimate',
  summary: 'Whom a campaign would call in the next two weeks, and why the others fall out',
  tag,
  permission: 'campaigns.read',
  params: byId,
  response: CampaignYield,
})

export const estimateDraft = endpoint({
  method: 'POST',
  path: '/campaigns/estimate',
  summary: 'The same of a draft as it is being written; nothing is saved',
  tag,
  permission: 'campaigns.plan',
  body: CampaignContent.extend({
    branchId: id.optional(),
    /** The campaign it is the next version of: whom that has planned already is not planned again. */
    campaignId: id.optional(),
  }),
  response: CampaignYield,
})
