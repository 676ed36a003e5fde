import { z } from 'zod'
import { endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { Followup } from './contract.ts'
import { FOLLOWUP_STATES } from './rules.ts'
import { DUE_FILTERS } from './steering-rules.ts'

const tag = 'followups'
const flag = z.stringbool().default(false)
const count = z.number().int()

const narrowing = {
  /** `handed-out` finds what is carried too: it is in the same hands. */
  state: z.enum(FOLLOWUP_STATES).optional(),
  due: z.enum(DUE_FILTERS).optional(),
  campaignId: id.optional(),
  teamId: id.optional(),
  customerId: id.optional(),
  /** Put off by the contact policy, and by this rule first; the id it has in the policy. */
  heldBy: z.string().max(60).optional(),
  /** In his hands, or kept for him. */
  agentId: id.optional(),
  /** With all branches below it. */
  branchId: id.optional(),
}
const priority = z.coerce.number().int().min(1).max(9).optional()

/** Which follow-ups are meant, as a list shows them; what is left out does not narrow. */
export const FollowupFilter = z.object({
  ...narrowing,
  priority,
  appointment: z.boolean().default(false),
  /** Waiting or in somebody's hands. */
  open: z.boolean().default(false),
})

export const listFollowups = endpoint({
  method: 'GET',
  path: '/followups',
  summary: 'Follow-ups of my branches: the newest first, or the longest due first',
  tag,
  permission: 'followups.read',
  query: pageQuery.extend({
    ...narrowing,
    priority,
    appointment: flag,
    open: flag,
    sort: z.enum(['newest', 'due']).default('newest'),
  }),
  response: pageOf(Followup),
})

export const listMine = endpoint({
  method: 'GET',
  path: '/desk/mine',
  summary: 'What is kept for me: appointments, promised call-backs, what I was given by name; the next first',
  tag,
  permission: 'followups.work',
  query: pageQuery,
  response: pageOf(Followup),
})

const Tally = z.object({
  attempts: count,
  /** Attempts in which the customer was spoken to. */
  conversations: count,
  completed: count,
  /** Completed by conversations, 0 to 1; `null` where nobody was spoken to. */
  successRate: z.number().nullable(),
})

export const readMyDay = endpoint({
  method: 'GET',
  path: '/desk/my-day',
  summary: 'My own work: today by hour, and week by week',
  tag,
  permission: 'followups.work',
  response: z.object({
    timeZone: z.string(),
    today: Tally.extend({ talkMinutes: z.number() }),
    /** The hours of today with attempts, oldest first. */
    hours: z.array(Tally.extend({ startsAt: instant })),
    /** The last eight weeks, oldest first; the last one is not over. */
    weeks: z.array(Tally.extend({ weekOf: z.string(), days: count })),
    /** Answers of supervisors to what I sent up that I have not gone on with. */
    answers: z.array(
      z.object({ followupId: id, customerName: z.string(), answer: z.string(), byName: z.string(), at: instant }),
    ),
  }),
})

/** What a day allows where the organisation is, by the contact policy. */
const CalendarDay = z.object({
  day: z.string(),
  kind: z.enum(['workday', 'rest-day', 'holiday']),
  windows: z.array(z.object({ from: z.string(), to: z.string() })),
})

export const listAppointments = endpoint({
  method: 'GET',
  path: '/appointments',
  summary: 'The appointments of a span of at most 42 days by time, with what each day allows',
  tag,
  permission: 'followups.read',
  query: pageQuery.extend({ from: instant, to: instant, teamId: id.optional(), agentId: id.optional() }),
  response: pageOf(Followup).extend({ timeZone: z.string(), days: z.array(CalendarDay) }),
})
