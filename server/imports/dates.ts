import { type DateOrder, orderToldBy, readDay, readTime } from './cell-rules.ts'
import type { ImportContext, ImportKind } from './import-kind.ts'

/** Finds out by the whole file whether its dates have the day before the month, unless the mapping says so. */
export function dateSurvey(...fields: readonly string[]): NonNullable<ImportKind['survey']> {
  return mapping => {
    if (mapping.dateOrder) return undefined
    const told = { mdy: 0, dmy: 0 }
    return {
      see(row) {
        for (const field of fields) {
          const order = orderToldBy(row.value(field))
          if (order) told[order] += 1
        }
      },
      found: () => ({ dateOrder: told.dmy > told.mdy ? 'dmy' : 'mdy' }),
    }
  }
}

/** Reads the times of a file. Neighbouring rows mostly carry the same time: the last one read is remembered. */
export function timeReader({ timeZone, mapping }: ImportContext): (text: string) => Temporal.Instant | undefined {
  const order: DateOrder = mapping.dateOrder ?? 'mdy'
  let last: { text: string; time: Temporal.Instant | undefined } | undefined
  return text => {
    if (last?.text !== text) last = { text, time: readTime(text, timeZone, order) }
    return last.time
  }
}

/** Reads the days of a file: `null` for a blank cell, `undefined` for what is no day. */
export function dayReader({
  timeZone,
  mapping,
}: ImportContext): (text: string) => Temporal.PlainDate | null | undefined {
  return text => (text === '' ? null : readDay(text, timeZone, mapping.dateOrder ?? 'mdy'))
}
