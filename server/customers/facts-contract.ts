import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'
import { Customer, CustomerKind } from './contract.ts'
import { CHANGE_SOURCES, CHANGE_SUBJECTS, HOURS_SOURCES } from './facts-rules.ts'

const tag = 'customers'
const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

export const changeCustomer = endpoint({
  method: 'PATCH',
  path: '/customers/:id',
  summary: 'Correct what is known of a customer; the old value is kept in his history',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z
    .object({
      name: z.string().trim().min(1).max(200),
      kind: CustomerKind,
      externalId: z.string().trim().min(1).max(100).nullable(),
      branchId: id,
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .nullable(),
      /** IANA; `null` for the organisation's. */
      timeZone: z.string().max(60).nullable(),
      note: z.string().trim().max(2000).nullable(),
      /** `1985-03-12`, or `03-12` without the year. */
      birthday: z.string().trim().max(30).nullable(),
      /** A code of BCP 47 (`yue`), or its name; who calls him must speak it unless everybody here does. */
      language: z.string().trim().max(40).nullable(),
    })
    .partial(),
  response: Customer,
})

/** Something we know of a customer: its value, where we have it from, since when, and who changed it last. */
export const KnownFact = z
  .object({
    field: z.string(),
    value: z.string().nullable(),
    knownSince: instant.nullable(),
    changedAt: instant.nullable(),
    changes: z.number().int(),
    source: z.string(),
    staffName: z.string().nullable(),
    importId: id.nullable(),
    importFile: z.string().nullable(),
  })
  .meta({ id: 'KnownFact' })

export const getFacts = endpoint({
  method: 'GET',
  path: '/customers/:id/facts',
  summary: 'What we know of a customer, field by field: since when, from where, and by whom it was changed last',
  tag,
  permission: 'customers.read',
  params: byId,
  response: z.object({ items: z.array(KnownFact) }),
})

/** One change of what we know; numbers and addresses in masks. */
export const CustomerChange = z
  .object({
    id,
    at: instant,
    subject: z.enum(CHANGE_SUBJECTS),
    subjectId: id.nullable(),
    /** The mask of the contact point, or the name of the person. */
    subjectText: z.string().nullable(),
    field: z.string(),
    oldValue: z.string().nullable(),
    newValue: z.string().nullable(),
    source: z.string(),
    note: z.string(),
    staffName: z.string().nullable(),
    importId: id.nullable(),
    importFile: z.string().nullable(),
    /** The name of the customer it was told of, when that one was merged into this one. */
    ofMerged: z.string().nullable(),
  })
  .meta({ id: 'CustomerChange' })

export const listChanges = endpoint({
  method: 'GET',
  path: '/customers/:id/changes',
  summary: 'How what we know of a customer came to be and changed, newest first',
  tag,
  permission: 'customers.read',
  params: byId,
  query: pageQuery.extend({
    subject: z.enum(CHANGE_SUBJECTS).optional(),
    field: z.string().max(50).optional(),
    source: z.enum(CHANGE_SOURCES).optional(),
  }),
  response: pageOf(CustomerChange),
})

const GoodWindow = z.object({
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  weekday: z.number().int().min(1).max(7),
  from: clock,
  to: clock,
})

/** When a customer likes to be rung, in his own time zone; days without a window are as good as any. */
export const GoodHours = z
  .object({
    windows: z.array(GoodWindow),
    notBefore: clock.nullable(),
    notAfter: clock.nullable(),
    source: z.enum(HOURS_SOURCES),
    note: z.string(),
    timeZone: z.string(),
    updatedByName: z.string().nullable(),
    updatedAt: instant,
  })
  .meta({ id: 'GoodHours' })

export const getGoodHours = endpoint({
  method: 'GET',
  path: '/customers/:id/good-hours',
  summary: 'When a customer likes to be rung; nothing when he has not said',
  tag,
  permission: 'customers.read',
  params: byId,
  response: z.object({ hours: GoodHours.nullable() }),
})

export const setGoodHours = endpoint({
  method: 'PUT',
  path: '/customers/:id/good-hours',
  summary: 'Write down when a customer likes to be rung; without windows and limits it is forgotten',
  tag,
  permission: 'customers.write',
  params: byId,
  body: z.object({
    windows: z.array(GoodWindow).max(21).default([]),
    notBefore: clock.nullable().default(null),
    notAfter: clock.nullable().default(null),
    source: z.enum(HOURS_SOURCES),
    note: z.string().trim().max(500).default(''),
  }),
  response: z.object({ hours: GoodHours.nullable() }),
})
