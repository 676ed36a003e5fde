import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { OutcomeRow, RateRow } from './contract.ts'
import { count, PeriodOf, PeriodQuery, rate } from './period-contract.ts'
import { DISPOSITIONS } from './rules.ts'

const tag = 'reports'

export const OutcomesReport = PeriodOf.extend({
  outcomes: z.array(OutcomeRow),
  /** Follow-ups that ended in the period, by AAPOR disposition. */
  dispositions: z.record(z.enum(DISPOSITIONS), count),
  /** The share of follow-ups of unknown eligibility taken as eligible (proportional allocation). */
  e: rate,
  rates: z.array(RateRow),
  attempts: count,
  ended: count,
}).meta({ id: 'OutcomesReport' })

export const readOutcomes = endpoint({
  method: 'GET',
  path: '/reports/outcomes',
  summary: 'How attempts and follow-ups of a period ended, with all AAPOR rates',
  tag,
  permission: 'reports.read',
  query: PeriodQuery,
  response: OutcomesReport,
})

export const downloadOutcomesBook = endpoint({
  method: 'GET',
  path: '/reports/outcomes.xlsx',
  summary: 'Outcomes, dispositions and AAPOR rates with their definitions as a workbook; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: PeriodQuery,
})
