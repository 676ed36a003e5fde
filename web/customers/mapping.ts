import type { previewImport } from '../../server/imports/contract.ts'
import type { AnswerOf } from '../kit/api.ts'

export type Preview = AnswerOf<typeof previewImport>
export type Mapping = Preview['mapping']
export type Field = Preview['fields'][number]

/** The field a column becomes; `undefined` when it is not imported. */
export function fieldOf(mapping: Mapping, column: string): string | undefined {
  return Object.keys(mapping.columns).find(field => mapping.columns[field]!.includes(column))
}

/**
 * The mapping with a column becoming a field, or nothing. A field that takes one column gives up the one it had; a
 * column becomes one field at most.
 */
export function assign(mapping: Mapping, fields: readonly Field[], column: string, field: string | undefined): Mapping {
  const columns: Mapping['columns'] = {}
  for (const { name, several } of fields) {
    const had = (mapping.columns[name] ?? []).filter(one => one !== column)
    const now = name !== field ? had : several ? [...had, column] : [column]
    if (now.length > 0) columns[name] = now
  }
  return { ...mapping, columns }
}

/** The required fields that no column becomes. */
export function unmapped(mapping: Mapping, fields: readonly Field[]): Field[] {
  return fields.filter(field => field.required && !mapping.columns[field.name]?.length)
}

/** How the rows of a file will be read: per field that a column becomes, the cell; several columns are joined. */
export function asRead(preview: Pick<Preview, 'header' | 'rows' | 'fields'>, mapping: Mapping) {
  const fields = preview.fields.filter(field => mapping.columns[field.name]?.length)
  const rows = preview.rows.map(cells =>
    Object.fromEntries(
      fields.map(({ name }) => [
        name,
        mapping.columns[name]!.map(column => (cells[preview.header.indexOf(column)] ?? '').trim())
          .filter(cell => cell !== '')
          .join('; '),
      ]),
    ),
  )
  return { fields, rows }
}

/** The first different contents of a column, for people to know it by. */
export function samplesOf({ header, rows }: Pick<Preview, 'header' | 'rows'>, column: string, atMost = 3): string[] {
  const place = header.indexOf(column)
  const cells = new Set(rows.map(cells => (cells[place] ?? '').trim()))
  return [...cells].filter(cell => cell !== '').slice(0, atMost)
}
