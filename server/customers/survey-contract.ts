import { z } from 'zod'
import { endpoint, instant } from '../platform/endpoint.ts'

export const SURVEY_KINDS = ['duplicates', 'list-check'] as const
export const SurveyKind = z.enum(SURVEY_KINDS)
export type SurveyKind = z.output<typeof SurveyKind>

/** How old the answer is that a look at all customers gave, and how far the next look is. */
export const SurveyState = z
  .object({
    /** `null` while the first look is still to come. */
    asOf: instant.nullable(),
    running: z
      .object({
        startedAt: instant,
        step: z.number().int(),
        steps: z.number().int(),
        /** How long the last look took, in seconds. */
        lastTook: z.number().int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SurveyState' })
export type SurveyState = z.output<typeof SurveyState>

export const startSurvey = endpoint({
  method: 'POST',
  path: '/customer-surveys',
  summary: 'Look through all customers anew in the background, for duplicates or for who cannot be reached',
  tag: 'customers',
  permission: 'customers.write',
  body: z.object({ kind: SurveyKind }),
  response: SurveyState,
})
