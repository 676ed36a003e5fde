import { z } from 'zod'
import { byId, endpoint, id, instant, pageOf, pageQuery } from '../platform/endpoint.ts'

const tag = 'imports'

/** A kind of rows that is registered, such as `customers`; `listImportKinds` answers all. */
export const ImportKindName = z.string().regex(/^[a-z][a-z-]{0,49}$/)
export const ImportState = z.enum([
  'uploading',
  'uploaded',
  'running',
  'finished',
  'failed',
  'cancelled',
  'undoing',
  'undone',
])
/** Whence the rows came: a file somebody chose, the API, a terminal, a watched folder. */
export const ImportSource = z.enum(['file', 'api', 'terminal', 'folder'])

/** Which columns, by their header, hold which field, and what the file does not say itself. */
export const ImportMapping = z
  .object({
    columns: z.record(z.string().max(50), z.array(z.string().max(500)).max(20)),
    /** Country (ISO 3166) of numbers without one; the organisation's by default. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    /** Time zone (IANA) of times without one; the organisation's by default. */
    timeZone: z.string().max(60).optional(),
    /** Order of day and month in dates such as 12/1/10; found out from the file by default. */
    dateOrder: z.enum(['mdy', 'dmy']).optional(),
    /** Currency (ISO 4217) of amounts without one. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    /** Orders: add customers that are not there yet, under their customer number. */
    createCustomers: z.boolean().optional(),
  })
  .meta({ id: 'ImportMapping' })
export type ImportMapping = z.output<typeof ImportMapping>

const count = z.number().int()

export const ImportRun = z
  .object({
    id,
    kind: ImportKindName,
    fileName: z.string(),
    branchId: id,
    state: ImportState,
    sizeBytes: count,
    readBytes: count,
    /** Every row that was read is new, changed, unchanged, rejected, or (orders) still waiting to be put in place. */
    rowsRead: count,
    rowsNew: count,
    rowsChanged: count,
    rowsUnchanged: count,
    rowsRejected: count,
    /** Further counts of the kind, such as `orders` and `customersAdded`. */
    counts: z.record(z.string(), z.number()),
    /** A code of `importReasons`; the run can be started again and goes on where it stopped. */
    failure: z.string().nullable(),
    source: ImportSource,
    format: z.enum(['csv', 'xlsx']),
    /** The import whose rejected rows this file brings again, mended. */
    corrects: id.nullable(),
    rowsToUndo: count,
    rowsUndone: count,
    undoneByName: z.string().nullable(),
    undoneAt: instant.nullable(),
    createdBy: id.nullable(),
    createdByName: z.string().nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ImportRun' })

export const ImportField = z.object({
  name: z.string(),
  label: z.string(),
  required: z.boolean(),
  /** Whether several columns may hold it. */
  several: z.boolean(),
})

export const createImport = endpoint({
  method: 'POST',
  path: '/imports',
  summary: 'Begin an import; its file is sent next',
  tag,
  permission: 'customers.import',
  status: 201,
  body: z.object({
    kind: ImportKindName,
    fileName: z.string().trim().min(1).max(300),
    branchId: id.optional(),
  }),
  response: ImportRun,
})

export const uploadImportFile = endpoint({
  method: 'PUT',
  path: '/imports/:id/file',
  summary: 'Send the CSV file of an import as a byte stream; it is stored encrypted',
  tag,
  permission: 'customers.import',
  kind: 'upload',
  params: byId,
  response: ImportRun,
})

export const previewImport = endpoint({
  method: 'GET',
  path: '/imports/:id/preview',
  summary: 'The first rows of the file and a proposed mapping',
  tag,
  permission: 'customers.import',
  params: byId,
  response: z.object({
    encoding: z.string(),
    delimiter: z.string(),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    fields: z.array(ImportField),
    mapping: ImportMapping,
  }),
})

export const startImport = endpoint({
  method: 'POST',
  path: '/imports/:id/start',
  summary: 'Start the import in the background, or go on with one that failed',
  tag,
  permission: 'customers.import',
  params: byId,
  body: z.object({ mapping: ImportMapping }),
  response: ImportRun,
})

export const cancelImport = endpoint({
  method: 'POST',
  path: '/imports/:id/cancel',
  summary: 'Stop an import; what it has put in place stays',
  tag,
  permission: 'customers.import',
  params: byId,
  response: ImportRun,
})

export const undoImport = endpoint({
  method: 'POST',
  path: '/imports/:id/undo',
  summary: 'Take a whole import back in the background, except what was changed or built upon since',
  tag,
  permission: 'customers.import',
  params: byId,
  response: ImportRun,
})

export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  summary: 'Imports, newest first',
  tag,
  permission: 'customers.import',
  query: pageQuery,
  response: pageOf(ImportRun),
})

export const getImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  summary: 'One import with its progress and what was rejected why',
  tag,
  permission: 'customers.import',
  params: byId,
  response: z.object({
    run: ImportRun,
    mapping: ImportMapping.nullable(),
    rejections: z.array(z.object({ reason: z.string(), sentence: z.string(), rows: count })),
    /** What taking the import back did: rows of each noun that were removed, restored, and stay, and why. */
    undone: z.array(z.object({ noun: z.string(), label: z.string(), removed: count, restored: count })),
    kept: z.array(
      z.object({
        noun: z.string(),
        label: z.string(),
        reason: z.string(),
        sentence: z.string(),
        rows: count,
        /** A few of them. */
        ids: z.array(id),
      }),
    ),
  }),
})

export const downloadRejections = endpoint({
  method: 'GET',
  path: '/imports/:id/rejections',
  summary: 'The rejected rows as they were, with the reason of each, as CSV',
  tag,
  permission: 'customers.import',
  kind: 'download',
  params: byId,
})
