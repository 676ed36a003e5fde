import type { SaxEvent } from 'exceljs/lib/utils/parse-sax.js'

/** What the number of a cell means: a number, a day with or without time, or a time of day. */
export type CellStyle = 'number' | 'date' | 'time'

/** Formats every spreadsheet knows by number. (ECMA-376 18.8.30; 27–36 and 50–58 are dates in Chinese, Japanese, Korean) */
const DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])
const TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56])

/** What each cell style of a workbook makes of a number, in the order cells refer to them. */
export function stylesOf(events: readonly SaxEvent[]): CellStyle[] {
  const codes = new Map<number, string>()
  const styles: CellStyle[] = []
  let inCells = false
  for (const { eventType, value } of events) {
    if (eventType === 'text') continue
    const name = value.name.slice(value.name.indexOf(':') + 1)
    if (name === 'cellXfs') inCells = eventType === 'opentag'
    if (eventType !== 'opentag') continue
    if (name === 'numFmt') codes.set(Number(value.attributes.numFmtId), value.attributes.formatCode ?? '')
    if (name === 'xf' && inCells) {
      const id = Number(value.attributes.numFmtId ?? 0)
      const code = codes.get(id)
      if (code !== undefined) styles.push(styleOfCode(code))
      else styles.push(DATES.has(id) ? 'date' : TIMES.has(id) ? 'time' : 'number')
    }
  }
  return styles
}

/** A format such as `yyyy"年"m"月"d"日"` or `[$-804]h:mm`: its letters count, not its quoted texts, colours and locales. */
function styleOfCode(code: string): CellStyle {
  const first = code.split(';')[0] ?? ''
  const letters = first.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').toLowerCase()
  if (/general/.test(letters)) return 'number'
  if (/[yd]|(?<!h.*)m(?!.*s)/.test(letters)) return 'date'
  return /[hs]/.test(letters) ? 'time' : 'number'
}

const DAY_MS = 86_400_000
/** The day before day 1, counting the 29 February 1900 that never was. */
const SINCE_1900 = Date.UTC(1899, 11, 30)
const SINCE_1904 = Date.UTC(1904, 0, 1)
/** 9999-12-31, the last day spreadsheets know. */
const LAST_DAY = 2_958_465

/**
 * The text a cell shows to a reader who knows no formats: days as `2026-02-17`, with a time as `2026-02-17 14:32`,
 * numbers with the 15 digits a spreadsheet keeps. Of a formula the value it had when the file was saved.
 */
export function cellText(type: string, text: string, style: CellStyle = 'number', since1904 = false): string {
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return text.replace('T', ' ').replace(/Z$/, '')
  if (type !== 'n') return text
  const number = Number(text)
  if (!Number.isFinite(number)) return text
  if (style === 'number' || number < 0 || number > LAST_DAY) return String(Number(number.toPrecision(15)))
  const seconds = Math.round(number * 86_400)
  const instant = new Date((since1904 ? SINCE_1904 : SINCE_1900) + (seconds * DAY_MS) / 86_400)
  const [day, time] = instant.toISOString().slice(0, 19).split('T') as [string, string]
  const clock = time.endsWith(':00') ? time.slice(0, 5) : time
  if (style === 'time' && number < 1) return clock
  return seconds % 86_400 === 0 ? day : `${day} ${clock}`
}
