import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Reason } from '../platform/reason.ts'
import type { ImportMapping } from './contract.ts'

export interface ImportField {
  name: string
  label: { zh: string; en: string }
  /** Words of a header that mean this field, in lower case without spaces and signs; the first fitting field wins. */
  words: readonly string[]
  required?: boolean
  several?: boolean
  /** How many characters a row may hold for it; 200 when left out. */
  longest?: number
}

/** One row of a file. Cells of fields are trimmed; several columns of one field are joined by `;`. */
export interface ImportRow {
  /** Its place in the file as a spreadsheet counts: the header is row 1. */
  number: number
  value(field: string): string
}

/** What a run may touch and what its file leaves unsaid. */
export interface ImportContext {
  importId: string
  /** The branch new customers come under, and the branches the run may touch: it and those below. */
  branchId: string
  branchIds: ReadonlySet<string>
  branchIdByName: ReadonlyMap<string, string>
  country: string
  timeZone: string
  mapping: ImportMapping
}

export interface RejectedRow {
  number: number
  reason: string
  /** Stands in clear: must not hold an identifier. */
  facts?: Record<string, unknown>
}

/** What became of rows: each is counted once, here or when its kind puts staged rows in place. */
export interface BatchOutcome {
  new: number
  changed: number
  unchanged: number
  rejected: RejectedRow[]
  /** Further counts to add up over the run. */
  counts?: Record<string, number>
}

/** A kind of rows that can be imported. A new kind is one such object, registered once. */
export interface ImportKind {
  name: string
  fields: readonly ImportField[]
  rejections: Record<string, Reason<never>>
  /** Reads the whole file once before the first row, when the mapping leaves something to be found out. */
  survey?(mapping: ImportMapping): { see(row: ImportRow): void; found(): Partial<ImportMapping> } | undefined
  /** Takes rows in, in one transaction that others of the organisation wait for. */
  apply(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]): Promise<BatchOutcome>
  /** Puts staged rows in place, one bounded step per transaction, until it answers `null`. */
  settle?(tx: Tx, actor: Actor, context: ImportContext): Promise<Omit<BatchOutcome, 'rejected'> | null>
  /** Forgets what is staged for a run that ends before it is settled. */
  discard?(tx: Tx, orgId: string, importId: string): Promise<void>
}

const kinds = new Map<string, ImportKind>()

/** Makes a kind of rows importable. Called once per kind, when the program is wired. */
export function registerImportKind(kind: ImportKind): void {
  kinds.set(kind.name, kind)
}

export function importKind(name: string): ImportKind {
  const kind = kinds.get(name)
  if (!kind) throw new Error(`no import kind ${name} is registered`)
  return kind
}
