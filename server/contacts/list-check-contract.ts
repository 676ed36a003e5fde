import { z } from 'zod'
import { SurveyState } from '../customers/survey-contract.ts'
import { endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'

/** What can be wrong with a customer of a list that is to be called. */
export const LIST_FAULTS = ['no-number', 'wrong-number', 'doubtful-number', 'wrong-person', 'never-reached'] as const
export const ListFault = z.enum(LIST_FAULTS)
export type ListFault = z.output<typeof ListFault>

const scope = { prospects: z.enum(['yes', 'no']).default('yes'), branchId: id.optional() }

export const checkList = endpoint({
  method: 'GET',
  path: '/list-check',
  summary:
    'How many customers of a list cannot be reached as of the last survey, by what is wrong; prospects alone unless asked otherwise',
  tag: 'customers',
  permission: 'customers.write',
  query: z.object(scope),
  response: z.object({
    customers: z.number().int(),
    faults: z.array(z.object({ fault: ListFault, count: z.number().int() })),
    /** Pairs who may be one customer; `more` when only the first of them were counted. */
    duplicates: z.object({ count: z.number().int(), more: z.boolean() }),
    survey: SurveyState,
  }),
})

export const listFaulty = endpoint({
  method: 'GET',
  path: '/list-check/customers',
  summary: 'The customers with one fault, those added last first',
  tag: 'customers',
  permission: 'customers.write',
  query: pageQuery.extend({ ...scope, fault: ListFault }),
  response: pageOf(
    z.object({
      id,
      name: z.string(),
      externalId: z.string().nullable(),
      branchName: z.string(),
      phones: z.number().int(),
      wrongPhones: z.number().int(),
      tries: z.number().int(),
      lastTriedAt: instant.nullable(),
    }),
  ),
})
