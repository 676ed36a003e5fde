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
export const ImportFormat = z.enum(['csv', 'xlsx'])
/** Whence the rows came: a file somebody chose, the API, a terminal, a watched folder. */
export const ImportSource = z.enum(['file', 'api', 'terminal', 'folder'])

export const ImportEncoding = z.enum(['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'])
export type ImportEncoding = z.output<typeof ImportEncoding>

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
    /** Encoding of a CSV file, where the guess is not right. */
    encoding: ImportEncoding.optional(),
    /** Sheet of a workbook; the first that is not empty by default. */
    sheet: z.string().max(200).optional(),
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
    format: ImportFormat,
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

export const listImportKinds = endpoint({
  method: 'GET',
  path: '/import-kinds',
  summary: 'What can be imported',
  tag,
  permission: 'customers.import',
  response: z.object({ items: z.array(z.object({ name: ImportKindName, label: z.string(), hint: z.string() })) }),
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
  summary: 'Send the file of an import, CSV or XLSX, as a byte stream; it is stored encrypted',
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
  query: z.object({ encoding: ImportEncoding.optional(), sheet: z.string().max(200).optional() }),
  response: z.object({
    format: ImportFormat,
    /** Of a CSV file. */
    encoding: ImportEncoding.nullable(),
    delimiter: z.string().nullable(),
    /** Of a workbook: its sheets, and the one shown here. */
    sheets: z.array(z.string()),
    sheet: z.string().nullable(),
    /** The import whose rejected rows this file brings again. */
    corrects: id.nullable(),
    /** The profile that was recognised by the header. */
    profileId: id.nullable(),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    fields: z.array(ImportField),
    /** What the mapping may say beside the columns. */
    settings: z.array(z.enum(['country', 'timeZone', 'dateOrder', 'currency', 'createCustomers'])),
    mapping: ImportMapping,
  }),
})

export const checkImport = endpoint({
  method: 'POST',
  path: '/imports/:id/check',
  summary: 'Try the first 500 rows out without keeping anything: which would be rejected, and why',
  tag,
  permission: 'customers.import',
  params: byId,
  body: z.object({ mapping: ImportMapping }),
  response: z.object({
    header: z.array(z.string()),
    rows: count,
    rejected: count,
    problems: z.array(
      z.object({
        row: count,
        reason: z.string(),
        sentence: z.string(),
        /** The columns at fault, where it is not the row as a whole. */
        columns: z.array(z.string()),
        cells: z.array(z.string()),
      }),
    ),
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
  query: pageQuery.extend({ source: ImportSource.optional() }),
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
  summary:
    'The rejected rows as they were, with the reason of each, as CSV or, when they came so, as XLSX; to be mended and sent again',
  tag,
  permission: 'customers.import',
  kind: 'download',
  params: byId,
})
