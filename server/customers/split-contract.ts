import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'

const tag = 'customers'
const ids = z.array(id).max(500).default([])

export const NewSplit = z.object({
  customerId: id,
  /** The customer who is made of what is chosen; he begins in the same branch. */
  name: z.string().trim().min(1).max(200),
  kind: z.enum(['person', 'organisation']),
  externalId: z.string().trim().min(1).max(100).optional(),
  pointIds: ids,
  /** Persons in charge; the contact points at which they are reached go with them. */
  personIds: ids,
  /** Machines; what happened with them goes with them. */
  machineIds: ids,
  /** What happened; follow-ups of it and the cases that these raised go with it. */
  activityIds: ids,
  note: z.string().trim().max(500).default(''),
})

/** How much goes to the new customer, by what it is. */
export const SplitMoves = z
  .object({
    points: z.number().int(),
    persons: z.number().int(),
    machines: z.number().int(),
    activities: z.number().int(),
    followups: z.number().int(),
    cases: z.number().int(),
    /** Contacts made at the numbers that go. */
    contacts: z.number().int(),
    /** Wishes not to be contacted; they hold for both. */
    wishes: z.number().int(),
  })
  .meta({ id: 'SplitMoves' })

export const CustomerSplit = z
  .object({
    id,
    keptId: id,
    keptName: z.string(),
    partId: id,
    partName: z.string(),
    note: z.string(),
    moved: SplitMoves,
    splitByName: z.string().nullable(),
    splitAt: instant,
    undoneByName: z.string().nullable(),
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'CustomerSplit' })

export const splitCustomer = endpoint({
  method: 'POST',
  path: '/customer-splits',
  summary: 'Make two customers of one by choosing what goes to the new one; it can be taken back',
  tag,
  permission: 'customers.merge',
  status: 201,
  body: NewSplit,
  response: CustomerSplit,
})

export const previewSplit = endpoint({
  method: 'POST',
  path: '/customer-splits/preview',
  summary: 'What a split would move, counted by trying it and leaving everything as it was',
  tag,
  permission: 'customers.merge',
  body: NewSplit,
  response: SplitMoves,
})

export const listSplits = endpoint({
  method: 'GET',
  path: '/customer-splits',
  summary: 'Splits, newest first, with those taken back',
  tag,
  permission: 'customers.merge',
  query: pageQuery.extend({ customerId: id.optional() }),
  response: pageOf(CustomerSplit),
})

export const undoSplit = endpoint({
  method: 'POST',
  path: '/customer-splits/:id/undo',
  summary: 'Make one customer of the two again; what came to either since stays',
  tag,
  permission: 'customers.merge',
  params: byId,
  response: CustomerSplit,
})
