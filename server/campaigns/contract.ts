import { z } from 'zod'
import { ACTIVITY_KINDS } from '../activity/rules.ts'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { Condition, Conditions } from '../segments/contract.ts'
import { CAMPAIGN_STATES, PURPOSES } from './rules.ts'

const tag = 'campaigns'
const person = z.object({ id, name: z.string() })
const days = z.number().int().min(0).max(3650)

const content = {
  name: z.string().trim().min(1).max(100),
  /** One to three, in the order of the conversation. */
  purposes: z.array(z.enum(PURPOSES)).min(1).max(3),
  /** What a customer who asks why he was called can be told. */
  reasonForCustomer: z.string().trim().min(1).max(300),
  /** Call from `fromDay` to `toDay` calendar days after such an activity. */
  trigger: z.object({ kind: z.enum(ACTIVITY_KINDS), fromDay: days, toDay: days }),
  teamId: id,
  scriptId: id,
  priority: z.number().int().min(1).max(9),
  maxAttempts: z.number().int().min(1).max(20),
  validFrom: day,
  validUntil: day,
}

const CampaignContent = z.object({
  ...content,
  conditions: Conditions.default([]),
  callerNumber: z.string().trim().min(3).max(30),
  priority: content.priority.default(5),
  maxAttempts: content.maxAttempts.default(5),
})

export const Campaign = z
  .object({
    id,
    ...content,
    conditions: z.array(Condition),
    callerNumber: z.string(),
    state: z.enum(CAMPAIGN_STATES),
    /** Counts the changes of the content; an edit and an approval name the version they are about. */
    version: z.number().int(),
    branchId: id,
    teamName: z.string(),
    scriptName: z.string(),
    createdBy: person,
    createdAt: instant,
    /** All who wrote or submitted it; none of them can approve it. */
    plannedBy: z.array(person),
    submittedAt: instant.nullable(),
    approvedBy: person.nullable(),
    approvedAt: instant.nullable(),
    returnedNote: z.string().nullable(),
    /** Whether it belongs to a branch of the reader, who then may change it if his role lets him. */
    own: z.boolean(),
  })
  .meta({ id: 'Campaign' })

export const NO_DIALABLE_NUMBER = ['no-phone', 'all-wrong'] as const

export const Estimate = z
  .object({
    asOf: instant,
    /** Today and the next fourteen days, from activity known now; the conditions are not asked here. */
    days: z.array(
      z.object({
        day,
        /** Activities whose time for a call begins on this day. */
        beginning: z.number().int(),
        /** Activities that may be followed up on this day. */
        open: z.number().int(),
      }),
    ),
    /** Customers behind these activities. */
    customers: z.object({
      inWindow: z.number().int(),
      satisfying: z.number().int(),
      dialable: z.number().int(),
      undialable: z.array(z.object({ reason: z.enum(NO_DIALABLE_NUMBER), customers: z.number().int() })),
      /** Dialable customers of branches that the team's branch does not cover; its members will not see them. */
      outsideTeam: z.number().int(),
    }),
  })
  .meta({ id: 'CampaignEstimate' })

export const listCampaigns = endpoint({
  method: 'GET',
  path: '/campaigns',
  summary: 'Campaigns of my branches and those above, newest first',
  tag,
  permission: 'campaigns.read',
  query: pageQuery.extend({ state: z.enum(CAMPAIGN_STATES).optional() }),
  response: pageOf(Campaign),
})

export const getCampaign = endpoint({
  method: 'GET',
  path: '/campaigns/:id',
  summary: 'A campaign',
  tag,
  permission: 'campaigns.read',
  params: byId,
  response: Campaign,
})

export const estimateCampaign = endpoint({
  method: 'GET',
  path: '/campaigns/:id/estimate',
  summary: 'How much a campaign would have to do, before it is launched',
  tag,
  permission: 'campaigns.read',
  params: byId,
  response: Estimate,
})

export const createCampaign = endpoint({
  method: 'POST',
  path: '/campaigns',
  summary: 'Draft a campaign in my branch or one below it',
  tag,
  permission: 'campaigns.plan',
  status: 201,
  body: CampaignContent.extend({ branchId: id.optional() }),
  response: Campaign,
})

export const updateCampaign = endpoint({
  method: 'PUT',
  path: '/campaigns/:id',
  summary: 'Change a draft',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  body: CampaignContent.extend({ version: z.number().int() }),
  response: Campaign,
})

export const submitCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/submission',
  summary: 'Submit a draft for approval; its script is frozen from now on',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  response: Campaign,
})

export const withdrawCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/withdrawal',
  summary: 'Take a submitted campaign back to change it',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  response: Campaign,
})

export const approveCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/approval',
  summary: 'Approve the version that was read; for a second person alone',
  tag,
  permission: 'campaigns.approve',
  params: byId,
  body: z.object({ version: z.number().int() }),
  response: Campaign,
})

export const returnCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/return',
  summary: 'Give a submitted campaign back to its planners with a note',
  tag,
  permission: 'campaigns.approve',
  params: byId,
  body: z.object({ note: z.string().trim().min(1).max(1000) }),
  response: Campaign,
})

export const pauseCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/pause',
  summary: 'Pause a running campaign',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  response: Campaign,
})

export const resumeCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/resumption',
  summary: 'Let a paused campaign run again',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  response: Campaign,
})

export const stopCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/stop',
  summary: 'Stop a campaign for good',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  response: Campaign,
})
