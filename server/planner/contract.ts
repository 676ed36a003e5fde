import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { CONTACT_CHANNELS } from '../contacts/channel-rules.ts'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { progress } from '../platform/progress-rules.ts'
import { ABSENCES, OUTCOMES, RUN_PHASES, STALE_REASONS } from './outcome-rules.ts'
import { URGENCY } from './rules.ts'

const tag = 'plans'
const count = z.number().int()
const urgency = z.enum(URGENCY)
const purpose = z.enum(PURPOSES)
/** What whoever calls must have: `language:yue`, `skill:claims`. */
const needs = z.array(z.string())

/** One planning of everything that waits. */
export const PlanRun = z
  .object({
    id,
    startedAt: instant,
    /** `null`: the nightly one. */
    startedByName: z.string().nullable(),
    /** In the calendar of the organisation. */
    firstDay: day,
    lastDay: day,
    phase: z.enum(RUN_PHASES),
    /** In due purposes. */
    ...progress,
    finishedAt: instant.nullable(),
    policyVersion: count,
    /** The worth of the plan, and what no plan of the same contacts exceeds; `null` until it is done. */
    worth: z.number().nullable(),
    bound: z.number().nullable(),
    /** How many purposes were due, how many of them have a day, how many of these go by mail, and how many have which outcome; `null` until it is done. */
    counts: z
      .object({ due: count, planned: count, byMail: count, byOutcome: z.partialRecord(z.enum(OUTCOMES), count) })
      .nullable(),
  })
  .meta({ id: 'PlanRun' })

export const startPlan = endpoint({
  method: 'POST',
  path: '/plan-runs',
  summary: 'Plan the days of everything that waits; refused while another plan is under way',
  tag,
  permission: 'followups.plan',
  status: 202,
  response: PlanRun,
})

export const readPlan = endpoint({
  method: 'GET',
  path: '/plan-runs/current',
  summary: 'The plan in force, why it may no longer fit, and the run that began last',
  tag,
  permission: 'followups.read',
  response: z.object({
    inForce: PlanRun.nullable(),
    stale: z.array(z.object({ code: z.enum(STALE_REASONS), sentence: z.string() })),
    latest: PlanRun.nullable(),
    timeZone: z.string(),
    /** Today where the organisation is. */
    today: day,
    /** Whether the runs tell of one's own teams alone, as they do to a partner. */
    ofOwnTeams: z.boolean(),
  }),
})

export const cancelPlan = endpoint({
  method: 'POST',
  path: '/plan-runs/:id/cancel',
  summary: 'Cancel a plan that is under way; the one in force stays',
  tag,
  permission: 'followups.plan',
  params: byId,
  response: PlanRun,
})

/** The most days that are shown at once. */
export const MOST_DAYS_SHOWN = 42

export const readLoad = endpoint({
  method: 'GET',
  path: '/plan-load',
  summary: `What each team can do and has to, by day, in at most ${MOST_DAYS_SHOWN} days of the plan in force`,
  tag,
  permission: 'followups.read',
  query: z.object({ from: day, to: day, teamId: id.optional() }),
  response: z.object({
    teams: z.array(
      z.object({
        id,
        name: z.string(),
        days: z.array(
          z.object({
            day,
            /** Agent-minutes for calls; of today those that remain. */
            minutes: z.number(),
            used: z.number(),
            contacts: count,
            byUrgency: z.object({ promised: count, service: count, offer: count }),
            /** What goes by mail, which is none of these contacts and takes none of the minutes. */
            mails: count,
            /** Of those who have what not everybody has and contacts need: what they can work, and what of it is used. */
            ofNeeds: z.array(z.object({ needs, minutes: z.number(), used: z.number(), contacts: count })),
          }),
        ),
      }),
    ),
    /** Whether there are more teams than are shown. */
    more: z.boolean(),
  }),
})

/** Another follow-up that is in play; nothing of it is shown outside one's branches. */
const OtherFollowup = z.object({
  followupId: id,
  customerId: id,
  customerName: z.string(),
  purpose,
  campaignName: z.string().nullable(),
  plannedOn: day.nullable(),
})

