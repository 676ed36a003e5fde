import Papa from 'papaparse'

import type { ImportEncoding } from './contract.ts'

export type Encoding = ImportEncoding

/** Characters of one row; a quote that has not ended by then never does. */
const ENDLESS = 16_000_000
const SAMPLE = 65_536
const BROKEN = '\ufffd'
/** The least byte that begins a character beyond ASCII. (RFC 3629) */
const LEADING = 0xc0
/** Text of another encoding read as UTF-8 breaks at every other character. */
const DAMAGED_ONE_IN = 20

/** Finds out the encoding of a file while its bytes pass by. */
export class EncodingGuess {
  #fits = (['utf-8', 'gb18030'] as const).map(name => ({
    name,
    decoder: new TextDecoder(name, { fatal: true }),
    ok: true,
  }))
  #mark: Encoding | undefined
  #first = true
  readonly #loose = new TextDecoder('utf-8')
  readonly #seen = { beyondAscii: 0, broken: 0 }

  see(bytes: Uint8Array): void {
    if (this.#first && bytes.length >= 2) {
      this.#first = false
      if (bytes[0] === 0xff && bytes[1] === 0xfe) this.#mark = 'utf-16le'
      if (bytes[0] === 0xfe && bytes[1] === 0xff) this.#mark = 'utf-16be'
    }
    const text = this.#loose.decode(bytes, { stream: true })
    for (let at = text.indexOf(BROKEN); at >= 0; at = text.indexOf(BROKEN, at + 1)) this.#seen.broken += 1
    // By its place: an iterator makes an object of each byte.
    for (let at = 0; at < bytes.length; at += 1) if (bytes[at]! >= LEADING) this.#seen.beyondAscii += 1
    for (const fit of this.#fits) {
      if (!fit.ok) continue
      try {
        fit.decoder.decode(bytes, { stream: true })
      } catch {
        fit.ok = false
      }
    }
  }

  /**
   * UTF-8 when every byte fits it or only a few are damaged (their rows are rejected), else what Chinese spreadsheets
   * write, else what Western ones do.
   */
  get encoding(): Encoding {
    const { beyondAscii, broken } = this.#seen
    if (!this.#mark && broken > 0 && broken * DAMAGED_ONE_IN < beyondAscii) return 'utf-8'
    return this.#mark ?? this.#fits.find(fit => fit.ok)?.name ?? 'windows-1252'
  }
}

export interface TablePart {
  header: string[]
  /** Rows without blank ones; the number is the row's place in the file, the header being row 1. */
  rows: { number: number; cells: string[] }[]
  /** Bytes of the file consumed so far. */
  bytes: number
  /** The row in which a quote was opened that never ends, or `null`; nothing comes after it. */
  endless: number | null
}

/** Reads CSV from a stream of bytes in bounded memory, one part per chunk. The delimiter is `,`, `;`, `|` or a tab. */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<TablePart> {
  const decoder = new TextDecoder(encoding)
  let [pending, bytes, number] = ['', 0, 0]
  let [parser, header]: [Papa.Parser | undefined, string[] | undefined] = [undefined, undefined]

  const parse = (last: boolean): TablePart | undefined => {
    parser ??= new Papa.Parser(dialectOf(pending))
    const { data, errors, meta }: Papa.ParseResult<string[]> = parser.parse(pending, 0, !last)
    const unended = last && errors.some(error => error.code === 'MissingQuotes')
    if (unended) data.pop()
    pending = last ? '' : pending.slice(meta.cursor)
    const rows: TablePart['rows'] = []
    for (const cells of data) {
      number += 1
      const end = cells.length - 1
      if (cells[end]?.endsWith('\r')) cells[end] = cells[end].slice(0, -1)
      if (cells.every(cell => cell.trim() === '')) continue
      if (header) rows.push({ number, cells })
      else header = distinct(cells)
    }
    const endless = unended || pending.length > ENDLESS ? number + 1 : null
    return header && { header, rows, bytes, endless }
  }

  for await (const chunk of chunks) {
    bytes += chunk.length
    pending += decoder.decode(chunk, { stream: true })
    if (!parser && pending.length < SAMPLE) continue
    const part = parse(false)
    if (part) yield part
    if (part && part.endless !== null) return
  }
  pending += decoder.decode()
  const part = pending === '' ? undefined : parse(true)
  if (part) yield part
}

const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter and line ending of a file by its first lines: what parts most of them into as many cells as the header. */
export function dialectOf(text: string): { delimiter: string; newline: '\n' | '\r' } {
  const newline = text.includes('\n') ? '\n' : '\r'
  const sample = text.slice(0, SAMPLE)
  const whole = sample.length < text.length ? sample.slice(0, sample.lastIndexOf(newline)) : sample
  let best = { delimiter: ',', agreeing: 0, columns: 1 }
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(whole, { preview: 20, newline, delimiter })
    const widths = data.filter(cells => cells.some(cell => cell.trim() !== '')).map(cells => cells.length)
    const columns = widths[0] ?? 1
    const agreeing = widths.filter(width => width === columns).length / widths.length
    const better = agreeing > best.agreeing || (agreeing === best.agreeing && columns > best.columns)
    if (columns > 1 && better) best = { delimiter, agreeing, columns }
  }
  return { delimiter: best.delimiter, newline }
}

/** Header names trimmed and made distinct; one without a name is called by its position. */
export function distinct(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, position) => {
    const name = cell.trim() || `#${position + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times > 1 ? `${name} (${times})` : name
  })
}
