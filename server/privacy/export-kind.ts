import type { z } from 'zod'
import type { Permission } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { Cell, Column } from '../platform/workbook.ts'

/** What is built for a request: in the name of the person who asked, in his branches, with masks unless full numbers are allowed. */
export interface ExportContext {
  actor: Actor
  language: Language
  fullNumbers: boolean
  signal?: AbortSignal
}

/** A kind of list that can leave the house. A new kind is one such object, registered once. */
export interface ExportKind {
  name: string
  label: Record<Language, string>
  /** Without it nobody may ask for this list. */
  permission: Permission
  /** Checks what the list is cut by. */
  criteria: z.ZodType
  /** What the list is cut by, for the person who decides. Stands in clear: must not hold an identifier. */
  summary(tx: Tx, actor: Actor, criteria: unknown, language: Language): Promise<string>
  count(tx: Tx, actor: Actor, criteria: unknown): Promise<number>
  columns(language: Language, fullNumbers: boolean): readonly Column[]
  /** The rows in steps, each in a transaction of its own, so that memory and locks stay bounded. */
  rows(db: Database, criteria: unknown, context: ExportContext): AsyncIterable<readonly Cell[]>
}

const kinds = new Map<string, ExportKind>()

/** Makes a kind of list exportable. */
export function registerExportKind(kind: ExportKind): void {
  kinds.set(kind.name, kind)
}

/** The kind with a name; `undefined` when there is none. */
export function exportKind(name: string): ExportKind | undefined {
  return kinds.get(name)
}
