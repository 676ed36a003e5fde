import { z } from 'zod'
import { day, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'

const tag = 'privacy'

export const AuditEntry = z
  .object({
    id,
    at: instant,
    staffId: id.nullable(),
    staffName: z.string().nullable(),
    action: z.string(),
    subject: z.string(),
    subjectId: id.nullable(),
    /** The customer it concerns, where it concerns one. */
    customerId: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
    /** Its place in the chain; `null` until it is sealed, about a minute after it was written. */
    number: z.number().int().nullable(),
  })
  .meta({ id: 'AuditEntry' })

/** Days are of the organisation's time zone, both included. */
const filters = {
  subject: z.string().max(100).optional(),
  subjectId: id.optional(),
  staffId: id.optional(),
  action: z.string().max(100).optional(),
  customerId: id.optional(),
  fromDay: day.optional(),
  toDay: day.optional(),
}

export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  summary: 'Who looked at or changed what, newest first',
  tag,
  permission: 'audit.read',
  query: pageQuery.extend(filters),
  response: pageOf(AuditEntry),
})

export const auditKinds = endpoint({
  method: 'GET',
  path: '/audit/kinds',
  summary: 'The kinds of deeds and subjects the log holds',
  tag,
  permission: 'audit.read',
  response: z.object({ actions: z.array(z.string()), subjects: z.array(z.string()) }),
})

export const exportAudit = endpoint({
  method: 'GET',
  path: '/audit/export',
  summary: 'The entries as CSV or XLSX, 200,000 at most; that they were taken out is written down',
  tag,
  permission: 'audit.read',
  kind: 'download',
  query: z.object({ ...filters, format: z.enum(['csv', 'xlsx']) }),
})

export const verifyAudit = endpoint({
  method: 'POST',
  path: '/audit/verification',
  summary: 'Check the log against its chain and seals; finds entries that were changed, removed or inserted',
  tag,
  permission: 'audit.read',
  perMinute: 10,
  body: z.object({
    /** The head noted at an earlier check, which the log must still hold. */
    noted: z.object({ number: z.number().int().min(1), code: z.string().max(128) }).optional(),
  }),
  response: z.object({
    intact: z.boolean(),
    sealed: z.number().int(),
    waiting: z.number().int(),
    seals: z.number().int(),
    head: z.object({ number: z.number().int(), code: z.string() }).nullable(),
    findings: z.array(
      z.object({
        kind: z.enum(['changed', 'removed', 'inserted', 'seal-broken']),
        number: z.number().int().nullable(),
        entryId: id.nullable(),
        at: instant.nullable(),
      }),
    ),
  }),
})
