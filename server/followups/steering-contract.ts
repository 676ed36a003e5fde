import { z } from 'zod'
import { Verdict } from '../contacts/contract.ts'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { Followup } from './contract.ts'
import { FollowupFilter } from './list-contract.ts'
import { GIVEN_TO, SKIP_REASONS } from './steering-rules.ts'

const tag = 'followups'
const count = z.number().int()
const words = z.string().trim().min(1).max(1000)

export const skipFollowup = endpoint({
  method: 'POST',
  path: '/followups/:id/skip',
  summary: 'Skip a follow-up without a call, for a standard reason: it waits longer or is closed',
  tag,
  permission: 'followups.work',
  params: byId,
  body: z.object({ reason: z.enum(SKIP_REASONS), note: z.string().trim().max(500).default('') }),
  response: Followup,
})

export const reassignFollowups = endpoint({
  method: 'POST',
  path: '/followups/reassignment',
  summary: 'Give waiting follow-ups to a person or a team: those named, or all that a filter finds',
  tag,
  permission: 'followups.plan',
  body: z.object({
    which: z.union([z.object({ ids: z.array(id).min(1).max(1000) }), z.object({ filter: FollowupFilter })]),
    to: z.union([z.object({ staffId: id }), z.object({ teamId: id })]),
    note: z.string().trim().max(500).default(''),
  }),
  response: z.object({
    reassigned: count,
    /** Left alone, because somebody has it in hand at this moment; the first of them by name. */
    inHand: count,
    inHandOf: z.array(z.object({ id, customerName: z.string(), agentName: z.string() })),
    /** Left alone, because they have ended. */
    ended: count,
    /** Left alone, because the person may not have them: of a branch he does not see, or his own solution. */
    notForHim: count,
    /** How many a filter finds beyond those done at once; ask again. */
    left: count,
    sentence: z.string(),
  }),
})

export const Escalation = z
  .object({
    id,
    followup: Followup,
    note: z.string(),
    raisedByName: z.string(),
    raisedAt: instant,
    /** When the supervisor's answer is due. */
    dueAt: instant,
    overdue: z.boolean(),
    takenByName: z.string().nullable(),
    takenByMe: z.boolean(),
    answer: z.string().nullable(),
    answeredByName: z.string().nullable(),
    answeredAt: instant.nullable(),
    givenTo: z.enum(GIVEN_TO).nullable(),
  })
  .meta({ id: 'Escalation' })

export const escalateFollowup = endpoint({
  method: 'POST',
  path: '/followups/:id/escalation',
  summary: 'Send a follow-up in my hands up to a supervisor, with a note; not dialled yet, it leaves my hands',
  tag,
  permission: 'followups.work',
  status: 201,
  params: byId,
  body: z.object({ note: words }),
  response: z.object({ followup: Followup, dueAt: instant, sentence: z.string() }),
})

export const listEscalations = endpoint({
  method: 'GET',
  path: '/escalations',
  summary: 'What agents of my branches sent up: the open ones by deadline, or those answered, newest first',
  tag,
  permission: 'followups.plan',
  query: pageQuery.extend({ answered: z.stringbool().default(false) }),
  response: pageOf(Escalation),
})

export const takeEscalation = endpoint({
  method: 'POST',
  path: '/escalations/:id/taking',
  summary: 'Take what an agent sent up, so that colleagues see who deals with it',
  tag,
  permission: 'followups.plan',
  params: byId,
  response: Escalation,
})

export const answerEscalation = endpoint({
  method: 'POST',
  path: '/escalations/:id/answer',
  summary: 'Answer what an agent sent up, and say to whom the follow-up goes',
  tag,
  permission: 'followups.plan',
  params: byId,
  body: z.object({ answer: words, to: z.enum(GIVEN_TO) }),
  response: Escalation,
})

const Appointment = z.object({
  at: instant,
  /** The agent it is kept for; `null` for any of the team. */
  staffId: id.nullable().default(null),
})

const AppointmentVerdict = z.object({
  verdict: Verdict,
  /** Other appointments of the same agent around this time. */
  clashes: z.array(z.object({ id, customerName: z.string(), at: instant })),
})

export const checkAppointment = endpoint({
  method: 'POST',
  path: '/followups/:id/appointment/check',
  summary: 'Whether an appointment could be moved to a time, by the contact policy and the agent’s other appointments',
  tag,
  permission: 'followups.work',
  params: byId,
  body: Appointment,
  response: AppointmentVerdict,
})

export const moveAppointment = endpoint({
  method: 'PUT',
  path: '/followups/:id/appointment',
  summary: 'Move an appointment; refused when the contact policy would not allow a call then',
  tag,
  permission: 'followups.work',
  params: byId,
  body: Appointment.extend({ note: z.string().trim().max(500).default('') }),
  response: Followup,
})

export const promiseCallBack = endpoint({
  method: 'POST',
  path: '/customers/:id/call-backs',
  summary: 'Promise a customer who rang to call him back: an appointment for the right person or team',
  tag,
  permission: 'cases.raise',
  status: 201,
  params: byId,
  body: z.object({
    at: instant,
    note: words,
    /** Whether it is kept for the agent who spoke to him last; else it goes to anyone of the team. */
    sameAgent: z.boolean().default(true),
  }),
  response: z.object({ followup: Followup, sentence: z.string() }),
})

export const readRingBack = endpoint({
  method: 'GET',
  path: '/customers/:id/ring-back',
  summary:
    'What a customer who rings back is about: the last contact, its campaign and agent, what is open, what to say',
  tag,
  permission: 'contacts.ask',
  params: byId,
  response: z.object({
    lastContactAt: instant.nullable(),
    agentName: z.string().nullable(),
    teamName: z.string().nullable(),
    campaignName: z.string().nullable(),
    reason: z.string().nullable(),
    /** Whom a promised call-back would be kept for; `null` when he has gone. */
    callBackBy: z.string().nullable(),
    callBackTeam: z.string().nullable(),
    open: z.array(Followup),
    serviceNumber: z.string().nullable(),
    sentence: z.string(),
  }),
})
