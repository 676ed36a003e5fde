import { Readable } from 'node:stream'
import parseSax, { type SaxEvent } from 'exceljs/lib/utils/parse-sax.js'
import yauzl from 'yauzl'
import { type CellStyle, cellText, stylesOf } from './workbook-cells.ts'

/** A file that can be read at any place. */
export interface WorkbookBytes {
  size: number
  read(start: number, end: number): Promise<Buffer>
}

export interface WorkbookRow {
  /** Its place in the sheet, the first row being 1. */
  number: number
  cells: string[]
}

export interface Workbook {
  /** The sheets that are shown, in order. */
  sheets: readonly string[]
  /** The rows of a sheet, some at a time, with the share of the sheet read so far (0 to 1). */
  rows(sheet: string): AsyncGenerator<{ rows: WorkbookRow[]; share: number }, void, void>
}

/** Why a workbook is not read. Nothing of it has been unpacked beyond the limits. */
export class WorkbookRefused extends Error {
  readonly why: 'damaged' | 'locked' | 'bomb' | 'too-many-texts'
  constructor(why: WorkbookRefused['why']) {
    super(why)
    this.why = why
  }
}

const MOST_ENTRIES = 10_000
/** Bytes that a workbook may unpack to. A sheet of a million rows by twenty columns has about one gigabyte. */
const MOST_UNPACKED = 4 * 1024 ** 3
/** Spreadsheets pack to a tenth, at best to a fiftieth; only what was made to explode packs to less. */
const MOST_RATIO = 400
const SMALL = 16 * 1024 ** 2
/** Bytes of texts that sheets share, all held in memory. */
const MOST_TEXTS = 96 * 1024 ** 2
const MOST_COLUMNS = 16_384
/** Columns that are read; no table has more, and one cell far to the right must not make a row of thousands. */
const READ_COLUMNS = 2000
const MOST_CELL = 1_000_000

/**
 * Opens an XLSX or XLSM file without unpacking it to disk. Macros, charts, links and everything else beside the cells
 * are never touched. Refuses what is no workbook, is locked by a password, or would unpack to more than the limits.
 */
export async function openWorkbook(bytes: WorkbookBytes): Promise<Workbook> {
  const entries = await entriesOf(bytes)
  const names = relations(await events(entries, 'xl/_rels/workbook.xml.rels'))
  const book = await events(entries, 'xl/workbook.xml')
  const since1904 = book.some(
    ({ eventType, value }) =>
      eventType === 'opentag' &&
      value.name.endsWith('workbookPr') &&
      /^(1|true)$/.test(value.attributes.date1904 ?? ''),
  )
  const paths = new Map<string, string>()
  for (const { eventType, value } of book) {
    if (eventType !== 'opentag' || plain(value.name) !== 'sheet') continue
    const target = names.get(value.attributes['r:id'] ?? '')
    const shown = (value.attributes.state ?? 'visible') === 'visible'
    if (target && shown && entries.has(target)) paths.set(value.attributes.name ?? target, target)
  }
  const styles = entries.has('xl/styles.xml') ? stylesOf(await events(entries, 'xl/styles.xml')) : []
  let texts: Promise<string[]> | undefined
  return {
    sheets: [...paths.keys()],
    async *rows(sheet) {
      texts ??= sharedTexts(entries)
      const reading = { texts: await texts, styles, since1904 }
      const entry = entries.get(paths.get(sheet) ?? '')
      if (entry) yield* sheetRows(entry, reading)
    },
  }
}

interface Entry {
  size: number
  open(): Promise<Readable>
}

/** The parts of the zip, inspected by their directory before a single byte is unpacked. */
async function entriesOf(bytes: WorkbookBytes): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  const zip = await guarded(() =>
    yauzl.fromRandomAccessReaderPromise(new Reader(bytes), bytes.size, { lazyEntries: true, autoClose: false }),
  )
  let [unpacked, packed] = [0, 0]
  await guarded(async () => {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize
      packed += entry.compressedSize
      const explodes = entry.uncompressedSize > SMALL && entry.uncompressedSize / entry.compressedSize > MOST_RATIO
      if (explodes || unpacked > MOST_UNPACKED || packed > bytes.size || entries.size >= MOST_ENTRIES)
        throw new WorkbookRefused('bomb')
      if (entry.isEncrypted()) throw new WorkbookRefused('locked')
      entries.set(entry.fileName, { size: entry.uncompressedSize, open: () => zip.openReadStreamPromise(entry) })
    }
  })
  if (!entries.has('xl/workbook.xml') || !entries.has('xl/_rels/workbook.xml.rels'))
    throw new WorkbookRefused('damaged')
  return entries
}

class Reader extends yauzl.RandomAccessReader {
  readonly #bytes: WorkbookBytes
  constructor(bytes: WorkbookBytes) {
    super()
    this.#bytes = bytes
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const bytes = this.#bytes
    async function* pieces() {
      const PIECE = 256 * 1024
      for (let at = start; at < end; at += PIECE) yield await bytes.read(at, Math.min(end, at + PIECE))
    }
    return Readable.from(pieces(), { objectMode: false })
  }
}

