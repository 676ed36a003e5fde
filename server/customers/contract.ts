import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { STAGES } from './stage-rules.ts'

const tag = 'customers'

export const ContactPoint = z
  .object({
    id,
    kind: z.enum(['phone', 'email']),
    lineType: z.enum(['fixed', 'mobile', 'unknown']).nullable(),
    masked: z.string(),
    state: z.enum(['valid', 'doubtful', 'wrong', 'never-registered']),
    source: z.string(),
    rank: z.number(),
    registeredAt: instant,
    verifiedAt: instant.nullable(),
    verifiedHow: z.enum(['call', 'message', 'visit', 'document']).nullable(),
    verifiedByName: z.string().nullable(),
    /** Digits to dial after the number; empty for none. */
    extension: z.string(),
    ownership: z.enum(['own', 'shared', 'somebody-else', 'unknown']),
    /** The person in charge who is reached there; `null` for the customer as a whole. */
    personId: id.nullable(),
    personName: z.string().nullable(),
    /** Set when that person is in charge no more. */
    endedAt: instant.nullable(),
    /** Whether it may be dialled at all: a phone, registered, not known to be wrong, of nobody who has left. */
    dialable: z.boolean(),
  })
  .meta({ id: 'ContactPoint' })

export const CustomerKind = z.enum(['person', 'organisation'])

export const CustomerRow = z
  .object({
    id,
    name: z.string(),
    kind: CustomerKind,
    externalId: z.string().nullable(),
    branchId: id,
    branchName: z.string(),
    country: z.string().nullable(),
    /** The best three contact points. */
    points: z.array(ContactPoint.pick({ id: true, kind: true, lineType: true, masked: true, state: true })),
    updatedAt: instant,
  })
  .meta({ id: 'CustomerRow' })

export const Customer = z
  .object({
    id,
    name: z.string(),
    kind: CustomerKind,
    externalId: z.string().nullable(),
    branchId: id,
    branchName: z.string(),
    country: z.string().nullable(),
    /** The customer's own time zone, else the organisation's. */
    timeZone: z.string(),
    note: z.string().nullable(),
    /** `1985-03-12`, or `03-12` without the year; `**-**` for a reader who may not change it. */
    birthday: z.string().nullable(),
    /** What he speaks (BCP 47); `null` where nobody has said. */
    language: z.string().nullable(),
    points: z.array(ContactPoint),
    importId: id.nullable(),
    createdAt: instant,
    updatedAt: instant,
    /** The member of staff who looks after him. */
    ownerName: z.string().nullable(),
    stage: z.enum(STAGES).nullable(),
    tags: z.array(z.string()),
  })
  .meta({ id: 'Customer' })

const number = z.string().trim().min(3).max(50)
const email = z.string().trim().min(3).max(200)

export const NewCustomer = z.object({
  name: z.string().trim().min(1).max(200),
  kind: CustomerKind.default('person'),
  externalId: z.string().trim().min(1).max(100).optional(),
  branchId: id.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  note: z.string().trim().max(2000).optional(),
  phones: z.array(number).max(20).default([]),
  emails: z.array(email).max(20).default([]),
})

export const listCustomers = endpoint({
  method: 'GET',
  path: '/customers',
  summary: 'Customers by name; they are searched by POST /customers/search',
  tag,
  permission: 'customers.read',
  query: pageQuery.extend({ branchId: id.optional() }),
  response: pageOf(CustomerRow),
})

export const getCustomer = endpoint({
  method: 'GET',
  path: '/customers/:id',
  summary: 'One customer; the look is written to the audit log',
  tag,
  permission: 'customers.read',
  params: byId,
  response: Customer,
})

export const addCustomer = endpoint({
  method: 'POST',
  path: '/customers',
  summary: 'Add one customer by hand',
  tag,
  permission: 'customers.write',
  status: 201,
  body: NewCustomer,
  response: Customer,
})

export const addContactPoint = endpoint({
  method: 'POST',
  path: '/customers/:id/contact-points',
  summary: 'Add a phone number or an e-mail to a customer',
  tag,
  permission: 'customers.write',
  status: 201,
  params: byId,
  body: z.object({ kind: z.enum(['phone', 'email']), value: z.string().trim().min(3).max(200) }),
  response: ContactPoint,
})
