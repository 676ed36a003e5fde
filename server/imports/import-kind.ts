import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Reason } from '../platform/reason.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ImportMapping } from './contract.ts'
import { importReasons } from './reasons.ts'

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
  /** The file as whoever chose it called it. */
  fileName: string
  /** Who of the staff started the run; `null` when the operator of the machine did. */
  startedBy: string | null
  /** The branch new customers come under, and the branches the run may touch: it and those below. */
  branchId: string
  branchIds: ReadonlySet<string>
  branchIdByName: ReadonlyMap<string, string>
  country: string
  timeZone: string
  mapping: ImportMapping
  /** Whether whoever started the run may also keep customers by hand, and so bring new tags. */
  mayWrite: boolean
}

export interface RejectedRow {
  number: number
  reason: string
  /** The field whose cell is at fault, where it is one. */
  field?: string
  /** Stands in clear: must not hold an identifier. */
  facts?: Record<string, unknown>
}

/** What became of rows: each is counted once, here or when its kind puts staged rows in place. */
export interface BatchOutcome {
  new: number
  changed: number
  unchanged: number
  rejected: RejectedRow[]
  /** What became of each row that was not rejected, by its number; a kind that stages its rows leaves it out. */
  fates?: ReadonlyMap<number, 'new' | 'changed' | 'unchanged'>
  /** Further counts to add up over the run. */
  counts?: Record<string, number>
}

/** A row that an import changed. `before` and `after` hold the same columns, as its noun wrote them down. */
export interface ImportChange {
  id: string
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** A row that cannot be taken back: `reason` is a code of `keptReasons`. */
export interface KeptRow {
  id: string
  reason: string
}

/** What imports put in place, and how it is taken back. Kinds may share a noun. */
export interface ImportedNoun {
  name: string
  label: { zh: string; en: string }
  /** Whether rows of other nouns may be built on its rows, so that these are taken back after all others. */
  comesLast?: true
  /**
   * Removes rows that an import added, with what belongs to them alone, and answers those that stay: somebody changed
   * them since, or something else is built on them (`builtOn`). `at` is when the import wrote them.
   */
  remove(
    tx: Tx,
    actor: Actor,
    importId: string,
    rows: readonly { id: string; at: Temporal.Instant }[],
  ): Promise<KeptRow[]>
  /** Puts rows back as they were where they are still as the import left them, and answers the others. Each row comes once. */
  restore(tx: Tx, actor: Actor, importId: string, changes: readonly ImportChange[]): Promise<KeptRow[]>
}

/** Questions a kind may ask beside the columns. */
export type ImportSetting = 'country' | 'timeZone' | 'dateOrder' | 'currency' | 'createCustomers'

/** A kind of rows that can be imported. A new kind is one such object, registered once. */
export interface ImportKind {
  name: string
  label: { zh: string; en: string }
  /** What one row is, and what becomes of what is there already. */
  hint?: { zh: string; en: string }
  fields: readonly ImportField[]
  settings: readonly ImportSetting[]
  rejections: Record<string, Reason<never>>
  /** What its rows become; every row that `apply` and `settle` add or change is told to `noteAdded` and `noteChanged`. */
  nouns: readonly ImportedNoun[]
  /** Reads the whole file once before the first row, when the mapping leaves something to be found out. */
  survey?(mapping: ImportMapping): { see(row: ImportRow): void; found(): Partial<ImportMapping> } | undefined
  /** Makes everybody wait who writes what this kind writes, until the transaction ends. Comes before every step. */
  lock(tx: Tx, orgId: string): Promise<void>
  /** Takes rows in, in one transaction. The same rows again change nothing. */
  apply(tx: Tx, actor: Actor, context: ImportContext, rows: readonly ImportRow[]): Promise<BatchOutcome>
  /**
   * The part of `apply` that asks nothing of what earlier rows put in place, and what is then left to do: a large file is
   * made ready in a transaction of its own while the rows before are still being written. It may run without the rest, and
   * again.
   */
  prepare?(
    tx: Tx,
    actor: Actor,
    context: ImportContext,
    rows: readonly ImportRow[],
  ): Promise<(tx: Tx) => Promise<BatchOutcome>>
  /** Puts staged rows in place, one bounded step per transaction, until it answers `null`. */
  settle?(tx: Tx, actor: Actor, context: ImportContext): Promise<Omit<BatchOutcome, 'rejected'> | null>
  /** Forgets what is staged for a run that ends before it is settled. */
  discard?(tx: Tx, orgId: string, importId: string): Promise<void>
}

const kinds = new Map<string, ImportKind>()
const nouns = new Map<string, ImportedNoun>()

/** Makes a kind of rows importable. Called once per kind, when the program is wired. */
export function registerImportKind(kind: ImportKind): void {
  kinds.set(kind.name, kind)
  for (const noun of kind.nouns) nouns.set(noun.name, noun)
}

/** Every kind, in the order they were registered. */
export function importKinds(): readonly ImportKind[] {
  return [...kinds.values()]
}

/** Refuses a kind that is not registered. */
export function importKind(name: string): ImportKind {
  const kind = kinds.get(name)
  if (!kind) throw new Refusal('invalid', importReasons['kind-unknown'], { kind: name })
  return kind
}

/** The nouns whose rows are taken back after all others. */
export const nounsTakenBackLast = (): string[] =>
  [...nouns.values()].filter(noun => noun.comesLast).map(noun => noun.name)

/** What the journal calls by this name. */
export function importedNoun(name: string): ImportedNoun {
  const noun = nouns.get(name)
  if (!noun) throw new Error(`no imported noun ${name} is registered`)
  return noun
}
