import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import exceljs from 'exceljs'

export type Cell = string | number | null | Temporal.Instant | Temporal.PlainDate

export interface Column {
  header: string
  /** Shares are fractions of one, shown in per cent; instants are shown as local time. */
  kind: 'text' | 'number' | 'share' | 'instant' | 'day'
  /** In characters. */
  width?: number
}

export interface Sheet {
  name: string
  columns: readonly Column[]
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>
}

export interface WorkbookAbout {
  /** Instants become wall times of this zone (IANA), because a spreadsheet knows no zones. */
  timeZone: string
  author: string
  at: Temporal.Instant
  /** Who took the file out, when and under which request: shown above the header, on every printed page, in its properties. */
  mark?: string
}

const FORMATS = { text: '@', number: 'General', share: '0.0%', instant: 'yyyy-mm-dd hh:mm', day: 'yyyy-mm-dd' }
const WIDTHS = { text: 20, number: 12, share: 10, instant: 18, day: 12 }

/** Rows that one sheet of the format may hold (ECMA-376: 2^20), less the mark and the header. */
const MOST_ROWS = 1_048_576 - 2
/** Characters that one cell of the format may hold. */
const LONGEST_TEXT = 32_767
/** Rows after which the zip is given time to leave, so that memory stays bounded. */
const BREATH = 500

/**
 * Writes tables as an XLSX file while their rows are read, and ends the stream. Texts are stored as texts, so that none
 * runs as a formula. A table with more rows than a sheet may hold goes on in further sheets. Fails soon after whoever
 * reads the stream has left.
 */
export async function writeWorkbook(to: Writable, sheets: readonly Sheet[], about: WorkbookAbout): Promise<void> {
  const created = new Date(about.at.epochMilliseconds)
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false })
  Object.assign(book, { creator: about.author, lastModifiedBy: about.author, created, modified: created })
  if (about.mark) Object.assign(book, { description: about.mark, subject: about.mark })
  const done = finished(to)
  // Whoever reads the file may leave at any moment; nobody waits for this promise before the next breath.
  done.catch(() => {})
  const breathe = () => (to.destroyed ? done : setImmediate())
  const taken = new Set<string>()
  for (const sheet of sheets) await writeSheet(book, sheet, about, { taken, breathe })
  await Promise.all([book.commit(), done])
}

async function writeSheet(
  book: Book,
  sheet: Sheet,
  about: WorkbookAbout,
  { taken, breathe }: { taken: Set<string>; breathe: () => Promise<void> },
): Promise<void> {
  let page = openSheet(book, sheet, about, taken)
  let written = 0
  for await (const row of sheet.rows) {
    if (written > 0 && written % MOST_ROWS === 0) {
      page.commit()
      page = openSheet(book, sheet, about, taken)
    }
    page.addRow(row.map(cell => storedAs(cell, about.timeZone))).commit()
    written += 1
    if (written % BREATH === 0) await breathe()
  }
  page.commit()
}

type Book = InstanceType<typeof exceljs.stream.xlsx.WorkbookWriter>

function openSheet(book: Book, { name, columns }: Sheet, { mark }: WorkbookAbout, taken: Set<string>) {
  const top = mark ? 2 : 1
  const page = book.addWorksheet(nameOf(name, taken), {
    views: [{ state: 'frozen', ySplit: top }],
    headerFooter: mark ? { oddHeader: `&L${mark.replaceAll('&', '&&')}` } : {},
  })
  page.columns = columns.map(({ kind, width, header }) => ({
    width: width ?? Math.max(WIDTHS[kind], header.length * 2),
    style: { numFmt: FORMATS[kind] },
  }))
  if (mark) {
    const row = page.addRow([mark])
    row.font = { italic: true, color: { argb: 'FF808080' } }
    row.commit()
  }
  const head = page.addRow(columns.map(column => column.header))
  head.font = { bold: true }
  head.commit()
  page.autoFilter = { from: { row: top, column: 1 }, to: { row: top, column: columns.length } }
  return page
}

/** A name the format allows: 31 characters, none of `[]:*?/\`, each once. */
function nameOf(wanted: string, taken: Set<string>): string {
  const plain = wanted.replaceAll(/[[\]:*?/\\']/g, ' ').trim() || 'Sheet'
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` (${number})`
    const name = plain.slice(0, 31 - ending.length) + ending
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

function storedAs(cell: Cell, timeZone: string): string | number | Date | null {
  if (typeof cell === 'string') return cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT - 1)}…` : cell
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null
  if (cell instanceof Temporal.Instant) return wallTime(cell.toZonedDateTimeISO(timeZone).toPlainDateTime())
  if (cell instanceof Temporal.PlainDate) return wallTime(cell.toPlainDateTime())
  return null
}

function wallTime(time: Temporal.PlainDateTime): Date {
  return new Date(time.toZonedDateTime('UTC').epochMilliseconds)
}
