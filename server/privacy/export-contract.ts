import { z } from 'zod'
import { byId, endpoint, id, instant, nothing, pageOf, pageQuery } from '../platform/endpoint.ts'

const tag = 'exports'

export const ExportState = z.enum(['waiting', 'building', 'ready', 'refused', 'withdrawn', 'expired', 'failed'])

export const ExportRequest = z
  .object({
    id,
    /** The short number that stands on every page and in every row of the file. */
    number: z.string(),
    kind: z.string(),
    kindName: z.string(),
    summary: z.string(),
    reason: z.string(),
    wantsFullNumbers: z.boolean(),
    fullNumbers: z.boolean(),
    state: ExportState,
    rowsExpected: z.number().int(),
    rowsWritten: z.number().int(),
    sizeBytes: z.number().int(),
    requestedByName: z.string(),
    isMine: z.boolean(),
    requestedAt: instant,
    decidedByName: z.string().nullable(),
    decidedAt: instant.nullable(),
    decisionNote: z.string().nullable(),
    expiresAt: instant.nullable(),
    downloads: z.number().int(),
    mostDownloads: z.number().int(),
  })
  .meta({ id: 'ExportRequest' })

export const requestExport = endpoint({
  method: 'POST',
  path: '/exports',
  summary: 'Ask for a list to leave the house; a second person decides',
  tag,
  permission: 'exports.request',
  status: 201,
  body: z.object({
    kind: z.string().max(50),
    criteria: z.record(z.string(), z.unknown()),
    reason: z.string().trim().min(5).max(500),
    wantsFullNumbers: z.boolean().default(false),
  }),
  response: ExportRequest,
})

export const listExports = endpoint({
  method: 'GET',
  path: '/exports',
  summary: 'My own requests, newest first',
  tag,
  permission: 'exports.request',
  query: pageQuery,
  response: pageOf(ExportRequest),
})

export const listApprovals = endpoint({
  method: 'GET',
  path: '/export-approvals',
  summary: 'All requests of my branches: those that wait for a decision first, then the decided ones, newest first',
  tag,
  permission: 'exports.approve',
  query: pageQuery,
  response: pageOf(ExportRequest),
})

export const approveExport = endpoint({
  method: 'POST',
  path: '/exports/:id/approve',
  summary: 'Let a list be built; full numbers only when they are allowed here in so many words',
  tag,
  permission: 'exports.approve',
  params: byId,
  body: z.object({
    /** The number of rows that was read on the request. */
    rows: z.number().int().min(0),
    fullNumbers: z.boolean(),
    note: z.string().trim().max(500).default(''),
    /** How long the file can be downloaded. */
    hours: z.number().int().min(1).max(168).default(24),
  }),
  response: ExportRequest,
})

export const refuseExport = endpoint({
  method: 'POST',
  path: '/exports/:id/refuse',
  summary: 'Refuse a request, with the reason',
  tag,
  permission: 'exports.approve',
  params: byId,
  body: z.object({ note: z.string().trim().min(2).max(500) }),
  response: ExportRequest,
})

export const withdrawExport = endpoint({
  method: 'POST',
  path: '/exports/:id/withdraw',
  summary: 'Take back a request of my own, or delete its file before it expires',
  tag,
  permission: 'exports.request',
  params: byId,
  body: nothing,
  response: ExportRequest,
})

export const downloadExport = endpoint({
  method: 'GET',
  path: '/exports/:id/file',
  summary: 'The file of an approved request, for the person who asked, until it expires',
  tag,
  permission: 'exports.request',
  kind: 'download',
  params: byId,
})
