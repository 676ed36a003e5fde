import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound, Refusal } from '../platform/refusal.ts'
import { importKind } from './import-kind.ts'
import { guessMapping } from './import-mapping.ts'
import { type CsvPart, dialectOf, readCsv } from './read-csv.ts'
import { importReasons } from './reasons.ts'
import { importRun } from './store.ts'
import { bytesOfImport } from './upload-import-file.ts'

const ROWS = 20
const COLUMNS = 1000
const SHOWN = 200

/** The first rows of an uploaded file with a proposed mapping; refuses an import whose file is not there whole. */
export async function previewImport(db: Database, actor: Actor, importId: string, language: Language) {
  permit(actor, 'customers.import')
  const run = await inScope(db, actor, tx => importRun(tx, actor, importId))
  if (!run) throw notFound()
  const { encoding } = run
  if (!encoding) throw new Refusal('conflict', importReasons['file-missing'])
  const kind = importKind(run.kind)
  const head = await headOf(db, actor, run.id, encoding)
  return {
    encoding,
    delimiter: head.delimiter,
    header: head.header,
    rows: head.rows.slice(0, ROWS).map(row => row.cells.map(shown)),
    fields: kind.fields.map(({ name, label, required = false, several = false }) => {
      return { name, label: label[language], required, several }
    }),
    mapping: run.mapping ?? guessMapping(kind, head.header),
  }
}

function shown(cell: string): string {
  return cell.length > SHOWN ? `${cell.slice(0, SHOWN)}…` : cell
}

/** Header and first rows of an uploaded file; refuses one without rows, and one that is no table of text. */
export async function headOf(
  db: Database,
  actor: Actor,
  importId: string,
  encoding: Parameters<typeof readCsv>[1],
): Promise<CsvPart & { delimiter: string }> {
  let delimiter = ','
  async function* firstBytes() {
    for await (const bytes of bytesOfImport(db, actor, importId)) {
      delimiter = dialectOf(new TextDecoder(encoding).decode(bytes)).delimiter
      yield bytes
      return
    }
  }
  for await (const part of readCsv(firstBytes(), encoding)) {
    checkTable(part)
    if (part.rows.length > 0) return { ...part, delimiter }
  }
  throw new Refusal('invalid', importReasons['file-empty'])
}

function checkTable({ header, rows, endless }: CsvPart): void {
  if (header.some(name => name.includes('\0'))) throw new Refusal('invalid', importReasons['file-not-text'])
  if (header.length > COLUMNS) {
    throw new Refusal('invalid', importReasons['too-many-columns'], { columns: header.length, most: COLUMNS })
  }
  if (endless && rows.length === 0) throw new Refusal('invalid', importReasons['row-endless'])
}
