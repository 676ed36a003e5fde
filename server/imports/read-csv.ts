import Papa from 'papaparse'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252'

const ENDLESS = 1_000_000
const SAMPLE = 65_536

/** Finds out the encoding of a file while its bytes pass by. */
export class EncodingGuess {
  #fits = (['utf-8', 'gb18030'] as const).map(name => ({
    name,
    decoder: new TextDecoder(name, { fatal: true }),
    ok: true,
  }))
  #mark: Encoding | undefined
  #first = true

  see(bytes: Uint8Array): void {
    if (this.#first && bytes.length >= 2) {
      this.#first = false
      if (bytes[0] === 0xff && bytes[1] === 0xfe) this.#mark = 'utf-16le'
      if (bytes[0] === 0xfe && bytes[1] === 0xff) this.#mark = 'utf-16be'
    }
    for (const fit of this.#fits) {
      if (!fit.ok) continue
      try {
        fit.decoder.decode(bytes, { stream: true })
      } catch {
        fit.ok = false
      }
    }
  }

  /** UTF-8 when every byte fits it, else what Chinese spreadsheets write, else what Western ones do. */
  get encoding(): Encoding {
    return this.#mark ?? this.#fits.find(fit => fit.ok)?.name ?? 'windows-1252'
  }
}

export interface CsvPart {
  header: string[]
  /** Rows without blank ones; the number is the row's place in the file, the header being row 1. */
  rows: { number: number; cells: string[] }[]
  /** Bytes of the file consumed so far. */
  bytes: number
  /** A quote was opened that never ends; nothing comes after this part. */
  endless: boolean
}

/** Reads CSV from a stream of bytes in bounded memory, one part per chunk. The delimiter is `,`, `;` or a tab. */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<CsvPart> {
  const decoder = new TextDecoder(encoding)
  let [pending, bytes, number] = ['', 0, 0]
  let [parser, header]: [Papa.Parser | undefined, string[] | undefined] = [undefined, undefined]

  const parse = (last: boolean): CsvPart | undefined => {
    parser ??= new Papa.Parser(dialectOf(pending))
    const { data, errors, meta }: Papa.ParseResult<string[]> = parser.parse(pending, 0, !last)
    const unended = last && errors.some(error => error.code === 'MissingQuotes')
    if (unended) data.pop()
    pending = last ? '' : pending.slice(meta.cursor)
    const rows: CsvPart['rows'] = []
    for (const cells of data) {
      number += 1
      if (cells.every(cell => cell.trim() === '')) continue
      if (header) rows.push({ number, cells })
      else header = distinct(cells)
    }
    return header && { header, rows, bytes, endless: unended || pending.length > ENDLESS }
  }

  for await (const chunk of chunks) {
    bytes += chunk.length
    pending += decoder.decode(chunk, { stream: true })
    if (!parser && pending.length < SAMPLE) continue
    const part = parse(false)
    if (part) yield part
    if (part?.endless) return
  }
  pending += decoder.decode()
  const part = pending === '' ? undefined : parse(true)
  if (part) yield part
}

/** The delimiter and line ending of a file by its first lines. */
export function dialectOf(text: string): { delimiter: string; newline: '\n' | '\r' } {
  const newline = text.includes('\n') ? '\n' : '\r'
  const sample = text.slice(0, SAMPLE)
  const whole = sample.length < text.length ? sample.slice(0, sample.lastIndexOf(newline)) : sample
  const { meta } = Papa.parse<string[]>(whole, { preview: 20, newline, delimitersToGuess: [',', ';', '\t'] })
  return { delimiter: meta.delimiter || ',', newline }
}

/** Header names trimmed and made distinct; one without a name is called by its position. */
function distinct(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, position) => {
    const name = cell.trim() || `#${position + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times > 1 ? `${name} (${times})` : name
  })
}