/** Whatever goes wrong while reading somebody's zip or XML is his file's fault, except our own refusals. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof WorkbookRefused ? error : Object.assign(new WorkbookRefused('damaged'), { cause: error })
  }
}

async function* saxOf(entry: Entry): AsyncGenerator<{ events: SaxEvent[]; share: number }> {
  const stream = await guarded(() => entry.open())
  const decoder = new TextDecoder()
  let read = 0
  async function* texts() {
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      read += bytes.length
      yield decoder.decode(bytes, { stream: true })
    }
  }
  const parsed = parseSax(texts())
  try {
    for (;;) {
      const { value, done } = await guarded(() => parsed.next())
      if (done || !value) return
      yield { events: value, share: entry.size > 0 ? read / entry.size : 1 }
    }
  } finally {
    stream.destroy()
  }
}

/** All events of a small part; a bigger one is not what it says. */
async function events(entries: ReadonlyMap<string, Entry>, path: string): Promise<SaxEvent[]> {
  const entry = entries.get(path)!
  if (entry.size > SMALL) throw new WorkbookRefused('bomb')
  const all: SaxEvent[] = []
  for await (const part of saxOf(entry)) all.push(...part.events)
  return all
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The paths of the parts a workbook is made of, by relation id. */
function relations(all: readonly SaxEvent[]): Map<string, string> {
  const paths = new Map<string, string>()
  for (const { eventType, value } of all) {
    if (eventType !== 'opentag' || plain(value.name) !== 'Relationship') continue
    const { Id = '', Target = '' } = value.attributes
    paths.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
  }
  return paths
}

/** The texts that cells refer to by number; of a text in several styles all runs, without its reading aid. */
async function sharedTexts(entries: ReadonlyMap<string, Entry>): Promise<string[]> {
  const entry = entries.get('xl/sharedStrings.xml')
  if (!entry) return []
  if (entry.size > MOST_TEXTS) throw new WorkbookRefused('too-many-texts')
  const texts: string[] = []
  let [text, inText, aside] = ['', false, false]
  for await (const part of saxOf(entry)) {
    for (const { eventType, value } of part.events) {
      if (eventType === 'text') {
        if (inText && !aside) text += value
        continue
      }
      const name = plain(value.name)
      const opens = eventType === 'opentag'
      if (name === 'si' && opens) text = ''
      else if (name === 'si') texts.push(text)
      else if (name === 't') inText = opens
      else if (name === 'rPh') aside = opens
    }
  }
  return texts
}

interface Reading {
  texts: readonly string[]
  styles: readonly CellStyle[]
  since1904: boolean
}

async function* sheetRows(entry: Entry, reading: Reading) {
  const sheet = new SheetReader(reading)
  for await (const { events: some, share } of saxOf(entry)) {
    for (const event of some) sheet.see(event)
    const rows = sheet.taken()
    if (rows.length > 0) yield { rows, share }
  }
}

/** Puts rows together while the tags of a sheet pass by. Rows and cells need not say where they are. (ECMA-376 18.3.1) */
class SheetReader {
  readonly #reading: Reading
  #rows: WorkbookRow[] = []
  #row: WorkbookRow = { number: 0, cells: [] }
  #column = -1
  #type = ''
  #style = 0
  #text = ''
  #inValue = false
  #aside = false

  constructor(reading: Reading) {
    this.#reading = reading
  }

  taken(): WorkbookRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  see({ eventType, value }: SaxEvent): void {
    if (eventType === 'text') {
      if (this.#inValue && !this.#aside && this.#text.length <= MOST_CELL) this.#text += value
    } else if (eventType === 'opentag') this.#open(plain(value.name), value.attributes)
    else this.#close(plain(value.name))
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (name === 'v' || name === 't') this.#inValue = true
    else if (name === 'rPh') this.#aside = true
    else if (name === 'row') {
      this.#row = { number: Number(attributes.r) || this.#row.number + 1, cells: [] }
      this.#column = -1
    } else if (name === 'c') {
      this.#column = attributes.r ? columnOf(attributes.r) : this.#column + 1
      if (this.#column >= MOST_COLUMNS) throw new WorkbookRefused('damaged')
      this.#type = attributes.t ?? 'n'
      this.#style = Number(attributes.s ?? 0)
      this.#text = ''
    }
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false
    else if (name === 'rPh') this.#aside = false
    else if (name === 'row') this.#rows.push(this.#row)
    else if (name === 'c' && this.#text !== '' && this.#column < READ_COLUMNS) {
      const { texts, styles, since1904 } = this.#reading
      const { cells } = this.#row
      while (cells.length < this.#column) cells.push('')
      const shared = this.#type === 's' ? (texts[Number(this.#text)] ?? '') : undefined
      cells[this.#column] = shared ?? cellText(this.#type, this.#text, styles[this.#style], since1904)
    }
  }
}

/** The column of a place such as `AB12`, from 0. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of place) {
    const digit = letter.charCodeAt(0) - 64
    if (digit < 1 || digit > 26) break
    column = column * 26 + digit
  }
  return column - 1
}
