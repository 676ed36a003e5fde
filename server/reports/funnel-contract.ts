import { z } from 'zod'
import { endpoint, id, instant } from '../platform/endpoint.ts'
import { count, PeriodOf, PeriodQuery } from './period-contract.ts'

const tag = 'reports'

const FateRow = z
  .object({
    kind: z.enum(['ended', 'fell-out', 'open']),
    /** `completed`, `refused`, `expired`, `held` … */
    fate: z.string(),
    /** The rule that puts it off, where it is held. */
    rule: z.string().nullable(),
    text: z.string(),
    followups: count,
  })
  .meta({ id: 'FateRow' })

const steps = {
  /** Due up to the end of the period and not ended before it, or worked on in it. */
  due: count,
  attempted: count,
  /** The customer was spoken to. */
  spoken: count,
  completed: count,
  /** What became of each; adds up to `due`. */
  fates: z.array(FateRow),
}

export const FunnelSteps = z.object(steps).meta({ id: 'FunnelSteps' })

export const FUNNEL_SPLITS = ['campaign', 'team', 'branch'] as const

export const FunnelReport = PeriodOf.extend({
  asOf: instant,
  split: z.enum(FUNNEL_SPLITS),
  total: FunnelSteps,
  /** Most due first, at most 500. */
  parts: z.array(z.object({ id: id.nullable(), name: z.string().nullable(), ...steps }).meta({ id: 'FunnelPart' })),
}).meta({ id: 'FunnelReport' })

export const FunnelQuery = PeriodQuery.extend({ split: z.enum(FUNNEL_SPLITS).default('campaign') })

export const readFunnel = endpoint({
  method: 'GET',
  path: '/reports/funnel',
  summary: 'From due to completed, and what became of every follow-up of a period, per campaign, team or branch',
  tag,
  permission: 'reports.read',
  query: FunnelQuery,
  response: FunnelReport,
})

export const downloadFunnel = endpoint({
  method: 'GET',
  path: '/reports/funnel.xlsx',
  summary: 'The funnel with its reasons as a workbook; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: FunnelQuery,
})
