import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import type { ImportMapping } from './contract.ts'
import { type ImportKind, importKind } from './import-kind.ts'
import { guessMapping } from './import-mapping.ts'
import { profileFor } from './profile-store.ts'
import { dialectOf, type TablePart } from './read-csv.ts'
import { bytesOfImport, sheetsOf, tableOf } from './read-table.ts'
import { importReasons } from './reasons.ts'
import { correctedRun } from './rules.ts'
import { importRun, type RunRow } from './store.ts'

const ROWS = 20
const COLUMNS = 1000
const SHOWN = 200

type Told = Pick<ImportMapping, 'encoding' | 'sheet'>

/**
 * The first rows of an uploaded file with a proposed mapping: that of the import it corrects, else of the profile with the
 * same header, else by the words of the header. Refuses an import whose file is not there whole.
 */
export async function previewImport(db: Database, actor: Actor, importId: string, language: Language, told: Told = {}) {
  permit(actor, 'customers.import')
  const run = await inScope(db, actor, tx => importRun(tx, actor, importId))
  if (!run) throw notFound()
  if (run.state === 'uploading') throw new Refusal('conflict', importReasons['file-missing'])
  const kind = importKind(run.kind)
  const head = await headOf(db, actor, run, { ...run.mapping, ...told })
  const { sheets, sheet } = await sheetsOf(db, actor, run)
  const encoding = run.format === 'csv' ? (told.encoding ?? run.mapping?.encoding ?? run.encoding) : null
  const proposed = await proposedMapping(db, actor, run, kind, head)
  return {
    format: run.format,
    encoding,
    delimiter: encoding && (await delimiterOf(db, actor, run.id, encoding)),
    sheets: [...sheets],
    sheet: told.sheet ?? run.mapping?.sheet ?? sheet,
    corrects: proposed.corrects,
    profileId: proposed.profileId,
    header: head.header,
    rows: head.rows.slice(0, ROWS).map(row => row.cells.map(shown)),
    fields: kind.fields.map(({ name, label, required = false, several = false }) => {
      return { name, label: label[language], required, several }
    }),
    settings: [...kind.settings],
    mapping: { ...proposed.mapping, ...told },
  }
}

async function proposedMapping(db: Database, actor: Actor, run: RunRow, kind: ImportKind, head: TablePart) {
  const { corrected, profile } = await inScope(db, actor, async tx => ({
    corrected: await correctedBy(tx, actor, run, head),
    profile: await profileFor(tx, actor.orgId, run.kind, head.header),
  }))
  const corrects = corrected?.id ?? null
  if (run.mapping) return { mapping: run.mapping, corrects, profileId: null }
  if (corrected?.mapping) {
    const { encoding: _, sheet: __, ...mapping } = corrected.mapping
    return { mapping, corrects, profileId: null }
  }
  if (profile) return { mapping: profile.mapping, corrects, profileId: profile.id }
  return { mapping: guessMapping(kind, head.header), corrects, profileId: null }
}

/** The import of the same kind whose rejected rows a file brings again. */
export async function correctedBy(
  tx: Parameters<typeof importRun>[0],
  actor: Actor,
  run: Pick<RunRow, 'id' | 'kind'>,
  head: TablePart,
): Promise<RunRow | undefined> {
  const id = correctedRun(head.header, head.rows[0]?.cells)
  const found = id && id !== run.id ? await importRun(tx, actor, id) : undefined
  return found?.kind === run.kind ? found : undefined
}

function shown(cell: string): string {
  return cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell
}

async function delimiterOf(
  db: Database,
  actor: Actor,
  importId: string,
  encoding: NonNullable<RunRow['encoding']>,
): Promise<string> {
  for await (const bytes of bytesOfImport(db, actor, importId)) {
    return dialectOf(new TextDecoder(encoding).decode(bytes)).delimiter
  }
  return ','
}

/** Header and first rows of an uploaded file; refuses one without rows, and one that is no table of text. */
export async function headOf(db: Database, actor: Actor, run: RunRow, told: Told): Promise<TablePart> {
  for await (const part of tableOf(db, actor, run, told)) {
    checkTable(part)
    if (part.rows.length > 0) return part
  }
  throw new Refusal('invalid', importReasons['file-empty'])
}

function checkTable({ header, rows, endless }: TablePart): void {
  if (header.some(name => name.includes('\0'))) throw new Refusal('invalid', importReasons['file-not-text'])
  if (header.length > COLUMNS) {
    throw new Refusal('invalid', importReasons['too-many-columns'], { columns: header.length, most: COLUMNS })
  }
  if (endless !== null && rows.length === 0)
    throw new Refusal('invalid', importReasons['row-endless'], { row: endless })
}
