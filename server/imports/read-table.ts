import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { openWorkbook, type Workbook, type WorkbookBytes, WorkbookRefused } from '../platform/read-workbook.ts'
import { Refusal } from '../platform/refusal.ts'
import { seal, unseal } from '../privacy/index.ts'
import type { ImportMapping } from './contract.ts'
import { chunk } from './file-store.ts'
import { distinct, type Encoding, readCsv, type TablePart } from './read-csv.ts'
import { importReasons } from './reasons.ts'
import { correctedRun } from './rules.ts'
import type { RunRow } from './store.ts'

/** Bytes of a piece in which a file is stored. */
export const CHUNK = 1024 * 1024

type Told = Pick<ImportMapping, 'encoding' | 'sheet'>

/**
 * The table in the file of an import, part by part in bounded memory, whatever its format. What the mapping says of
 * encoding and sheet goes before what was guessed. Refuses a workbook that cannot be read safely.
 */
export async function* tableOf(
  db: Database,
  actor: Actor,
  run: Pick<RunRow, 'id' | 'format' | 'encoding' | 'sizeBytes'>,
  told: Told = {},
): AsyncGenerator<TablePart, void, void> {
  const parts =
    run.format === 'xlsx'
      ? workbookParts(bytesAt(db, actor, run), told.sheet)
      : readCsv(bytesOfImport(db, actor, run.id), told.encoding ?? run.encoding ?? 'utf-8')
  for await (const part of parts) yield correctedRun(part.header, part.rows[0]?.cells) ? withoutApostrophes(part) : part
}

/** The sheets of an uploaded workbook, and the one that is read unless the mapping names another. */
export async function sheetsOf(
  db: Database,
  actor: Actor,
  run: Pick<RunRow, 'id' | 'format' | 'sizeBytes'>,
): Promise<{ sheets: readonly string[]; sheet: string | null }> {
  if (run.format !== 'xlsx') return { sheets: [], sheet: null }
  return refusing(async () => {
    const book = await openWorkbook(bytesAt(db, actor, run))
    return { sheets: book.sheets, sheet: (await firstFilled(book)) ?? null }
  })
}

/** A cell of a file of rejected rows carries an apostrophe that keeps spreadsheets from running it. */
function withoutApostrophes(part: TablePart): TablePart {
  const bare = (cell: string) => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
  return {
    ...part,
    header: part.header.map(bare),
    rows: part.rows.map(row => ({ ...row, cells: row.cells.map(bare) })),
  }
}

async function* workbookParts(bytes: WorkbookBytes, sheet: string | undefined): AsyncGenerator<TablePart> {
  const book = await refusing(() => openWorkbook(bytes))
  const name = sheet ?? (await refusing(() => firstFilled(book)))
  if (name === undefined) return
  if (!book.sheets.includes(name)) throw new Refusal('invalid', importReasons['sheet-unknown'], { sheet: name })
  let header: string[] | undefined
  const parts = book.rows(name)
  const waiting: { number: number; cells: string[] }[] = []
  for (;;) {
    const { value, done } = await refusing(() => parts.next())
    if (done || !value) break
    const filled = value.rows.filter(row => row.cells.some(cell => cell.trim() !== ''))
    if (header) {
      if (filled.length > 0) yield { header, rows: filled, bytes: Math.floor(bytes.size * value.share), endless: null }
      continue
    }
    waiting.push(...filled)
    const top = waiting.findIndex((row, at) => at >= MOST_TITLES || !isTitle(row.cells, waiting[at + 1]?.cells))
    if (top < 0 || (top < MOST_TITLES && top === waiting.length - 1)) continue
    header = distinct(waiting[top]!.cells)
    yield { header, rows: waiting.slice(top + 1), bytes: Math.floor(bytes.size * value.share), endless: null }
  }
  if (!header && waiting.length > 0)
    yield { header: distinct(waiting[0]!.cells), rows: waiting.slice(1), bytes: bytes.size, endless: null }
}

const MOST_TITLES = 5

/** A title spread over merged cells is one filled cell above a row of several. */
function isTitle(cells: readonly string[], below: readonly string[] | undefined): boolean {
  const filled = (row: readonly string[]) => row.filter(cell => cell.trim() !== '').length
  return below !== undefined && filled(cells) === 1 && filled(below) > 1
}

async function firstFilled(book: Workbook): Promise<string | undefined> {
  for (const sheet of book.sheets) {
    for await (const { rows } of book.rows(sheet)) {
      if (rows.some(row => row.cells.some(cell => cell.trim() !== ''))) return sheet
    }
  }
  return undefined
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WorkbookRefused) throw new Refusal('invalid', importReasons[`workbook-${error.why}`])
    throw error
  }
}

/** The bytes of an uploaded file, piece by piece. */
export async function* bytesOfImport(
  db: Database,
  actor: Actor,
  importId: string,
): AsyncGenerator<Uint8Array, void, void> {
  for (let number = 0; ; number++) {
    const bytes = await pieceOf(db, actor, importId, number)
    if (!bytes) return
    yield bytes
  }
}

/** The bytes of an uploaded file at any place; the last two pieces read stay in memory. */
function bytesAt(db: Database, actor: Actor, run: Pick<RunRow, 'id' | 'sizeBytes'>): WorkbookBytes {
  const kept = new Map<number, Buffer>()
  const piece = async (number: number) => {
    const bytes = kept.get(number) ?? (await pieceOf(db, actor, run.id, number)) ?? Buffer.alloc(0)
    kept.delete(number)
    kept.set(number, bytes)
    if (kept.size > 2) kept.delete(kept.keys().next().value!)
    return bytes
  }
  return {
    size: run.sizeBytes,
    async read(start, end) {
      const parts: Buffer[] = []
      for (let number = Math.floor(start / CHUNK); number * CHUNK < end; number++) {
        const from = number * CHUNK
        parts.push((await piece(number)).subarray(Math.max(0, start - from), end - from))
      }
      return Buffer.concat(parts)
    },
  }
}

function pieceOf(db: Database, actor: Actor, importId: string, number: number): Promise<Buffer | undefined> {
  return inScope(db, actor, async tx => {
    const row = await chunk(tx, actor.orgId, importId, number)
    return row && unseal(tx, actor, placeOf(importId, number), row.ciphertext)
  })
}

/** Closes a piece of a file so that it opens at its place alone. */
export function sealPiece(
  tx: Parameters<typeof seal>[0],
  actor: Actor,
  importId: string,
  number: number,
  bytes: Uint8Array,
): Promise<Buffer> {
  return seal(tx, actor, placeOf(importId, number), bytes)
}

function placeOf(importId: string, number: number): string {
  return `import-chunk:${importId}:${number}`
}

export type { Encoding }
