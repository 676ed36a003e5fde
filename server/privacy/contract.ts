import { z } from 'zod'
import { endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'

export const AuditEntry = z
  .object({
    id,
    at: instant,
    staffId: id.nullable(),
    staffName: z.string().nullable(),
    action: z.string(),
    subject: z.string(),
    subjectId: id.nullable(),
    facts: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })

export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  summary: 'Who looked at or changed what, newest first',
  tag: 'privacy',
  permission: 'audit.read',
  query: pageQuery.extend({
    subject: z.string().max(100).optional(),
    subjectId: id.optional(),
    staffId: id.optional(),
  }),
  response: pageOf(AuditEntry),
})
