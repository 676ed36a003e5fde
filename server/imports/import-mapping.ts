import { Refusal } from '../platform/refusal.ts'
import type { ImportMapping } from './contract.ts'
import { looksLikeIdentifier } from './identifier.ts'
import type { ImportKind, ImportRow } from './import-kind.ts'
import { importReasons, type rowRejections } from './reasons.ts'

/** Proposes which columns hold which field, by the words of the header. */
export function guessMapping(kind: ImportKind, header: readonly string[]): ImportMapping {
  const free = new Set(header)
  const columns: ImportMapping['columns'] = {}
  for (const field of kind.fields) {
    const fitting = [...free].filter(name => field.words.includes(plain(name)))
    const taken = field.several ? fitting : fitting.slice(0, 1)
    for (const name of taken) free.delete(name)
    if (taken.length > 0) columns[field.name] = taken
  }
  return { columns }
}

/** Lower case without spaces, signs and a counting number at the end: `Phone_2` is `phone`, `客户 编号` is `客户编号`. */
function plain(name: string): string {
  const bare = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-./()#*:：]/g, '')
  return bare.replace(/\d+$/, '') || bare
}

/**
 * Refuses a header that is a row of data: numbers and addresses of people are stored sealed, the names of columns are not.
 * @param country ISO 3166, of numbers that name none
 */
export function checkHeader(header: readonly string[], country: string): void {
  if (header.some(name => looksLikeIdentifier(name, country)))
    throw new Refusal('invalid', importReasons['header-missing'])
}

/** Refuses a mapping that names columns, fields or a time zone that do not exist or leaves a required field out. */
export function checkMapping(kind: ImportKind, header: readonly string[], mapping: ImportMapping): void {
  for (const [field, columns] of Object.entries(mapping.columns)) {
    const unknown = kind.fields.some(one => one.name === field) ? columns.find(name => !header.includes(name)) : field
    if (unknown !== undefined) throw new Refusal('invalid', importReasons['column-unknown'], { column: unknown })
  }
  const missing = kind.fields.filter(field => field.required && !mapping.columns[field.name]?.length)
  if (missing.length > 0) {
    const fields = missing.map(field => `${field.label.zh} (${field.label.en})`).join(', ')
    throw new Refusal('invalid', importReasons['field-unmapped'], { fields })
  }
  const { timeZone } = mapping
  if (timeZone && !isTimeZone(timeZone)) throw new Refusal('invalid', importReasons['time-zone-unknown'], { timeZone })
}

function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone)
    return true
  } catch {
    return false
  }
}

const LONGEST = 200

/** Why a row cannot be taken in, whatever its kind; `undefined` when it can. */
export function whyUnreadable(
  row: { cells: readonly string[] },
  header: readonly string[],
  kind: ImportKind,
  read: ImportRow,
): { reason: keyof typeof rowRejections; facts?: Record<string, unknown> } | undefined {
  if (row.cells.slice(header.length).some(cell => cell.trim() !== '')) return { reason: 'columns-do-not-fit' }
  if (row.cells.some(cell => /[\0\ufffd]/.test(cell))) return { reason: 'unreadable-character' }
  const long = kind.fields.find(({ name, longest = LONGEST }) => read.value(name).length > longest)
  return long && { reason: 'cell-too-long', facts: { ...long.label, longest: long.longest ?? LONGEST } }
}

/** Makes rows of one file that answer for fields instead of columns. */
export function rowReader(header: readonly string[], mapping: ImportMapping) {
  const positions = new Map(
    Object.entries(mapping.columns).map(([field, names]) => [field, names.map(name => header.indexOf(name))]),
  )
  return ({ number, cells }: { number: number; cells: readonly string[] }): ImportRow => ({
    number,
    value(field) {
      const places = positions.get(field)
      if (!places) return ''
      if (places.length === 1) return (cells[places[0]!] ?? '').trim()
      return places
        .map(place => (cells[place] ?? '').trim())
        .filter(cell => cell !== '')
        .join(';')
    },
  })
}
