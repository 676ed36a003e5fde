export type DateOrder = 'mdy' | 'dmy'

const YEAR_FIRST =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(上午|下午|AM|PM)?\s*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?)?[分秒]?\s*(AM|PM)?)?$/i
const YEAR_LAST =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s]+()(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?\s*(AM|PM)?)?$/i
const WITH_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)$/i
const SPREADSHEET_DAY = /^\d{5}(?:\.\d+)?$/
/** Spreadsheets count days from here, so that 1 March 1900 is day 61 (ECMA-376, part 1, 18.17.4.1). */
const SPREADSHEET_EPOCH = Temporal.PlainDateTime.from('1899-12-30T00:00')
const SECONDS_PER_DAY = 86_400
/** Two-digit years from here on are of the last century, as POSIX has it. */
const CENTURY_PIVOT = 69

/**
 * Reads a time as files write it: ISO 8601, `2026/11/22 10:00`, `2026年11月22日 下午3:05`, `12/1/10 8:26` with day and month
 * in the given order, or a spreadsheet's day number. Without a zone of its own it is local to `timeZone` (IANA); a day
 * alone is its midnight. `undefined` when it cannot be read, and for years before 1900 and after 2199.
 */
export function readTime(text: string, timeZone: string, order: DateOrder): Temporal.Instant | undefined {
  const plain = text.normalize('NFKC').trim()
  try {
    const time = WITH_ZONE.test(plain)
      ? Temporal.Instant.from(plain.replace(/\s+(?=[Z+-])/i, ''))
      : localTime(plain, order)?.toZonedDateTime(timeZone).toInstant()
    return time && isInOurTime(time) ? time : undefined
  } catch {
    return undefined
  }
}

function isInOurTime(time: Temporal.Instant): boolean {
  const { year } = time.toZonedDateTimeISO('UTC')
  return year >= 1900 && year <= 2199
}

function localTime(text: string, order: DateOrder): Temporal.PlainDateTime | undefined {
  if (SPREADSHEET_DAY.test(text)) {
    return SPREADSHEET_EPOCH.add({ seconds: Math.round(Number(text) * SECONDS_PER_DAY) })
  }
  const parts = YEAR_FIRST.exec(text) ?? YEAR_LAST.exec(text)
  if (!parts) return undefined
  const [, first, second, third, before, hour = '0', minute = '0', seconds = '0', after] = parts
  const yearFirst = first!.length === 4
  const [year, month, day] = yearFirst
    ? [first, second, third]
    : order === 'mdy'
      ? [third, first, second]
      : [third, second, first]
  const half = (before || after || '').toUpperCase()
  const date = { year: fullYear(year!), month: Number(month), day: Number(day) }
  const time = { hour: hourOf(Number(hour), half), minute: Number(minute), second: Number(seconds) }
  return Temporal.PlainDateTime.from({ ...date, ...time }, { overflow: 'reject' })
}

function fullYear(text: string): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year >= CENTURY_PIVOT ? 1900 + year : 2000 + year
}

function hourOf(hour: number, half: string): number {
  if (half === 'PM' || half === '下午') return hour < 12 ? hour + 12 : hour
  return (half === 'AM' || half === '上午') && hour === 12 ? 0 : hour
}

/**
 * What a date such as `12/1/10` tells of the order of day and month: a number above 12 is a day. `undefined` when it tells
 * nothing.
 */
export function orderToldBy(text: string): DateOrder | undefined {
  const parts = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}\b/.exec(text)
  if (!parts) return undefined
  if (Number(parts[1]) > 12) return 'dmy'
  return Number(parts[2]) > 12 ? 'mdy' : undefined
}

/** Reads a number with or without thousands separators, currency sign or spaces; `undefined` when it is none. */
export function readNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s'’]|^[¥$€£]/g, '')
  const usual = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  const decimalComma = /^[+-]?\d+,\d{1,2}$/.test(usual) ? usual.replace(',', '.') : usual
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(decimalComma) ? Number(decimalComma) : undefined
}

/** Reads a day as files write it, with or without a time; see `readTime`. */
export function readDay(text: string, timeZone: string, order: DateOrder): Temporal.PlainDate | undefined {
  return readTime(text, timeZone, order)?.toZonedDateTimeISO(timeZone).toPlainDate()
}