/** A contact moved to another day by a person, which the next plans keep as far as the contact policy allows. */
export const PlanMove = z
  .object({
    id,
    followupId: id,
    customerId: id,
    customerName: z.string(),
    purpose,
    campaignName: z.string().nullable(),
    day,
    /** By what it is made. */
    channel: z.enum(CONTACT_CHANNELS),
    reason: z.string(),
    movedByName: z.string().nullable(),
    movedAt: instant,
    /** Whether the plan in force has it on that day. */
    kept: z.boolean(),
    plannedOn: day.nullable(),
  })
  .meta({ id: 'PlanMove' })

/** A contact as it is planned: the follow-up it is made for, with those that it carries. */
export const PlanEntry = z
  .object({
    followupId: id,
    customerId: id,
    customerName: z.string(),
    branchName: z.string(),
    teamId: id,
    teamName: z.string(),
    purpose,
    campaignId: id.nullable(),
    campaignName: z.string().nullable(),
    urgency,
    /** What all its purposes are worth, each by its probability. */
    value: z.number(),
    /** Of all its purposes, with dialling and writing up. */
    minutes: z.number(),
    plannedOn: day.nullable(),
    outcome: z.enum(OUTCOMES),
    /** By what it is made; a mail takes no minutes of a team. */
    channel: z.enum(CONTACT_CHANNELS),
    needs,
    sentence: z.string(),
    /** What took its day or is too near. */
    other: OtherFollowup.nullable(),
    carries: z.array(z.object({ followupId: id, purpose, campaignName: z.string().nullable() })),
    expiresAt: instant,
    move: PlanMove.pick({ id: true, day: true, reason: true, movedByName: true, movedAt: true }).nullable(),
  })
  .meta({ id: 'PlanEntry' })

export const listEntries = endpoint({
  method: 'GET',
  path: '/plan-entries',
  summary: 'The contacts planned for a day, the most urgent and worth most first; without a day those that have none',
  tag,
  permission: 'followups.read',
  query: pageQuery.extend({
    day: day.optional(),
    teamId: id.optional(),
    urgency: urgency.optional(),
    outcome: z.enum(OUTCOMES).optional(),
  }),
  response: pageOf(PlanEntry),
})

/** Why a follow-up is planned as it is, as facts and in words. */
export const PlanExplanation = z
  .object({
    followupId: id,
    customerId: id,
    purpose,
    campaignName: z.string().nullable(),
    teamName: z.string(),
    plannedOn: day.nullable(),
    /** `null` where the plan does not have it; then `absence` says why. */
    outcome: z.enum(OUTCOMES).nullable(),
    /** By what the plan has it made; `null` where the plan does not have it. */
    channel: z.enum(CONTACT_CHANNELS).nullable(),
    absence: z.enum(ABSENCES).nullable(),
    needs,
    urgency: urgency.nullable(),
    value: z.number().nullable(),
    /** The others of its contact; it is made for the one marked. */
    together: z.array(OtherFollowup.extend({ leads: z.boolean() })),
    /** What took its day. */
    displacedBy: OtherFollowup.nullable(),
    /** The contact of the customer that is too near. */
    nearTo: OtherFollowup.nullable(),
    expiresAt: instant,
    /** Whether it expires without a day. */
    expires: z.boolean(),
    move: PlanMove.pick({ id: true, day: true, reason: true, movedByName: true, movedAt: true })
      .extend({ kept: z.boolean() })
      .nullable(),
    /** All of it in words, the most important first. */
    sentences: z.array(z.string()),
  })
  .meta({ id: 'PlanExplanation' })

export const explainFollowup = endpoint({
  method: 'GET',
  path: '/followups/:id/plan',
  summary: 'For which day a follow-up is planned and why, with what together, and when it expires',
  tag,
  permission: 'followups.read',
  params: byId,
  response: PlanExplanation,
})

export const explainCustomer = endpoint({
  method: 'GET',
  path: '/customers/:id/plan',
  summary: 'The same of what waits for a customer, the next first; at most a hundred',
  tag,
  permission: 'customers.read',
  params: byId,
  response: z.object({ items: z.array(PlanExplanation) }),
})
