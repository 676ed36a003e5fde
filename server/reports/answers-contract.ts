import { z } from 'zod'
import { day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { QUESTION_KINDS } from '../scripts/rules.ts'
import { count, PeriodOf, PeriodQuery, rate } from './period-contract.ts'

const tag = 'reports'

/** Of 95 % confidence; `null` without answers, and the interval of a mean with a single one. */
const estimate = { value: rate, low: rate, high: rate }

export const ANSWER_SPLITS = ['branch', 'team', 'agent', 'campaign', 'version'] as const

export const AnswersQuery = PeriodQuery.extend({
  /** Whose questions; by default the script with most answers in the period. */
  scriptId: id.optional(),
  split: z.enum(ANSWER_SPLITS).default('branch'),
})

export const QuestionReport = z
  .object({
    id: z.string(),
    text: z.string(),
    kind: z.enum(QUESTION_KINDS),
    /** Follow-ups with an answer to it. */
    n: count,
    isSmall: z.boolean(),
    /** How often each value was given, in the order of the question; of a `multi` the shares add up to more than one. */
    values: z.array(z.object({ value: z.string(), count, share: rate, low: rate, high: rate })),
    headline: z.object({
      kind: z.enum(['nps', 'mean', 'csat', 'share', 'none']),
      /** The values a share is of. */
      of: z.array(z.string()),
      ...estimate,
    }),
    /** Of scales and numbers. */
    mean: z.object(estimate).nullable(),
    range: z.object({ min: z.number(), max: z.number() }).nullable(),
    /** The headline by week, weeks without answers left out. */
    trend: z.array(z.object({ week: day, n: count, ...estimate })),
    /** The headline per part, most answers first. */
    parts: z.array(
      z.object({ id: z.string().nullable(), name: z.string().nullable(), n: count, isSmall: z.boolean(), ...estimate }),
    ),
  })
  .meta({ id: 'QuestionReport' })

export const AnswersReport = PeriodOf.extend({
  /** Those with answers in the period, most first. */
  scripts: z.array(z.object({ id, name: z.string(), followups: count })),
  scriptId: id.nullable(),
  split: z.enum(ANSWER_SPLITS),
  smallBelow: count,
  questions: z.array(QuestionReport),
}).meta({ id: 'AnswersReport' })

export const readAnswers = endpoint({
  method: 'GET',
  path: '/reports/answers',
  summary: 'What customers answered in a period, question by question, with intervals, by week and per part',
  tag,
  permission: 'reports.read',
  query: AnswersQuery,
  response: AnswersReport,
})

export const AnswerText = z
  .object({
    followupId: id,
    at: instant,
    branchName: z.string(),
    campaignName: z.string().nullable(),
    /** Without what may be a number or an address of a person. */
    text: z.string(),
  })
  .meta({ id: 'AnswerText' })

export const listAnswerTexts = endpoint({
  method: 'GET',
  path: '/reports/answers/texts',
  summary: 'What customers said in their own words to one question, newest first; numbers are taken out',
  tag,
  permission: 'reports.read',
  query: PeriodQuery.extend({ scriptId: id, question: z.string().max(40), ...pageQuery.shape }),
  response: pageOf(AnswerText),
})

export const downloadAnswers = endpoint({
  method: 'GET',
  path: '/reports/answers.xlsx',
  summary: 'The answers of a script as a workbook: counts, headline by week and per part, words; audited',
  tag,
  permission: 'reports.read',
  kind: 'download',
  query: AnswersQuery,
})
