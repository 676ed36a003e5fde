import { z } from 'zod'
import { PURPOSES } from '../campaigns/rules.ts'
import { STAGES } from '../customers/stage-rules.ts'
import { type Permission, rolesThatMay } from '../people/role-contract.ts'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { count } from './period-contract.ts'

const tag = 'reports'

const content = {
  name: z.string().trim().min(1).max(100),
  branchId: id,
  /** Customers of this stage, with this tag, or both; one of them is needed. */
  stage: z.enum(STAGES).nullable(),
  tag: z.string().trim().min(1).max(50).nullable(),
  /** Nobody of them may be left so long without a conversation. */
  days: z.number().int().min(1).max(3650),
}

/** So many people can be told of one rule. */
export const TOLD_AT_MOST = 20

/** What somebody must be allowed to do to be told. */
export const TOLD_MAY = ['reports.read', 'followups.plan'] as const satisfies readonly z.infer<typeof Permission>[]

/** The fixed roles whose staff can be told. */
export const TOLD_ROLES: readonly string[] = rolesThatMay(TOLD_MAY)

const told = {
  /** Whom its alerts are for: staff who plan in its branch. Nobody named: all who plan there. */
  toldIds: z.array(id).max(TOLD_AT_MOST).default([]),
}

/** What is offered to begin with: nobody who stays with us is left alone for a quarter, half a year, a year. */
export const COVERAGE_DEFAULTS = [
  { stage: 'conversion', days: 90 },
  { stage: 'loyalty', days: 180 },
  { stage: 'retention', days: 365 },
] as const satisfies readonly { stage: (typeof STAGES)[number]; days: number }[]

export const CoverageRule = z
  .object({
    id,
    ...content,
    branchName: z.string(),
    version: count,
    told: z.array(z.object({ id, name: z.string() })),
    /** When it was last looked whom to tell of. */
    checkedAt: instant.nullable(),
    /** Customers it is about; counting stops at 10,000. */
    customers: count,
    /** Of them not spoken to for so long; counting stops at 10,000. */
    uncovered: count,
    /** Of those uncovered, so many have a follow-up waiting. */
    planned: count,
  })
  .meta({ id: 'CoverageRule' })

export const listCoverageRules = endpoint({
  method: 'GET',
  path: '/coverage-rules',
  summary: 'Who must not be left alone for how long, and how many are',
  tag,
  permission: 'reports.read',
  response: z.object({ items: z.array(CoverageRule) }),
})

export const addCoverageRule = endpoint({
  method: 'POST',
  path: '/coverage-rules',
  summary: 'Say who must not be left alone for how long',
  tag,
  permission: 'reports.schedule',
  status: 201,
  body: z.object({ ...content, ...told }),
  response: z.object({ id }),
})

export const changeCoverageRule = endpoint({
  method: 'PUT',
  path: '/coverage-rules/:id',
  summary: 'Change who must not be left alone for how long, or whom to tell; refused where somebody did so meanwhile',
  tag,
  permission: 'reports.schedule',
  params: byId,
  body: z.object({ ...content, ...told, version: count }),
  response: z.object({ id }),
})

export const removeCoverageRule = endpoint({
  method: 'DELETE',
  path: '/coverage-rules/:id',
  summary: 'Take back such a rule',
  tag,
  permission: 'reports.schedule',
  params: byId,
})

export const checkCoverageRule = endpoint({
  method: 'POST',
  path: '/coverage-rules/:id/checks',
  summary: 'Look now whom a rule finds newly left alone, instead of within the hour',
  tag,
  permission: 'reports.schedule',
  params: byId,
  response: z.object({ newly: count }),
})

const narrowing = {
  /** With all branches below it. */
  branchId: id.optional(),
  ownerId: id.optional(),
  /** Whether a follow-up is waiting. */
  planned: z.enum(['yes', 'no']).optional(),
}

export const UncoveredCustomer = z
  .object({
    customerId: id,
    name: z.string(),
    branchName: z.string(),
    ownerName: z.string().nullable(),
    stage: z.enum(STAGES).nullable(),
    tags: z.array(z.string()),
    /** `null`: never. */
    lastSpokenAt: instant.nullable(),
    /** Days since then, or since he became a customer here. */
    days: count,
    /** When the next follow-up with him is due. */
    plannedFor: instant.nullable(),
    since: day,
  })
  .meta({ id: 'UncoveredCustomer' })

export const listUncovered = endpoint({
  method: 'GET',
  path: '/coverage-rules/:id/customers',
  summary: 'The customers a rule finds, longest left alone first',
  tag,
  permission: 'reports.read',
  params: byId,
  query: pageQuery.extend({
    ...narrowing,
    /** Those an alert found to be new, as far as they still are left alone. */
    alertId: id.optional(),
  }),
  response: pageOf(UncoveredCustomer),
})

/** So many are planned in one request; what is left is asked for again. */
export const PLANNED_AT_ONCE = 1000

export const planUncovered = endpoint({
  method: 'POST',
  path: '/coverage-rules/:id/followups',
  summary:
    'Plan a follow-up with customers a rule finds: those named, or all its filters find who have none; 1,000 at once',
  tag,
  permission: 'followups.plan',
  params: byId,
  body: z.object({
    /** `null`: all that the filter finds. */
    customerIds: z.array(id).min(1).max(PLANNED_AT_ONCE).nullable(),
    filter: z.object(narrowing).omit({ planned: true }).default({}),
    teamId: id,
    scriptId: id,
    purpose: z.enum(PURPOSES),
    reason: z.string().trim().min(1).max(300),
    dueAt: instant,
    expiresAt: instant,
    priority: z.number().int().min(1).max(9).default(5),
  }),
  response: z.object({
    added: count,
    /** Of those named: not left alone any more, or with a follow-up already. */
    skipped: count,
    /** There are more than were planned now. */
    more: z.boolean(),
  }),
})

export const CoverageAlert = z
  .object({
    id,
    ruleId: id,
    ruleName: z.string(),
    branchName: z.string(),
    days: count,
    at: instant,
    /** Customers newly left alone then, and all of them with these. */
    newly: count,
    alone: count,
    notedAt: instant.nullable(),
    notedByName: z.string().nullable(),
  })
  .meta({ id: 'CoverageAlert' })

export const listCoverageAlerts = endpoint({
  method: 'GET',
  path: '/coverage-alerts',
  summary: 'When customers were newly left alone, newest first; all alerts, those nobody has noted, those for me',
  tag,
  permission: 'reports.read',
  query: pageQuery.extend({ open: z.stringbool().default(false), forMe: z.stringbool().default(false) }),
  response: pageOf(CoverageAlert),
})

export const noteCoverageAlert = endpoint({
  method: 'POST',
  path: '/coverage-alerts/:id/noting',
  summary: 'Say that I see to an alert; it is no notice any more',
  tag,
  permission: 'followups.plan',
  params: byId,
})

export const downloadUncovered = endpoint({
  method: 'GET',
  path: '/coverage-rules/:id/customers.xlsx',
  summary: 'The customers a rule finds as a workbook, without numbers or addresses; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  params: byId,
})
