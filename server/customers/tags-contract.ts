import { z } from 'zod'
import { endpoint } from '../platform/endpoint.ts'
import { CustomerBatch, CustomerTag, TagName } from './list-contract.ts'

const tag = 'customers'

export const TagUse = CustomerTag.extend({
  /** Customers of the asker's branches who carry it; counted up to 10,000. */
  customers: z.number().int(),
  /** There are more than were counted. */
  more: z.boolean(),
}).meta({ id: 'TagUse' })

export const listTagUse = endpoint({
  method: 'GET',
  path: '/customer-tags/use',
  summary: 'The tags of the organisation by name, and how many customers carry each',
  tag,
  permission: 'customers.write',
  response: z.object({ items: z.array(TagUse) }),
})

export const renameTag = endpoint({
  method: 'POST',
  path: '/customer-tags/rename',
  summary: 'Give a tag another name, or make one of two; many customers are changed in the background',
  tag,
  permission: 'customers.write',
  body: z.object({
    name: TagName,
    to: TagName,
    /** Says that `to` is a tag already and both become one. */
    merge: z.boolean().default(false),
  }),
  response: z.object({
    batch: CustomerBatch,
    /** Nobody carries the old tag any more and it is gone; else it goes when it is removed. */
    removed: z.boolean(),
  }),
})
