import { z } from 'zod'
import { byId, day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { ACTIVITY_KINDS, MAX_AMOUNT, MAX_PRICE, MAX_QUANTITY } from './rules.ts'

const tag = 'activity'

export const ActivityKind = z.enum(ACTIVITY_KINDS)

export const Activity = z
  .object({
    id,
    customerId: id,
    kind: ActivityKind,
    happenedAt: instant,
    externalId: z.string().nullable(),
    summary: z.string(),
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    lineCount: z.number().int(),
    /** Of contracts and rentals: the last day. */
    endsOn: day.nullable(),
    /** The machine it was about. */
    machineId: id.nullable(),
    serialNumber: z.string().nullable(),
  })
  .meta({ id: 'Activity' })

export const OrderLine = z
  .object({
    lineNumber: z.number().int(),
    productCode: z.string().nullable(),
    product: z.string(),
    quantity: z.number(),
    unitPrice: z.number(),
    amount: z.number(),
  })
  .meta({ id: 'OrderLine' })

export const NewActivity = z.object({
  kind: ActivityKind,
  happenedAt: instant,
  externalId: z.string().trim().min(1).max(200).optional(),
  summary: z.string().trim().max(500).default(''),
  amount: z.number().min(0).max(MAX_AMOUNT).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  endsOn: day.nullable().optional(),
  machineId: id.nullable().optional(),
  lines: z
    .array(
      z.object({
        productCode: z.string().trim().max(100).optional(),
        product: z.string().trim().min(1).max(500),
        quantity: z.number().min(0.001).max(MAX_QUANTITY),
        unitPrice: z.number().min(0.0001).max(MAX_PRICE),
      }),
    )
    .max(1000)
    .default([]),
})

export const listActivities = endpoint({
  method: 'GET',
  path: '/customers/:id/activities',
  summary: 'What happened with a customer, newest first',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery.extend({ kind: ActivityKind.optional() }),
  response: pageOf(Activity),
})

export const activityTotals = endpoint({
  method: 'GET',
  path: '/customers/:id/activity-totals',
  summary: 'How much happened with a customer, by kind and currency',
  tag,
  permission: 'customers.read',
  params: byId,
  response: z.object({
    items: z.array(
      z.object({
        kind: ActivityKind,
        currency: z.string().nullable(),
        count: z.number().int(),
        amount: z.number(),
        firstAt: instant,
        lastAt: instant,
      }),
    ),
  }),
})

export const recordActivity = endpoint({
  method: 'POST',
  path: '/customers/:id/activities',
  summary: 'Write down something that happened with a customer',
  tag,
  permission: 'customers.write',
  status: 201,
  params: byId,
  body: NewActivity,
  response: Activity,
})

export const listLines = endpoint({
  method: 'GET',
  path: '/activities/:id/lines',
  summary: 'The lines of an order, in the order of the document',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery,
  response: pageOf(OrderLine),
})
