import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { progress } from '../platform/progress-rules.ts'
import { CONTACT_CHANNELS } from './channel-rules.ts'

const tag = 'policy'
const count = z.number().int()
const flag = z.stringbool().default(false)

/** What is announced when a replay goes on. */
export const REPLAY_TOPIC = 'policy-replays'

export const REPLAY_PHASES = ['waiting', 'judging', 'done', 'cancelled', 'failed'] as const
export type ReplayPhase = (typeof REPLAY_PHASES)[number]

/** A draft of the policy, tried on the contacts of the thirty days before it was begun. */
export const PolicyReplay = z
  .object({
    id,
    startedAt: instant,
    startedByName: z.string(),
    isMine: z.boolean(),
    /** Contacts dialled from the one instant to before the other. */
    from: instant,
    until: instant,
    phase: z.enum(REPLAY_PHASES),
    /** In contacts judged. */
    ...progress,
    finishedAt: instant.nullable(),
    /** The version in force that the draft is compared with. */
    policyVersion: count,
    /** Whether the draft was written on since, or another policy came into force. */
    outdated: z.boolean(),
    /** `null` until it is done. */
    found: z
      .object({
        contacts: count,
        /** How many the draft would have put off or denied, and how many of them the policy in force as well. */
        stopped: count,
        stoppedAnyway: count,
        /** By rule that objected at the instant itself; a contact to which several did counts in each. `alone`: those not held back anyway. */
        byRule: z.array(z.object({ rule: z.string(), name: z.string(), contacts: count, alone: count })),
        /** What of the past is not known, and how it was taken. */
        notKnown: z.array(z.object({ code: z.string(), sentence: z.string() })),
      })
      .nullable(),
  })
  .meta({ id: 'PolicyReplay' })

export const startReplay = endpoint({
  method: 'POST',
  path: '/policy-replays',
  summary:
    'Try the draft of the policy on the contacts of the last thirty days; few are answered at once, many in the background',
  tag,
  permission: 'contacts.read',
  perMinute: 20,
  status: 202,
  body: z.object({}),
  response: PolicyReplay,
})

export const readReplays = endpoint({
  method: 'GET',
  path: '/policy-replays/current',
  summary: 'The replay one began last, and the last one that was done of those one may see',
  tag,
  permission: 'contacts.read',
  response: z.object({ own: PolicyReplay.nullable(), done: PolicyReplay.nullable() }),
})

export const cancelReplay = endpoint({
  method: 'POST',
  path: '/policy-replays/:id/cancel',
  summary: 'Cancel a replay that one began; what it has found so far is not kept',
  tag,
  permission: 'contacts.read',
  params: byId,
  response: PolicyReplay,
})

export const listHeldByDraft = endpoint({
  method: 'GET',
  path: '/policy-replays/:id/contacts',
  summary: 'The contacts the draft would have held back, newest first: those it alone would, or those held back anyway',
  tag,
  permission: 'contacts.read',
  params: byId,
  query: pageQuery.extend({ anyway: flag, rule: z.string().max(60).optional() }),
  response: pageOf(
    z.object({
      contactId: id,
      customerId: id,
      customerName: z.string(),
      branchName: z.string(),
      /** Who made it, or who answers for the mail that it was. */
      staffName: z.string(),
      channel: z.enum(CONTACT_CHANNELS),
      at: instant,
      /** Until when it would have waited; `null` when it would not have been made. */
      until: instant.nullable(),
      /** The rules that objected at that instant, by id. */
      rules: z.array(z.string()),
      reasons: z.array(z.string()),
    }),
  ),
})
