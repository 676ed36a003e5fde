import { z } from 'zod'
import { Activity } from '../activity/contract.ts'
import { CHANNELS, PURPOSES } from '../campaigns/rules.ts'
import { RegisteredContact, Verdict } from '../contacts/contract.ts'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { Answers, Question, Script } from '../scripts/contract.ts'
import { Problem, SettledCarried, Why } from './carried-contract.ts'
import { DeskCustomer, LiveContact } from './desk-contract.ts'
import { CLOSED_REASONS, FOLLOWUP_STATES, OUTCOME_CODES, RETURN_REASONS } from './rules.ts'

const tag = 'followups'
const purpose = z.enum(PURPOSES)
const held = z.array(z.object({ rule: z.string(), code: z.string(), sentence: z.string() }))

export const Followup = z
  .object({
    id,
    customerId: id,
    customerName: z.string(),
    branchId: id,
    branchName: z.string(),
    teamId: id,
    teamName: z.string(),
    campaignId: id.nullable(),
    campaignName: z.string().nullable(),
    /** The version of the campaign that planned it. */
    campaignVersion: z.number().int().nullable(),
    purpose,
    reason: z.string(),
    priority: z.number().int(),
    state: z.enum(FOLLOWUP_STATES),
    dueAt: instant,
    expiresAt: instant,
    /** What the agent wrote who last gave it back. */
    returnedNote: z.string().nullable(),
    appointmentAt: instant.nullable(),
    /** In whose hands it is, or the one that carries it. */
    handedToName: z.string().nullable(),
    /** While it is carried: the follow-up in whose call it is spoken about. */
    carriedBy: z.object({ id, purpose, reason: z.string() }).nullable(),
    /** For whom an appointment is kept, or to whom a supervisor gave it. */
    reservedForName: z.string().nullable(),
    /** Up with a supervisor: nobody is handed it until he gives it back. */
    withSupervisor: z.boolean(),
    leaseUntil: instant.nullable(),
    /** By what it may still be made, the preferred channel first. */
    channels: z.array(z.enum(CHANNELS)),
    attempts: z.number().int(),
    maxAttempts: z.number().int(),
    /** Why it could not be handed out when it was last looked at. */
    held,
    lastOutcome: z.string().nullable(),
    lastOutcomeText: z.string().nullable(),
    closedReason: z.enum(CLOSED_REASONS).nullable(),
    closedText: z.string().nullable(),
    createdAt: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Followup' })

export const Attempt = z
  .object({
    id,
    staffName: z.string(),
    startedAt: instant,
    endedAt: instant,
    outcome: z.string(),
    outcomeText: z.string(),
    note: z.string(),
  })
  .meta({ id: 'Attempt' })

/** A step that was no call: given back, skipped, gone up, given to another. */
export const FollowupEvent = z
  .object({ id, at: instant, staffName: z.string().nullable(), kind: z.string(), text: z.string(), note: z.string() })
  .meta({ id: 'FollowupEvent' })

/** An outcome the agent may choose, and what it leads to for this follow-up now. */
export const OutcomeChoice = z
  .object({
    code: z.enum(OUTCOME_CODES),
    text: z.string(),
    /** Whether the customer himself was spoken to; only then a problem or answers can be given. */
    conversed: z.boolean(),
    needsAppointment: z.boolean(),
    stopsContacts: z.boolean(),
    marksNumberWrong: z.boolean(),
    leadsTo: z.object({
      kind: z.enum(['done', 'retry', 'appointment', 'next-number', 'by-mail', 'closed']),
      at: instant.nullable(),
      reason: z.enum(CLOSED_REASONS).nullable(),
      sentence: z.string(),
    }),
  })
  .meta({ id: 'OutcomeChoice' })

/** What one call speaks about besides its own follow-up. */
export const CarriedSheet = z
  .object({
    followup: Followup,
    why: Why,
    script: Script.pick({ id: true, minutes: true, questions: true }),
    answers: Answers,
  })
  .meta({ id: 'CarriedSheet' })

/** All that one screen needs to make one call. */
export const DeskSheet = z
  .object({
    followup: Followup,
    /** When it returns to the queue unless the agent goes on working. */
    leaseUntil: instant,
    customer: DeskCustomer,
    why: Why,
    before: z.object({
      activities: z.array(Activity.omit({ customerId: true })),
      contacts: z.array(RegisteredContact),
      followups: z.array(Followup),
      attempts: z.array(Attempt),
    }),
    /** The opening is read aloud as it stands; it names all that the call is about, and `minutes` is all of it. */
    script: Script.pick({ id: true, opening: true, minutes: true, questions: true }),
    answers: Answers,
    /** What else the call is about: purposes of the same customer that the contact policy lets live together. */
    carried: z.array(CarriedSheet),
    /** All follow-ups of the call, its own among them, in the order in which they are spoken about. */
    order: z.array(id),
    /** The contact reserved for this follow-up, or dialled. */
    contact: LiveContact.nullable(),
    outcomes: z.array(OutcomeChoice),
    /** Whether it may be dialled at this moment. */
    verdict: Verdict,
  })
  .meta({ id: 'DeskSheet' })

/** What stands behind an empty desk. Counts of one campaign stop at 1,000. */
const Queue = z.object({
  /** Due and not handed out. */
  due: z.number().int(),
  /** Waiting, due or not. */
  waiting: z.number().int(),
  /** Of those waiting, put off by the contact policy. */
  held: z.number().int(),
  nextDueAt: instant.nullable(),
})

export const readDesk = endpoint({
  method: 'GET',
  path: '/desk',
  summary: 'The follow-up in my hands, with all that is needed to call',
  tag,
  permission: 'followups.work',
  steady: true,
  response: z.object({ sheet: DeskSheet.nullable(), queue: Queue }),
})

export const takeNext = endpoint({
  method: 'POST',
  path: '/desk/next',
  summary: 'Take the best follow-up due; the one already in hand is given again',
  tag,
  permission: 'followups.work',
  steady: true,
  response: z.object({
    /** What is in my hands now; `/desk` has all that is needed to call. */
    followup: Followup.nullable(),
    /** What waits; `null` when there is a follow-up. */
    queue: Queue.nullable(),
    /** How many were looked at and put off or closed by the contact policy. */
    putOff: z.number().int(),
    /** Why there is none, in words; empty when there is one. */
    sentence: z.string(),
  }),
})

export const dialFollowup = endpoint({
  method: 'POST',
  path: '/followups/:id/dial',
  summary: 'Dial, if the verdict of the last instant allows it; refused, the follow-up goes back with the reason',
  tag,
  permission: 'followups.work',
  steady: true,
  params: byId,
  body: z.object({ contactPointId: id.optional() }),
  response: z.object({
    dialled: z.boolean(),
    masked: z.string(),
    callerNumber: z.string(),
    dialledAt: instant.nullable(),
    leaseUntil: instant,
    verdict: Verdict,
    /** What became of the follow-up when it was refused and left the agent's hands; empty while it is in them. */
    becameSentence: z.string(),
  }),
})

export const saveAnswers = endpoint({
  method: 'PUT',
  path: '/followups/:id/answers',
  summary: 'Save the answers so far, to what is in my hands or carried by it; renews the lease',
  tag,
  permission: 'followups.work',
  params: byId,
  body: z.object({ answers: Answers }),
  response: z.object({ answers: Answers, leaseUntil: instant }),
})

export const settleFollowup = endpoint({
  method: 'POST',
  path: '/followups/:id/outcome',
  summary: 'Report the outcome of a call; sent twice by the same agent it counts once',
  tag,
  permission: 'followups.work',
  steady: true,
  params: byId,
  body: z.object({
    outcome: z.enum(OUTCOME_CODES),
    note: z.string().trim().max(2000).default(''),
    answers: Answers.default({}),
    appointmentAt: instant.nullable().default(null),
    sameAgent: z.boolean().default(false),
    problem: Problem.nullable().default(null),
    /** The customer wants no more contacts: for one purpose, or for all with `null`. */
    stop: z.object({ purpose: purpose.nullable() }).nullable().default(null),
    /** What came of each thing the call carried; left out was not brought up and waits again. */
    carried: SettledCarried.max(4).default([]),
  }),
  response: z.object({
    followup: Followup,
    sentence: z.string(),
  }),
})

export const giveBack = endpoint({
  method: 'POST',
  path: '/followups/:id/return',
  summary: 'Give a follow-up back without having dialled; no attempt is counted',
  tag,
  permission: 'followups.work',
  params: byId,
  body: z.object({ reason: z.enum(RETURN_REASONS), note: z.string().trim().max(500).default('') }),
  response: Followup,
})

export const getFollowup = endpoint({
  method: 'GET',
  path: '/followups/:id',
  summary: 'A follow-up with its attempts and answers',
  tag,
  permission: 'followups.read',
  params: byId,
  response: Followup.extend({
    attemptList: z.array(Attempt),
    answers: Answers,
    questions: z.array(Question),
    /** What is spoken about in the same call, or was in a conversation. */
    together: z.array(z.object({ id, purpose, reason: z.string() })),
    /** What else was done with it, newest first. */
    events: z.array(FollowupEvent),
  }),
})

export const listFollowupsOfCustomer = endpoint({
  method: 'GET',
  path: '/customers/:id/followups',
  summary: 'The follow-ups of a customer, newest first',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery,
  response: pageOf(Followup),
})

export const addFollowup = endpoint({
  method: 'POST',
  path: '/followups',
  summary: 'Add one follow-up by hand',
  tag,
  permission: 'followups.plan',
  status: 201,
  body: z.object({
    customerId: id,
    teamId: id,
    scriptId: id,
    purpose,
    reason: z.string().trim().min(1).max(300),
    dueAt: instant,
    expiresAt: instant,
    priority: z.number().int().min(1).max(9).default(5),
    /** What whoever calls must be able to do, in the organisation's words. */
    skills: z.array(z.string().trim().min(1).max(40)).max(10).default([]),
  }),
  response: Followup,
})
