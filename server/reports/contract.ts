import { z } from 'zod'
import { day, endpoint, id, instant } from '../platform/endpoint.ts'
import { FunnelSteps } from './funnel-contract.ts'
import { count, rate } from './period-contract.ts'
import { DISPOSITIONS, RATES } from './rules.ts'

const tag = 'reports'

/** Which day (today in the organisation's time zone by default), and which part of the work. */
export const ReportQuery = z.object({
  day: day.optional(),
  /** With all branches below it. */
  branchId: id.optional(),
  teamId: id.optional(),
  campaignId: id.optional(),
})

export const HourRow = z
  .object({
    /** The wall-clock hour in the organisation's time zone, `09`; an hour that is lived twice appears twice. */
    hour: z.string(),
    startsAt: instant,
    /** Follow-ups that fell due in this hour, as it stands now. */
    due: count,
    /** Due in this hour by the plan frozen in the morning; `null` on a day without one. */
    planned: count.nullable(),
    /** Attempts that ended in this hour. */
    done: count,
    /** Attempts in which the customer was spoken to. */
    reached: count,
    /** Attempts that completed their follow-up. */
    completed: count,
  })
  .meta({ id: 'HourRow' })

export const AgentRow = z
  .object({
    staffId: id,
    name: z.string(),
    attempts: count,
    conversations: count,
    completed: count,
    /** Completed by conversations. */
    successRate: rate,
    /** From start to end of the attempts with a conversation, in minutes to one decimal place. */
    talkMinutes: z.number(),
  })
  .meta({ id: 'AgentRow' })

export const OutcomeRow = z
  .object({
    outcome: z.string(),
    text: z.string(),
    /** Attempts of the day that ended so. */
    attempts: count,
    /** Follow-ups that ended with it on the day. */
    final: count,
  })
  .meta({ id: 'OutcomeRow' })

export const RateRow = z
  .object({
    rate: z.enum(RATES),
    value: rate,
    /** The key of its definition in `rateDefinitions`. */
    definition: z.string(),
    /** The definition in the reader's language. */
    text: z.string(),
  })
  .meta({ id: 'RateRow' })

export const TodayReport = z
  .object({
    day,
    timeZone: z.string(),
    asOf: instant,
    hours: z.array(HourRow),
    /** When the plan of the day was frozen; `null` when it was not. */
    frozenAt: instant.nullable(),
    /** From due to completed, defined as in `/reports/funnel`. */
    funnel: FunnelSteps,
    totals: z.object({
      due: count,
      /** Fell due before the day and were not settled when it began. */
      carriedOver: count,
      done: count,
      reached: count,
      completed: count,
    }),
    agents: z.array(AgentRow),
    outcomes: z.array(OutcomeRow),
    /** Follow-ups that ended on the day, by AAPOR disposition. */
    dispositions: z.record(z.enum(DISPOSITIONS), count),
    /** The share of follow-ups of unknown eligibility taken as eligible (proportional allocation). */
    e: rate,
    rates: z.array(RateRow),
    /** At this moment, whatever the day asked for. */
    now: z.object({
      /** Waiting, due, and not put off. */
      waiting: count,
      /** Waiting, put off by the contact policy. */
      held: count,
      handedOut: count,
      /** Waiting for a time the customer chose. */
      appointments: count,
      /** Waiting, not yet due. */
      later: count,
      /** Goes by mail: waits for that, or its mail is under way; no agent is handed it. */
      byMail: count,
    }),
    cases: z.object({ open: count, confirming: count, overdue: count, escalated: count }),
    /** Customers the coverage rules of these branches found left alone at their last check; new ones nobody has noted. */
    coverage: z.object({ rules: count, alone: count, newly: count }),
  })
  .meta({ id: 'TodayReport' })

export const readToday = endpoint({
  method: 'GET',
  path: '/reports/today',
  summary: 'A day of work by hour, agent and outcome, with the AAPOR rates, the queue and the cases of now',
  tag,
  permission: 'reports.read',
  query: ReportQuery,
  response: TodayReport,
})

export const downloadAgents = endpoint({
  method: 'GET',
  path: '/reports/today/agents.csv',
  summary: 'The table by agent as CSV; the export is written to the audit log',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: ReportQuery,
})

export const downloadOutcomes = endpoint({
  method: 'GET',
  path: '/reports/today/outcomes.csv',
  summary: 'The table of outcomes as CSV; the export is written to the audit log',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: ReportQuery,
})

export const downloadToday = endpoint({
  method: 'GET',
  path: '/reports/today.xlsx',
  summary: 'All tables of a day as a workbook: hours, agents, outcomes, rates, funnel; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: ReportQuery,
})
