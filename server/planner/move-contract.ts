import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { CONTACT_CHANNELS } from '../contacts/channel-rules.ts'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { PlanMove } from './contract.ts'
import { MOVE_PROBLEMS } from './outcome-rules.ts'
import { URGENCY } from './rules.ts'

const tag = 'plans'
const purpose = z.enum(PURPOSES)

export const MOST_MOVED = 200

/** Contacts to another day, earlier or later; or two contacts each to the day of the other. */
export const Moving = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), followupIds: z.array(id).min(1).max(MOST_MOVED), day }),
  z.object({ kind: z.literal('swap'), followupIds: z.array(id).length(2) }),
])

/** What a move leads to, before it is saved. */
export const MovePreview = z.object({
  contacts: z.array(
    z.object({
      /** The follow-up that the contact is made for. */
      followupId: id,
      customerId: id,
      customerName: z.string(),
      purpose,
      /** By what it is made; a mail takes no time of a team. */
      channel: z.enum(CONTACT_CHANNELS),
      urgency: z.enum(URGENCY),
      carries: z.array(z.object({ followupId: id, purpose, campaignName: z.string().nullable() })),
      from: day.nullable(),
      to: day,
      /** The first day from that one on that the contact policy allows; `null` when it never does. */
      releasedOn: day.nullable(),
      expiresAt: instant,
      valueBefore: z.number(),
      valueAfter: z.number(),
      /** Why it cannot be; `null` when it can. */
      problem: z.object({ code: z.enum(MOVE_PROBLEMS), sentence: z.string() }).nullable(),
    }),
  ),
  /** Other contacts of the same customers that get another day by it, or none. */
  alsoMoved: z.array(
    z.object({
      followupId: id,
      customerId: id,
      customerName: z.string(),
      purpose,
      campaignName: z.string().nullable(),
      channel: z.enum(CONTACT_CHANNELS),
      from: day.nullable(),
      to: day.nullable(),
      expiresAt: instant,
    }),
  ),
  /** The days that gain or lose, with what their teams, and those of them who are able, can do and have to. */
  days: z.array(
    z.object({
      teamId: id,
      teamName: z.string(),
      day,
      /** The language and skills of those of the team it is about; nothing for the team as a whole. */
      needs: z.array(z.string()),
      minutes: z.number(),
      usedBefore: z.number(),
      usedAfter: z.number(),
      over: z.boolean(),
    }),
  ),
  /** What is least urgent and worth least on days that become too full, and would have to yield in the next plan; a few dozen. */
  displaced: z.array(
    z.object({
      followupId: id,
      customerId: id,
      customerName: z.string(),
      purpose,
      campaignName: z.string().nullable(),
      teamId: id,
      plannedOn: day,
      minutes: z.number(),
      needs: z.array(z.string()),
      expiresAt: instant,
    }),
  ),
  valueBefore: z.number(),
  valueAfter: z.number(),
  /** Whether all of it can be saved. */
  possible: z.boolean(),
  /** In words. */
  sentences: z.array(z.string()),
})

export const previewMove = endpoint({
  method: 'POST',
  path: '/plan-moves/preview',
  summary: 'What it would lead to if planned contacts were pulled, pushed or swapped; nothing is saved',
  tag,
  permission: 'followups.plan',
  reads: true,
  body: Moving,
  response: MovePreview,
})

export const moveContacts = endpoint({
  method: 'POST',
  path: '/plan-moves',
  summary: 'Pull, push or swap planned contacts; the next plan keeps it as far as the contact policy allows',
  tag,
  permission: 'followups.plan',
  status: 201,
  body: z.object({ moving: Moving, reason: z.string().trim().min(1).max(500) }),
  response: z.object({ items: z.array(PlanMove) }),
})

export const listMoves = endpoint({
  method: 'GET',
  path: '/plan-moves',
  summary: 'The moves that are still to be kept, the newest first',
  tag,
  permission: 'followups.read',
  query: pageQuery,
  response: pageOf(PlanMove),
})

export const removeMove = endpoint({
  method: 'DELETE',
  path: '/plan-moves/:id',
  summary: 'Take a move back; the contact is planned as if it had not been moved',
  tag,
  permission: 'followups.plan',
  params: byId,
})
