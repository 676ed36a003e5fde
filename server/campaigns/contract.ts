import { z } from 'zod'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { ConditionGroup, Conditions } from '../segments/contract.ts'
import { FESTIVALS } from './festival-reasons.ts'
import { MAIL_LIMITS } from './mail-text-rules.ts'
import { CAMPAIGN_STATES, CHANNELS, PURPOSES } from './rules.ts'
import { AMOUNTS, EVERYBODY, SAMPLE_KINDS, STRATA } from './sample-rules.ts'
import { FIRST_DAY, LAST_DAY, TRIGGER_KINDS } from './trigger-rules.ts'

const tag = 'campaigns'
const person = z.object({ id, name: z.string() })
const days = z.number().int().min(FIRST_DAY).max(LAST_DAY)

/** Follow up from `fromDay` to `toDay` calendar days after (before: negative) what `kind` names. */
const Trigger = z.object({
  kind: z.enum(TRIGGER_KINDS).nullable(),
  fromDay: days.nullable(),
  toDay: days.nullable(),
  /** Which festivals, for that trigger alone. */
  festivals: z.array(z.enum(FESTIVALS)).max(FESTIVALS.length).default([]),
})

const NOT_CHOSEN = { kind: null, fromDay: null, toDay: null, festivals: [] }

/** How many of them are followed up: all, a share in percent, every so many-th of a day, or so many of each part. */
const Sample = z.object({
  kind: z.enum(SAMPLE_KINDS),
  amount: z.number().min(AMOUNTS.share.min).max(AMOUNTS.count.max).nullable().default(null),
  per: z.enum(STRATA).default('campaign'),
  /** Customers with one of these tags are always followed up, and fill no count. */
  always: z.array(z.string().trim().min(1).max(60)).max(10).default([]),
})

const Channels = z
  .array(z.enum(CHANNELS))
  .min(1)
  .max(CHANNELS.length)
  .refine(chosen => new Set(chosen).size === chosen.length)

/** What goes out where a campaign writes. A draft may leave both empty. */
const CampaignMail = z.object({
  subject: z
    .string()
    .trim()
    .max(MAIL_LIMITS.subject)
    .regex(/^[^\r\n]*$/),
  text: z.string().trim().max(MAIL_LIMITS.text),
})

const skill = z.string().trim().min(1).max(40)

const usual = {
  /** One to three, in the order of the conversation. */
  purposes: z.array(z.enum(PURPOSES)).max(3),
  priority: z.number().int().min(1).max(9),
  maxAttempts: z.number().int().min(1).max(20),
}

/** What a planner writes. A draft may leave anything open; submitting it asks for the rest. */
export const CampaignContent = z.object({
  name: z.string().trim().max(100).default(''),
  purposes: usual.purposes.default([]),
  /** What a customer who asks why he was called can be told. */
  reasonForCustomer: z.string().trim().max(300).default(''),
  /** What the organisation expects of it, in its own words. */
  expectedEffect: z.string().trim().max(500).default(''),
  /** Who answers for it; who drafts it when left out. */
  ownerId: id.optional(),
  trigger: Trigger.default(NOT_CHOSEN),
  conditions: Conditions.default([]),
  sample: Sample.default({ ...EVERYBODY, always: [] }),
  /** By what customers are reached, the preferred one first. */
  channels: Channels.default(['phone']),
  /** Kept only where `email` is one of the channels, and needed there. */
  mail: CampaignMail.nullable().default(null),
  teamId: id.nullable().default(null),
  scriptId: id.nullable().default(null),
  callerNumber: z.string().trim().max(30).default(''),
  /** What whoever calls must be able to do, in the organisation's words; nothing when anybody of the team may. */
  skills: z.array(skill).max(10).default([]),
  priority: usual.priority.default(5),
  maxAttempts: usual.maxAttempts.default(5),
  validFrom: day.nullable().default(null),
  validUntil: day.nullable().default(null),
})

const seenContent = {
  name: z.string(),
  purposes: usual.purposes,
  reasonForCustomer: z.string(),
  expectedEffect: z.string(),
  owner: person,
  trigger: Trigger,
  conditions: ConditionGroup,
  sample: Sample,
  /** By what customers are reached, the preferred one first. */
  channels: z.array(z.enum(CHANNELS)),
  /** What goes out where the campaign writes; `null` without e-mail. */
  mail: z.object({ subject: z.string(), text: z.string() }).nullable(),
  teamId: id.nullable(),
  teamName: z.string().nullable(),
  scriptId: id.nullable(),
  scriptName: z.string().nullable(),
  callerNumber: z.string(),
  skills: z.array(z.string()),
  priority: usual.priority,
  maxAttempts: usual.maxAttempts,
  validFrom: day.nullable(),
  validUntil: day.nullable(),
}

/** What a campaign says, with the names of what it points to. */
export const SeenContent = z.object(seenContent).meta({ id: 'CampaignContent' })

export const Campaign = z
  .object({
    id,
    ...seenContent,
    state: z.enum(CAMPAIGN_STATES),
    /** Counts the changes of the content; an edit and an approval name the version they are about. */
    version: z.number().int(),
    branchId: id,
    createdBy: person,
    createdAt: instant,
    /** All who wrote or submitted it; none of them can approve it. */
    plannedBy: z.array(person),
    submittedAt: instant.nullable(),
    approvedBy: person.nullable(),
    approvedAt: instant.nullable(),
    returnedNote: z.string().nullable(),
    /** How often it was submitted, its next versions included. */
    submissions: z.number().int(),
    /** The next version of a campaign that runs; in force only when approved. */
    revision: z
      .object({
        content: SeenContent,
        state: z.enum(['draft', 'submitted']),
        plannedBy: z.array(person),
        submittedAt: instant.nullable(),
        returnedNote: z.string().nullable(),
      })
      .nullable(),
    /** Whether it belongs to a branch of the reader, who then may change it if his role lets him. */
    own: z.boolean(),
  })
  .meta({ id: 'Campaign' })

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
  summary: 'Change a draft; of a campaign that runs, write its next version',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  body: CampaignContent.extend({ version: z.number().int() }),
  response: Campaign,
})

export const submitCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/submission',
  summary: 'Submit a draft or a next version for approval; its script is frozen from now on',
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

export const discardRevision = endpoint({
  method: 'POST',
  path: '/campaigns/:id/discarding',
  summary: 'Give up the next version that was being written; the campaign goes on as it is',
  tag,
  permission: 'campaigns.plan',
  params: byId,
  response: Campaign,
})

export const cloneCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/copies',
  summary: 'Draft another campaign with the content of this one, valid from today for as long',
  tag,
  permission: 'campaigns.plan',
  status: 201,
  params: byId,
  body: z.object({ name: z.string().trim().min(1).max(100) }),
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
