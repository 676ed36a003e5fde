import { z } from 'zod'
import { day, endpoint, id, instant } from '../platform/endpoint.ts'
import { count, PeriodOf, PeriodQuery, rate } from './period-contract.ts'
import { GRAINS } from './period-rules.ts'

const tag = 'reports'

export const PlanQuery = PeriodQuery.extend({
  by: z.enum(GRAINS).default('hour'),
  /** Counts the work of one agent alone; then there is no plan, because work is planned for teams. */
  staffId: id.optional(),
})

export const SPLITS = ['agent', 'team', 'branch', 'campaign'] as const

const done = {
  attempts: count,
  /** Attempts in which the customer was spoken to. */
  conversations: count,
  /** Attempts that completed their follow-up. */
  completed: count,
}

export const PlanRow = z
  .object({
    /** `09`, `2026-11-17` or `2026-11`. */
    label: z.string(),
    startsAt: instant,
    from: day,
    to: day,
    /** Due by the plan frozen in the morning; `null` where no day has one. */
    plan: count.nullable(),
    /** Left from before, as frozen on the first of the days that has a plan. */
    carried: count.nullable(),
    /** Of so many days the plan was frozen. */
    frozenDays: count,
    days: count,
    ...done,
  })
  .meta({ id: 'PlanRow' })

export const PlanReport = PeriodOf.extend({
  by: z.enum(GRAINS),
  asOf: instant,
  rows: z.array(PlanRow),
  totals: z.object({ plan: count.nullable(), frozenDays: count, days: count, ...done }),
  /** When the plan of the one day was frozen; `null` for several days, and where it was not. */
  frozenAt: instant.nullable(),
}).meta({ id: 'PlanReport' })

export const PlanPart = z
  .object({
    /** `null` for follow-ups of no campaign. */
    id: id.nullable(),
    name: z.string().nullable(),
    plan: count.nullable(),
    ...done,
    /** Completed by conversations. */
    successRate: rate,
  })
  .meta({ id: 'PlanPart' })

export const readPlanReport = endpoint({
  method: 'GET',
  path: '/reports/plan',
  summary: 'Plan against actual by hour, day or month; the plan is what was frozen each morning',
  tag,
  permission: 'reports.read',
  query: PlanQuery,
  response: PlanReport,
})

export const PlanPartsQuery = PlanQuery.omit({ by: true }).extend({ split: z.enum(SPLITS) })

export const readPlanParts = endpoint({
  method: 'GET',
  path: '/reports/plan/parts',
  summary: 'Plan against actual of a period per agent, team, branch or campaign; at most 500 rows',
  tag,
  permission: 'reports.read',
  query: PlanPartsQuery,
  response: PeriodOf.extend({ split: z.enum(SPLITS), rows: z.array(PlanPart) }).meta({ id: 'PlanParts' }),
})

export const downloadPlan = endpoint({
  method: 'GET',
  path: '/reports/plan.xlsx',
  summary: 'Plan against actual as a workbook: by time, and per agent, team, branch and campaign; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: PlanQuery,
})
