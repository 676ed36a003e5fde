import { z } from 'zod'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'
import { CustomerKind, CustomerRow } from './contract.ts'
import { STAGES } from './stage-rules.ts'

const tag = 'customers'

export { STAGES }
export const Stage = z.enum(STAGES)
export type Stage = z.output<typeof Stage>

export const TAG_COLOURS = ['grey', 'teal', 'blue', 'green', 'amber', 'red', 'violet'] as const
export const TagName = z.string().trim().min(1).max(30)

/** What a list of customers is cut by; what is left out does not cut. */
export const CustomerCriteria = z
  .object({
    /** Part of a name, pinyin initials, the beginning of a customer number, four last digits, a whole number or e-mail. */
    words: z.string().trim().max(100).optional(),
    /** A branch with all below it. */
    branchId: id.optional(),
    /** A member of staff, or `none`. */
    ownerId: z.union([id, z.literal('none')]).optional(),
    stage: z.union([Stage, z.literal('none')]).optional(),
    /** All of these. */
    tags: z.array(TagName).max(10).optional(),
    kind: CustomerKind.optional(),
    hasPhone: z.boolean().optional(),
    createdSince: instant.optional(),
    updatedSince: instant.optional(),
    /** Counted back from now; what is given by days stays true in a view that is opened next month. */
    createdWithinDays: z.number().int().min(1).max(3650).optional(),
    changedWithinDays: z.number().int().min(1).max(3650).optional(),
    importId: id.optional(),
  })
  .meta({ id: 'CustomerCriteria' })
export type CustomerCriteria = z.output<typeof CustomerCriteria>

export const CustomerSort = z.enum(['name', 'updated'])
export type CustomerSort = z.output<typeof CustomerSort>

export const ListedCustomer = CustomerRow.extend({
  ownerId: id.nullable(),
  ownerName: z.string().nullable(),
  stage: Stage.nullable(),
  stageSince: instant.nullable(),
  tags: z.array(z.string()),
  createdAt: instant,
}).meta({ id: 'ListedCustomer' })

// A search may hold a full number, which must stand in no address and no log: hence a body.
export const searchCustomers = endpoint({
  method: 'POST',
  path: '/customers/search',
  summary: 'Customers that fit all given criteria, by name (Chinese by pinyin) or by their last change',
  tag,
  permission: 'customers.read',
  reads: true,
  query: pageQuery,
  body: CustomerCriteria.extend({ sort: CustomerSort.default('name') }),
  response: pageOf(ListedCustomer),
})

export const countCustomers = endpoint({
  method: 'POST',
  path: '/customers/count',
  summary: 'How many customers fit all given criteria: counted when they are few, else estimated',
  tag,
  permission: 'customers.read',
  reads: true,
  body: CustomerCriteria,
  response: z.object({ count: z.number().int(), exact: z.boolean() }),
})

export const CustomerTag = z.object({ name: z.string(), colour: z.enum(TAG_COLOURS) }).meta({ id: 'CustomerTag' })

export const listTags = endpoint({
  method: 'GET',
  path: '/customer-tags',
  summary: 'The tags of the organisation by name, with their colours',
  tag,
  permission: 'customers.read',
  response: z.object({ items: z.array(CustomerTag) }),
})

export const setTag = endpoint({
  method: 'PUT',
  path: '/customer-tags',
  summary: 'Add a tag, or give one another colour',
  tag,
  permission: 'customers.write',
  body: z.object({ name: TagName, colour: z.enum(TAG_COLOURS) }),
  response: CustomerTag,
})

export const removeTag = endpoint({
  method: 'POST',
  path: '/customer-tags/remove',
  summary: 'Take a tag that no customer carries out of the vocabulary',
  tag,
  permission: 'customers.write',
  body: z.object({ name: TagName }),
  response: nothing,
})

/** What is written into every chosen customer; what is left out stays as it is. */
export const CustomersChange = z
  .object({
    ownerId: id.nullable().optional(),
    stage: Stage.nullable().optional(),
    addTags: z.array(TagName).max(20).optional(),
    removeTags: z.array(TagName).max(20).optional(),
  })
  .meta({ id: 'CustomersChange' })
export type CustomersChange = z.output<typeof CustomersChange>

export const CustomerBatch = z
  .object({
    id,
    state: z.enum(['running', 'finished', 'failed', 'undone']),
    change: CustomersChange,
    /** Customers looked at so far, and of these the ones that were not so already. */
    lookedAt: z.number().int(),
    changed: z.number().int(),
    undoable: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'CustomerBatch' })

export const changeCustomers = endpoint({
  method: 'POST',
  path: '/customer-batches',
  summary:
    'Set owner, stage and tags of chosen customers or of all that fit criteria; many are changed in the background',
  tag,
  permission: 'customers.write',
  body: z.object({
    /** These customers, or else all that fit the criteria. */
    ids: z.array(id).min(1).max(1000).optional(),
    criteria: CustomerCriteria.optional(),
    change: CustomersChange,
  }),
  response: CustomerBatch,
})

export const getCustomerBatch = endpoint({
  method: 'GET',
  path: '/customer-batches/:id',
  summary: 'How far a change of many customers is',
  tag,
  permission: 'customers.write',
  params: byId,
  response: CustomerBatch,
})

export const undoCustomerBatch = endpoint({
  method: 'POST',
  path: '/customer-batches/:id/undo',
  summary: 'Give the customers of a change back what they had, where nobody changed it since',
  tag,
  permission: 'customers.write',
  params: byId,
  response: CustomerBatch,
})

export const CUSTOMER_COLUMNS = [
  'externalId',
  'points',
  'branch',
  'owner',
  'stage',
  'tags',
  'kind',
  'country',
  'createdAt',
  'updatedAt',
] as const
export const CustomerColumn = z.enum(CUSTOMER_COLUMNS)

const GivenView = z.object({
  name: z.string().trim().min(1).max(60),
  sharedWith: z.enum(['nobody', 'team', 'organisation']),
  teamId: id.nullable(),
  criteria: CustomerCriteria,
  sort: CustomerSort,
  /** In their order; the name always comes first. */
  columns: z.array(CustomerColumn).max(CUSTOMER_COLUMNS.length),
})

export const CustomerView = GivenView.extend({ id, isMine: z.boolean(), staffName: z.string() }).meta({
  id: 'CustomerView',
})

export const listViews = endpoint({
  method: 'GET',
  path: '/customer-views',
  summary: 'The views one keeps oneself and those shared with one’s teams or with everyone',
  tag,
  permission: 'customers.read',
  response: z.object({ items: z.array(CustomerView) }),
})

export const addView = endpoint({
  method: 'POST',
  path: '/customer-views',
  summary: 'Keep criteria, order and columns under a name',
  tag,
  permission: 'customers.read',
  status: 201,
  body: GivenView,
  response: CustomerView,
})

export const changeView = endpoint({
  method: 'PUT',
  path: '/customer-views/:id',
  summary: 'Change a view of one’s own',
  tag,
  permission: 'customers.read',
  params: byId,
  body: GivenView,
  response: CustomerView,
})

export const removeView = endpoint({
  method: 'DELETE',
  path: '/customer-views/:id',
  summary: 'Remove a view of one’s own',
  tag,
  permission: 'customers.read',
  params: byId,
  response: nothing,
})
