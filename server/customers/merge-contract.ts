import { z } from 'zod'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'
import { Customer } from './contract.ts'
import { MERGE_FIELDS } from './merge-rules.ts'
import { SurveyState } from './survey-contract.ts'

const tag = 'customers'

export const CustomerMerge = z
  .object({
    id,
    survivorId: id,
    goneId: id,
    survivorName: z.string(),
    goneName: z.string(),
    goneNumber: z.string().nullable(),
    note: z.string(),
    mergedByName: z.string().nullable(),
    mergedAt: instant,
    undoneByName: z.string().nullable(),
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'CustomerMerge' })

export const mergeCustomers = endpoint({
  method: 'POST',
  path: '/customer-merges',
  summary: 'Make one customer of two: everything moves to the one who stays; it can be taken back exactly',
  tag,
  permission: 'customers.merge',
  status: 201,
  body: z.object({
    survivorId: id,
    goneId: id,
    /** The fields in which the value of the one who goes wins. */
    taken: z.array(z.enum(MERGE_FIELDS)).max(MERGE_FIELDS.length).default([]),
    note: z.string().trim().max(500).default(''),
  }),
  response: CustomerMerge,
})

export const listMerges = endpoint({
  method: 'GET',
  path: '/customer-merges',
  summary: 'Merges, newest first, with those taken back',
  tag,
  permission: 'customers.merge',
  query: pageQuery.extend({ customerId: id.optional() }),
  response: pageOf(CustomerMerge),
})

export const undoMerge = endpoint({
  method: 'POST',
  path: '/customer-merges/:id/undo',
  summary: 'Make two customers of one again, each with what was his; what came since stays with the one who stayed',
  tag,
  permission: 'customers.merge',
  params: byId,
  response: CustomerMerge,
})

export const DUPLICATE_REASONS = ['phone', 'name-and-branch', 'name-and-last-four'] as const

export const DuplicatePair = z
  .object({
    first: Customer,
    second: Customer,
    reasons: z.array(z.enum(DUPLICATE_REASONS)),
  })
  .meta({ id: 'DuplicatePair' })

export const listDuplicates = endpoint({
  method: 'GET',
  path: '/customer-duplicates',
  summary:
    'Pairs of customers who may be one, as of the last survey: the same number or address, or the same name with more in common',
  tag,
  permission: 'customers.merge',
  query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
  response: z.object({ items: z.array(DuplicatePair), more: z.boolean(), survey: SurveyState }),
})

export const dismissDuplicate = endpoint({
  method: 'POST',
  path: '/customer-duplicates/dismiss',
  summary: 'Say that two customers are two; the pair is proposed no more',
  tag,
  permission: 'customers.merge',
  body: z.object({ firstId: id, secondId: id }),
  response: nothing,
})
