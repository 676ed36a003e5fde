import { z } from 'zod'
import { Customer } from '../customers/contract.ts'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { CASE_EVENTS, CASE_STATES, SEVERITIES } from './rules.ts'

const tag = 'cases'
const words = z.string().trim().min(1).max(2000)
const Person = z.object({ id, name: z.string() })

export const Severity = z.enum(SEVERITIES)
export const CaseState = z.enum(CASE_STATES)

export const Case = z
  .object({
    id,
    customer: Person,
    branch: Person,
    problem: z.string(),
    severity: Severity,
    state: CaseState,
    owner: Person,
    createdAt: instant,
    createdBy: Person,
    raisedByFollowupId: id.nullable(),
    /** When it must be solved. */
    dueAt: instant,
    /** Minutes on the clock until then, negative when it has passed; `null` once it is solved. */
    minutesLeft: z.number().int().nullable(),
    overdue: z.boolean(),
    solution: z.string().nullable(),
    solvedBy: Person.nullable(),
    solvedAt: instant.nullable(),
    confirmingFollowupId: id.nullable(),
    /** Since when the owner must act because the customer could not be reached to confirm. */
    escalatedAt: instant.nullable(),
    /** How often the customer said that it was not solved. */
    reopened: z.number().int(),
    closedAt: instant.nullable(),
    /** By the customer's own word, or after stated attempts to hear it. */
    closedHow: z.enum(['confirmed', 'not-reached']).nullable(),
    /** How often the customer was called in vain to confirm. */
    confirmAttempts: z.number().int(),
    /** How far up it has gone because it is late: 0, 1 or 2, and to whom. */
    escalationLevel: z.number().int(),
    escalatedTo: Person.nullable(),
  })
  .meta({ id: 'Case' })

export const CaseEvent = z
  .object({
    id,
    at: instant,
    /** `null` for what the system itself wrote down. */
    staff: Person.nullable(),
    /** To whom it was given, or was made known. */
    to: Person.nullable(),
    kind: z.enum(CASE_EVENTS),
    note: z.string(),
  })
  .meta({ id: 'CaseEvent' })

export const CaseDetail = Case.extend({
  /** The customer with his masked contact points. */
  brief: Customer.pick({
    id: true,
    name: true,
    kind: true,
    externalId: true,
    branchName: true,
    note: true,
    points: true,
  }),
  events: z.array(CaseEvent),
}).meta({ id: 'CaseDetail' })

/** A query flag: `true` narrows the list, everything else leaves it whole. */
const flag = z.stringbool().default(false)

export const listCases = endpoint({
  method: 'GET',
  path: '/cases',
  summary: 'Cases of my branches: those not closed by deadline, or the closed ones, newest first',
  tag,
  permission: 'cases.read',
  query: pageQuery.extend({ state: CaseState.optional(), mine: flag, overdue: flag, escalated: flag, upToMe: flag }),
  response: pageOf(Case),
})

export const getCase = endpoint({
  method: 'GET',
  path: '/cases/:id',
  summary: 'A case with its customer and everything that happened to it',
  tag,
  permission: 'cases.read',
  params: byId,
  response: CaseDetail,
})

export const listCasesOfCustomer = endpoint({
  method: 'GET',
  path: '/customers/:id/cases',
  summary: 'The cases of a customer, newest first',
  tag,
  permission: 'cases.read',
  params: byId,
  query: pageQuery,
  response: pageOf(Case),
})

export const openCase = endpoint({
  method: 'POST',
  path: '/cases',
  summary: 'Open a case for a customer; owner and deadline follow from the rules unless an owner is named',
  tag,
  permission: 'cases.handle',
  status: 201,
  body: z.object({ customerId: id, problem: words, severity: Severity.default('normal'), ownerId: id.optional() }),
  response: Case,
})

export const raiseCase = endpoint({
  method: 'POST',
  path: '/complaints',
  summary: 'Take down a complaint of a customer who rang; it becomes a case with an owner and a deadline',
  tag,
  permission: 'cases.raise',
  status: 201,
  body: z.object({ customerId: id, problem: words, severity: Severity.default('normal') }),
  response: Case,
})

export const closeUnheard = endpoint({
  method: 'POST',
  path: '/cases/:id/closing',
  summary: 'End a solved case whose customer was called in vain as often as is stated; it counts as not reached',
  tag,
  permission: 'cases.handle',
  params: byId,
  body: z.object({ note: words }),
  response: Case,
})

export const assignCase = endpoint({
  method: 'POST',
  path: '/cases/:id/assignment',
  summary: 'Give a case to another owner',
  tag,
  permission: 'cases.handle',
  params: byId,
  body: z.object({ ownerId: id, note: z.string().trim().max(2000).default('') }),
  response: Case,
})

export const noteCase = endpoint({
  method: 'POST',
  path: '/cases/:id/notes',
  summary: 'Write a note into a case',
  tag,
  permission: 'cases.handle',
  params: byId,
  body: z.object({ note: words }),
  response: Case,
})

export const solveCase = endpoint({
  method: 'POST',
  path: '/cases/:id/solution',
  summary: 'Say how a case was solved; another person will ask the customer whether it is',
  tag,
  permission: 'cases.handle',
  params: byId,
  body: z.object({ solution: words }),
  response: Case,
})

export const confirmAgain = endpoint({
  method: 'POST',
  path: '/cases/:id/confirmation',
  summary: 'Plan another confirming follow-up after the customer could not be reached',
  tag,
  permission: 'cases.handle',
  params: byId,
  response: Case,
})
